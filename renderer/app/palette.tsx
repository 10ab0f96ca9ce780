/** Ctrl+K: find a conversation, go to a section, run a command. A combobox over a grouped list; the focus stays in the field. */
import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { announce, cx, Kbd } from '../ui/index.ts';
import { closeOverlay } from './overlays.ts';
import { type PaletteEntry, usePaletteGroups } from './palette-entries.ts';

function Field() {
  const { t } = useTranslation('app');
  const listId = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const groups = usePaletteGroups(query);
  const entries = groups.flatMap((group) => group.entries);
  const at = Math.min(active, Math.max(0, entries.length - 1));
  const count = entries.length;

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  useEffect(() => {
    if (!query) return;
    const timer = setTimeout(() => announce(t('palette.results', { count })), 600);
    return () => clearTimeout(timer);
  }, [query, count, t]);

  const perform = (entry: PaletteEntry | undefined) => {
    if (!entry) return;
    closeOverlay();
    entry.perform();
  };
  const press = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + 8,
      PageUp: at - 8,
    };
    const wanted = moves[event.key];
    if (wanted !== undefined && count > 0) {
      event.preventDefault();
      const isPage = event.key.startsWith('Page');
      setActive(isPage ? Math.min(count - 1, Math.max(0, wanted)) : (wanted + count) % count);
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      perform(entries[at]);
    }
  };

  return (
    <>
      <div className="flex h-13 shrink-0 items-center gap-3 border-b border-line px-4">
        <Search aria-hidden className="size-4.5 shrink-0 text-faint" strokeWidth={1.75} />
        <input
          // biome-ignore lint/a11y/noAutofocus: the dialog exists for this field
          autoFocus
          role="combobox"
          aria-label={t('palette.title')}
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={entries[at] && `${listId}-${at}`}
          value={query}
          placeholder={t('palette.placeholder')}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={press}
          spellCheck={false}
          className="h-full min-w-0 flex-1 bg-transparent text-17 outline-none placeholder:text-faint"
        />
        <Kbd combination="escape" />
      </div>
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={t('palette.title')}
        className="min-h-0 overflow-y-auto p-1.5"
      >
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options inside a listbox
          <div key={group.id} role="group" aria-label={t(`palette.${group.id}`)}>
            <div aria-hidden className="px-2.5 pt-2.5 pb-1 text-12 font-[560] text-muted">
              {t(`palette.${group.id}`)}
            </div>
            {group.entries.map((entry) => {
              const index = entries.indexOf(entry);
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys of its list
                // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus, aria-activedescendant points here
                <div
                  key={entry.id}
                  id={`${listId}-${index}`}
                  role="option"
                  aria-selected={index === at}
                  onClick={() => perform(entry)}
                  onMouseMove={() => index !== at && setActive(index)}
                  className={cx(
                    'flex h-9 cursor-default items-center gap-3 rounded-sm px-2.5',
                    index === at && 'bg-brand-soft text-brand-ink forced-colors:outline-2',
                  )}
                >
                  <entry.icon
                    aria-hidden
                    className={cx('size-4 shrink-0', index !== at && 'text-muted')}
                    strokeWidth={1.75}
                  />
                  <span className="min-w-0 flex-1 truncate">{entry.title}</span>
                  {entry.shortcut && <Kbd combination={entry.shortcut} />}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      {count === 0 && <p className="px-4 py-8 text-center text-muted">{t('palette.none', { query })}</p>}
    </>
  );
}

export default function Palette() {
  const { t } = useTranslation('app');
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(open) => !open && closeOverlay()}
      isDismissable
      className="fixed inset-0 z-40 flex items-start justify-center bg-scrim px-4 pt-[12vh] data-entering:animate-[appear_120ms_var(--ease-out)]"
    >
      <Modal className="hairline flex max-h-[70vh] w-full max-w-150 flex-col overflow-hidden rounded-md bg-raised shadow-raised">
        <AriaDialog aria-label={t('palette.title')} className="flex min-h-0 flex-col outline-none">
          <Field />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
