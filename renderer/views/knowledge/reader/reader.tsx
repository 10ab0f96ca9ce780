/** The reader with its tools: text or page image, passages one by one, find. Keys: n and p for passages, f or Ctrl+F to find. */
import { ChevronDown, ChevronUp, Columns2, FileImage, FileText, ScanSearch } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce, IconButton, Segmented, toastFailure, useLayoutMode } from '../../../ui/index.ts';
import type { Place } from '../paths.ts';
import { FindBar } from './find-bar.tsx';
import { PageImage } from './page-image.tsx';
import type { Mark, Range } from './ranges.ts';
import { DocumentText } from './reader-text.tsx';
import { type OpenDocument, useDocument } from './use-document.ts';
import { useFind } from './use-find.ts';

type Mode = 'text' | 'page' | 'both';

export type ReaderProps = {
  place: Place;
  /** All passages of this document that belong to the answer or the search; the one in `place` among them. */
  passages?: readonly Range[];
  onPassage?: (passage: Range) => void;
  /** `page` fills the window, `pane` stands beside what it proves. */
  variant: 'page' | 'pane';
  /** Further tools at the right end of the bar, once the document is known. */
  tools?: (document: OpenDocument) => ReactNode;
};

/** What the reader needs of a key press, wherever it was heard. */
type Press = Pick<
  globalThis.KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target' | 'preventDefault' | 'stopPropagation'
>;

const none: readonly Range[] = [];
const isSame = (one: Range, other: Range) =>
  one.startOffset === other.startOffset && one.endOffset === other.endOffset;

export function Reader({ place, passages = none, onPassage, variant, tools }: ReaderProps) {
  const { t } = useTranslation('knowledge');
  const opened = useDocument(place);
  const { view, loaded } = opened;
  const canShowBoth = useLayoutMode() === 'wide' && variant === 'page';
  const [wantedMode, setMode] = useState<Mode>('text');
  const [isFinding, setFinding] = useState(false);
  const [query, setQuery] = useState('');
  const [foundIndex, setFoundIndex] = useState(0);
  /** Chosen by paging; `null`: the page of the passage. */
  const [ownPage, setOwnPage] = useState<number | null>(null);
  const found = useFind(view, isFinding ? query : '');
  const hasPassage = place.endOffset > place.startOffset;
  const mode = view?.hasPageImages ? (wantedMode === 'both' && !canShowBoth ? 'page' : wantedMode) : 'text';
  const { startOffset, endOffset } = place;
  const at = passages.findIndex((passage) => isSame(passage, place));

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question begins at its first match
  useEffect(() => setFoundIndex(0), [found.matches]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another passage has its own page
  useEffect(() => setOwnPage(null), [startOffset]);
  useEffect(() => {
    if (found.failure) toastFailure(found.failure);
  }, [found.failure]);

  const currentFind = found.matches[foundIndex];
  const marks = useMemo<Mark[]>(
    () => [
      ...passages.map(
        ({ startOffset: from, endOffset: to }): Mark => ({
          startOffset: from,
          endOffset: to,
          kind: from === startOffset && to === endOffset ? 'evidence' : 'passage',
        }),
      ),
      ...(hasPassage ? [{ startOffset, endOffset, kind: 'evidence' as const }] : []),
      ...found.matches.map(
        ({ startOffset: from, endOffset: to }, index): Mark => ({
          startOffset: from,
          endOffset: to,
          kind: index === foundIndex ? 'found-current' : 'found',
        }),
      ),
    ],
    [passages, startOffset, endOffset, hasPassage, found.matches, foundIndex],
  );
  const passagePage =
    loaded?.blocks.find((block) => block.endOffset > startOffset && block.page !== null)?.page ?? 1;

  const step = (by: 1 | -1) => {
    if (passages.length === 0 || !onPassage) return;
    const next = (Math.max(0, at) + by + passages.length) % passages.length;
    const passage = passages[next];
    if (!passage) return;
    announce(t('reader.passageOf', { index: next + 1, count: passages.length }));
    onPassage(passage);
  };
  const press = (event: Press) => {
    const isTyping = event.target instanceof Element && event.target.matches('input, textarea');
    const key = event.key.toLowerCase();
    const isMod = event.ctrlKey || event.metaKey;
    if (key === 'f' && isMod) setFinding(true);
    else if (isTyping || isMod || event.altKey) return;
    else if (key === 'n') step(1);
    else if (key === 'p') step(-1);
    else if (key === 'f') setFinding(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  // In a page of its own the keys belong to the reader wherever the focus is; in a pane only within it.
  const latestPress = useRef(press);
  latestPress.current = press;
  useEffect(() => {
    if (variant !== 'page') return;
    const listen = (event: globalThis.KeyboardEvent) => {
      if (!document.querySelector('[role="dialog"], [role="alertdialog"]')) latestPress.current(event);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [variant]);

  const text = (
    <DocumentText
      document={opened}
      marks={marks}
      target={currentFind ?? place}
      topLevel={variant === 'page' ? 2 : 3}
    />
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the reader, wherever in it the focus is
    <div
      className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface"
      onKeyDown={variant === 'pane' ? press : undefined}
    >
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-1 border-b border-line px-3 py-1">
        {passages.length > 1 && (
          <>
            <IconButton
              icon={ChevronUp}
              size="sm"
              label={t('reader.previous')}
              shortcut="P"
              onPress={() => step(-1)}
            />
            <IconButton
              icon={ChevronDown}
              size="sm"
              label={t('reader.next')}
              shortcut="N"
              onPress={() => step(1)}
            />
            <span className="tabular px-1 text-13 text-muted">
              {t('reader.passageOf', { index: Math.max(0, at) + 1, count: passages.length })}
            </span>
          </>
        )}
        <span className="flex-1" />
        {view?.hasPageImages && (
          <Segmented<Mode>
            label={t('reader.mode')}
            hideLabel
            value={mode}
            onChange={setMode}
            options={[
              { value: 'text', label: t('reader.modes.text'), icon: FileText },
              { value: 'page', label: t('reader.modes.page'), icon: FileImage },
              ...(canShowBoth
                ? [{ value: 'both' as const, label: t('reader.modes.both'), icon: Columns2 }]
                : []),
            ]}
          />
        )}
        <IconButton
          icon={ScanSearch}
          size="sm"
          label={t('find.label')}
          shortcut="F"
          onPress={() => setFinding((shown) => !shown)}
        />
        {tools?.(opened)}
      </div>
      {isFinding && (
        <FindBar
          query={query}
          onQuery={setQuery}
          count={found.matches.length}
          index={foundIndex}
          isSearching={found.isSearching}
          onGo={(by) =>
            setFoundIndex((index) =>
              found.matches.length === 0 ? 0 : (index + by + found.matches.length) % found.matches.length,
            )
          }
          onClose={() => {
            setFinding(false);
            setQuery('');
          }}
        />
      )}
      <div className="flex min-h-0 flex-1">
        {mode !== 'page' && text}
        {mode === 'both' && <div className="w-px bg-line" />}
        {mode !== 'text' && view && loaded && (
          <PageImage
            view={view}
            loaded={loaded}
            page={ownPage ?? passagePage}
            onPage={setOwnPage}
            passage={hasPassage ? place : null}
          />
        )}
      </div>
    </div>
  );
}
