/** A menu of actions or of one choice, opened by a button of this kit. */
import { Check, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import {
  Header,
  Menu as AriaMenu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components';
import { cx } from './cx.ts';
import { Kbd } from './kbd.tsx';

export type MenuEntry =
  | {
      id: string;
      label: string;
      icon?: LucideIcon;
      detail?: string;
      /** Canonical key combination, e.g. `mod+k`. */
      shortcut?: string;
      tone?: 'danger';
      isDisabled?: boolean;
      /** Set for a choice: shows a check mark and is read as checked. */
      isChosen?: boolean;
      onAction: () => void;
    }
  | { id: string; separator: true };

export type MenuProps = {
  /** Name of the menu for screen readers; shown as its heading with `showTitle`. */
  label: string;
  showTitle?: boolean;
  entries: readonly MenuEntry[];
  placement?: 'bottom start' | 'bottom end' | 'top start' | 'top end';
  /** The button that opens it. */
  children: ReactElement;
};

export function Menu({ label, showTitle, entries, placement = 'bottom end', children }: MenuProps) {
  const chosen = entries.flatMap((entry) => ('isChosen' in entry && entry.isChosen ? [entry.id] : []));
  const isChoice = entries.some((entry) => 'isChosen' in entry && entry.isChosen !== undefined);
  const items = entries.map((entry) =>
    'separator' in entry ? (
      <Separator key={entry.id} className="my-1 h-px bg-line" />
    ) : (
      <MenuItem
        key={entry.id}
        id={entry.id}
        textValue={entry.label}
        isDisabled={entry.isDisabled}
        onAction={entry.onAction}
        className={cx(
          'flex cursor-default items-center gap-2.5 rounded-sm px-2 py-1.5 outline-none data-disabled:text-disabled data-focused:bg-hover data-focus-visible:outline-2 data-focus-visible:-outline-offset-2',
          entry.tone === 'danger' && 'text-danger-ink',
        )}
      >
        {({ isSelected }) => (
          <>
            {isChoice && (
              <Check
                aria-hidden
                strokeWidth={2}
                className={cx('size-4 text-brand-ink', !isSelected && 'invisible')}
              />
            )}
            {entry.icon && <entry.icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />}
            <span className="min-w-0 flex-1">
              <span className="block">{entry.label}</span>
              {entry.detail && <span className="block text-13 text-muted">{entry.detail}</span>}
            </span>
            {entry.shortcut && <Kbd combination={entry.shortcut} />}
          </>
        )}
      </MenuItem>
    ),
  );
  return (
    <MenuTrigger>
      {children}
      <Popover
        placement={placement}
        offset={4}
        className="hairline max-w-88 min-w-48 overflow-auto rounded-md bg-raised p-1 shadow-raised data-entering:animate-[appear_140ms_var(--ease-out)]"
      >
        <AriaMenu
          aria-label={label}
          className="outline-none"
          {...(isChoice && { selectionMode: 'single', selectedKeys: chosen })}
        >
          {showTitle ? (
            <MenuSection aria-label={label}>
              <Header className="px-2 pt-1.5 pb-1 text-12 font-[560] text-muted">{label}</Header>
              {items}
            </MenuSection>
          ) : (
            items
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
