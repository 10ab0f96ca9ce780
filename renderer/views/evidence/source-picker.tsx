/** Which spaces a conversation answers from, and whether it may say more than they do. */
import { Check, ChevronDown, Library } from 'lucide-react';
import {
  Button as AriaButton,
  Dialog,
  DialogTrigger,
  Heading,
  ListBox,
  ListBoxItem,
  Popover,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { navigate } from '../../app/router.ts';
import { useSpaces, useTags } from '../../client/knowledge-queries.ts';
import { announce, Button, cx, Switch } from '../../ui/index.ts';
import { FilterMenu } from '../knowledge/search/filter-menu.tsx';

export type SourcePickerProps = {
  spaceIds: readonly string[];
  tags: readonly string[];
  onlyFromSources: boolean;
  onChange: (change: { spaceIds?: string[]; tags?: string[]; onlyFromSources?: boolean }) => void;
};

export function SourcePicker({ spaceIds, tags, onlyFromSources, onChange }: SourcePickerProps) {
  const { t } = useTranslation('evidence');
  const spaces = useSpaces().data ?? [];
  const chosen = spaces.filter(({ id }) => spaceIds.includes(id));
  const [first] = chosen;
  const knownTags =
    useTags(
      chosen.map(({ id }) => id),
      chosen.length > 0,
    ).data ?? [];
  const names =
    first === undefined
      ? t('sources.none')
      : chosen.length === 1
        ? first.name
        : t('sources.many', { count: chosen.length });
  // What narrows the sources is said where they are named.
  const label = [names, ...(first === undefined ? [] : tags)].join(' · ');
  return (
    <DialogTrigger>
      <AriaButton
        aria-label={`${t('sources.label')}: ${label}`}
        className={cx(
          'flex h-7 min-w-0 max-w-56 @max-[28rem]:shrink-0 cursor-default items-center gap-1.5 rounded-md px-2 text-13 transition-colors',
          first ? 'bg-evidence-soft text-evidence-ink' : 'text-muted data-hovered:bg-hover',
        )}
      >
        <Library aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
        <span aria-hidden className="min-w-0 truncate @max-[32rem]:sr-only">
          {label}
        </span>
        <ChevronDown aria-hidden className="size-3.5 shrink-0" strokeWidth={1.75} />
      </AriaButton>
      <Popover
        placement="top start"
        offset={6}
        className="hairline w-88 max-w-[92vw] overflow-auto rounded-md bg-raised shadow-raised data-entering:animate-[appear_140ms_var(--ease-out)]"
      >
        <Dialog className="outline-none">
          {({ close }) => (
            <>
              <div className="px-4 pt-3.5 pb-2">
                <Heading slot="title" className="text-15">
                  {t('sources.title')}
                </Heading>
                <p className="mt-0.5 text-13 text-pretty text-muted">{t('sources.help')}</p>
              </div>
              {spaces.length === 0 ? (
                <p className="px-4 pb-3 text-13 text-muted">{t('sources.empty')}</p>
              ) : (
                <ListBox
                  aria-label={t('sources.label')}
                  selectionMode="multiple"
                  selectedKeys={chosen.map(({ id }) => id)}
                  onSelectionChange={(keys) => {
                    const next = keys === 'all' ? spaces.map(({ id }) => id) : [...keys].map(String);
                    announce(t('sources.changed', { count: next.length }));
                    onChange({ spaceIds: next });
                  }}
                  className="max-h-64 overflow-y-auto px-2 outline-none"
                >
                  {spaces.map(({ id, name, documents }) => (
                    <ListBoxItem
                      key={id}
                      id={id}
                      textValue={name}
                      className="flex cursor-default items-center gap-2.5 rounded-sm px-2 py-1.5 outline-none data-focused:bg-hover data-focus-visible:outline-2 data-focus-visible:-outline-offset-2"
                    >
                      {({ isSelected }) => (
                        <>
                          <span
                            aria-hidden
                            className={cx(
                              'flex size-4.5 shrink-0 items-center justify-center rounded-sm border',
                              isSelected ? 'border-brand bg-brand text-on-brand' : 'border-control',
                            )}
                          >
                            {isSelected && <Check className="size-3.5" strokeWidth={2.5} />}
                          </span>
                          <span className="min-w-0 flex-1 truncate">{name}</span>
                          <span className="tabular shrink-0 text-12 text-faint">
                            {t('sources.documents', { count: documents })}
                          </span>
                        </>
                      )}
                    </ListBoxItem>
                  ))}
                </ListBox>
              )}
              <div className="mt-2 flex flex-col gap-3 border-t border-line px-4 py-3">
                {chosen.length > 0 && (knownTags.length > 0 || tags.length > 0) && (
                  <div className="flex flex-col items-start gap-1.5">
                    <FilterMenu
                      label={t('sources.tags')}
                      facets={[...new Set([...tags, ...knownTags.map(({ tag }) => tag)])].map((tag) => ({
                        value: tag,
                        label: tag,
                      }))}
                      chosen={tags}
                      onChange={(next) => onChange({ tags: next })}
                    />
                    {tags.length > 0 && <p className="text-13 text-muted">{t('sources.tagsHelp')}</p>}
                  </div>
                )}
                {spaces.length > 0 && (
                  <Switch
                    label={t('sources.only')}
                    help={t('sources.onlyHelp')}
                    isSelected={onlyFromSources}
                    isDisabled={chosen.length === 0}
                    onChange={(isOn) => onChange({ onlyFromSources: isOn })}
                  />
                )}
                <Button
                  size="sm"
                  className="self-start"
                  onPress={() => {
                    close();
                    navigate('/knowledge');
                  }}
                >
                  {t('sources.manage')}
                </Button>
              </div>
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
