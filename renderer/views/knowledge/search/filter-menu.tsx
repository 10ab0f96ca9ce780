/** One facet: a button that says what is chosen, and a menu of choices. Several may be chosen unless `isSingle`. */
import { Check, ChevronDown } from 'lucide-react';
import {
  Button as AriaButton,
  Menu as AriaMenu,
  MenuItem,
  MenuTrigger,
  Popover,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../ui/index.ts';

export type Facet = { value: string; label: string };

export type FilterMenuProps = {
  label: string;
  facets: readonly Facet[];
  chosen: readonly string[];
  isSingle?: boolean;
  /** `md` beside a field, of the same height. */
  size?: 'sm' | 'md';
  onChange: (chosen: string[]) => void;
};

export function FilterMenu({ label, facets, chosen, isSingle, size = 'sm', onChange }: FilterMenuProps) {
  const { t } = useTranslation('knowledge');
  const isOn = chosen.length > 0;
  const first = facets.find(({ value }) => value === chosen[0])?.label ?? chosen[0];
  const value =
    chosen.length === 0 ? null : chosen.length === 1 ? first : t('search.chosen', { count: chosen.length });
  return (
    <MenuTrigger>
      <AriaButton
        isDisabled={facets.length === 0}
        className={cx(
          'flex max-w-64 min-w-0 cursor-default items-center gap-1.5 rounded-md border transition-colors data-disabled:border-line data-disabled:text-disabled',
          size === 'sm' ? 'h-8 px-2.5 text-13' : 'h-9 px-3',
          isOn
            ? 'border-transparent bg-brand-soft text-brand-ink'
            : 'border-control/60 data-hovered:border-control data-hovered:bg-hover',
        )}
      >
        <span className="shrink-0">{label}</span>
        {value && <span className="min-w-0 truncate font-[560]">{value}</span>}
        <ChevronDown aria-hidden className="size-3.5 shrink-0" strokeWidth={1.75} />
      </AriaButton>
      <Popover
        placement="bottom start"
        offset={4}
        className="hairline max-h-96 max-w-88 min-w-48 overflow-auto rounded-md bg-raised p-1 shadow-raised data-entering:animate-[appear_140ms_var(--ease-out)]"
      >
        <AriaMenu
          aria-label={label}
          selectionMode={isSingle ? 'single' : 'multiple'}
          selectedKeys={chosen}
          onSelectionChange={(keys) => keys !== 'all' && onChange([...keys].map(String))}
          className="outline-none"
        >
          {facets.map(({ value: id, label: name }) => (
            <MenuItem
              key={id}
              id={id}
              textValue={name}
              className="flex cursor-default items-start gap-2.5 rounded-sm px-2 py-1.5 outline-none data-focused:bg-hover data-focus-visible:outline-2 data-focus-visible:-outline-offset-2"
            >
              {({ isSelected }) => (
                <>
                  <Check
                    aria-hidden
                    strokeWidth={2}
                    className={cx('mt-0.5 size-4 shrink-0 text-brand-ink', !isSelected && 'invisible')}
                  />
                  <span className="min-w-0 [overflow-wrap:anywhere]">{name}</span>
                </>
              )}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
