/** Search over the spaces: one field, facets, hits with their place; the passage opens beside the hits. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Maximize2, MessageSquareText, SearchX, TextSearch } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchHit } from '../../../../electron/contract/knowledge.ts';
import { navigate, useRoute } from '../../../app/router.ts';
import { client } from '../../../client/client.ts';
import { useSpaces } from '../../../client/knowledge-queries.ts';
import { queryKeys } from '../../../client/queries.ts';
import { useFormat } from '../../../i18n/format.ts';
import {
  announce,
  Button,
  EmptyState,
  ErrorNotice,
  IconButton,
  Pane,
  SearchField,
  Skeleton,
} from '../../../ui/index.ts';
import { newDraft, setDraft, setWishes } from '../../chat/drafts.ts';
import { comeWith } from '../passages.ts';
import { documentPath, type Place, searchPath } from '../paths.ts';
import { Reader } from '../reader/reader.tsx';
import { Facets } from './facets.tsx';
import { HitCard } from './hit-card.tsx';
import { dateFrom, setSearch, useSearchState } from './search-state.ts';

const mostHits = 30;

const useHits = () => {
  const { query, spaceIds, languages, sources, tags, period } = useSearchState();
  const from = dateFrom(period);
  return useQuery({
    queryKey: [...queryKeys.knowledge, 'search', query, spaceIds, languages, sources, tags, from],
    queryFn: ({ signal }) =>
      client.knowledge.search(
        {
          query,
          spaceIds: spaceIds.length > 0 ? [...spaceIds] : null,
          filters: {
            ...(languages.length > 0 && { languages: [...languages] }),
            ...(sources.length > 0 && { sources: [...sources] }),
            ...(tags.length > 0 && { tags: [...tags] }),
            ...(from !== undefined && { dateFrom: from }),
          },
          limit: mostHits,
        },
        { signal },
      ),
    enabled: query !== '',
    placeholderData: keepPreviousData,
  });
};

export function SearchPage({ listButton }: { listButton: ReactNode }) {
  const { t } = useTranslation('knowledge');
  const { segments } = useRoute();
  const { text, query, current, spaceIds, tags } = useSearchState();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const spaces = useSpaces().data ?? [];
  const found = useHits();
  const hits = query === '' ? [] : (found.data?.hits ?? []);
  const open = current === null ? null : (hits[current] ?? null);
  const asked = segments.slice(1).join('/');

  // A link or a reload brings its question along.
  useEffect(() => {
    if (asked !== '' && asked !== useSearchState.getState().query)
      setSearch({ text: asked, query: asked, current: null });
    if (asked === '') field.current?.focus();
  }, [asked]);
  const count = hits.length;
  const isSettled = query !== '' && !found.isFetching;
  useEffect(() => {
    if (isSettled) announce(t('search.found', { count }));
  }, [isSettled, count, t]);

  const submit = () => {
    const wanted = text.trim();
    setSearch({ query: wanted, current: null });
    navigate(wanted === '' ? searchPath : `${searchPath}/${wanted}`, { replace: true });
  };
  const focusHit = (position: number) =>
    list.current?.querySelector<HTMLElement>(`[data-hit="${position}"]`)?.focus();
  const move = (event: KeyboardEvent) => {
    const at = Number(document.activeElement?.getAttribute('data-hit') ?? Number.NaN);
    if (event.key === 'ArrowDown') focusHit(Number.isNaN(at) ? 0 : Math.min(count - 1, at + 1));
    else if (event.key === 'ArrowUp' && !Number.isNaN(at))
      at === 0 ? field.current?.focus() : focusHit(at - 1);
    else return;
    event.preventDefault();
  };

  const askInChat = () => {
    setWishes({
      agentId: null,
      spaceIds: spaceIds.length > 0 ? [...spaceIds] : spaces.map(({ id }) => id),
      tags: [...tags],
    });
    setDraft(newDraft, query);
    navigate('/chat');
  };

  return (
    <section className="flex min-h-0 min-w-0 flex-1 flex-col bg-canvas">
      <header className="shrink-0 border-b border-line bg-surface px-5 pt-4 pb-3 narrow:px-4 narrow:pt-2">
        {listButton && <div className="-mx-2.5 mb-1">{listButton}</div>}
        <h1 className="sr-only">{t('search.title')}</h1>
        <div className="mx-auto flex w-full max-w-180 flex-col gap-2.5">
          {/* biome-ignore lint/a11y/noStaticElementInteractions: catches the arrow keys of the field inside */}
          <div className="flex gap-2" onKeyDown={move}>
            <SearchField
              ref={field}
              label={t('search.label')}
              placeholder={t('search.placeholder')}
              value={text}
              onChange={(typed) => setSearch({ text: typed })}
              onSubmit={submit}
              onClear={() => setSearch({ text: '', query: '', current: null })}
              className="min-w-0 flex-1"
            />
            <Button variant="primary" onPress={submit} isDisabled={text.trim() === ''}>
              {t('search.action')}
            </Button>
          </div>
          <Facets hits={hits} spaces={spaces} />
        </div>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4 narrow:px-4">
        <div className="mx-auto w-full max-w-180">
          {query === '' && (
            <EmptyState icon={TextSearch} title={t('search.start')}>
              {t(spaces.length === 0 ? 'search.startNoSpaces' : 'search.startHelp')}
            </EmptyState>
          )}
          {query !== '' && found.error && (
            <ErrorNotice failure={found.error} onRetry={() => void found.refetch()} />
          )}
          {query !== '' && found.isPending && !found.error && (
            <div className="flex flex-col gap-3">
              <Skeleton className="h-24 w-full" />
              <Skeleton className="h-24 w-full" />
              <Skeleton className="h-24 w-full" />
            </div>
          )}
          {query !== '' && found.data && count === 0 && (
            <EmptyState icon={SearchX} title={t('search.none', { query })}>
              {t('search.noneHelp')}
            </EmptyState>
          )}
          {count > 0 && (
            <>
              <div className="mb-2.5 flex flex-wrap items-center justify-between gap-2">
                <Timing count={count} timings={found.data?.timings} />
                <Button size="sm" icon={MessageSquareText} onPress={askInChat}>
                  {t('search.ask')}
                </Button>
              </div>
              {hits.every(({ matchedWords }) => matchedWords.length === 0) && (
                <p className="mb-3 flex gap-2 text-13 text-pretty text-muted">
                  <SearchX aria-hidden className="mt-0.5 size-4 shrink-0" strokeWidth={1.75} />
                  {t('search.onlyMeaning')}
                </p>
              )}
              <ol
                ref={list}
                onKeyDown={move}
                className={`flex flex-col gap-2.5 ${found.isPlaceholderData ? 'opacity-60' : ''}`}
              >
                {hits.map((hit, position) => (
                  <li key={`${hit.documentId}-${hit.startOffset}`}>
                    <HitCard
                      hit={hit}
                      position={position}
                      spaceName={
                        spaces.length > 1 ? (spaces.find(({ id }) => id === hit.spaceId)?.name ?? null) : null
                      }
                      isCurrent={position === current}
                      onOpen={(place) => {
                        if (place.documentId === hit.documentId) setSearch({ current: position });
                        else navigate(documentPath(place.documentId, place));
                      }}
                    />
                  </li>
                ))}
              </ol>
            </>
          )}
        </div>
      </div>
      <HitPane hit={open} hits={hits} onClose={() => setSearch({ current: null })} />
    </section>
  );
}

type Timings = { fullTextMs: number; vectorsMs: number; fineMs: number; rerankMs: number };

function Timing({ count, timings }: { count: number; timings: Timings | undefined }) {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  const total = timings ? timings.fullTextMs + timings.vectorsMs + timings.fineMs + timings.rerankMs : 0;
  return (
    <p className="tabular text-13 text-muted">
      {t('search.found', { count })} · {format.milliseconds(Math.max(1, total))}
    </p>
  );
}

type HitPaneProps = { hit: SearchHit | null; hits: readonly SearchHit[]; onClose: () => void };

function HitPane({ hit, hits, onClose }: HitPaneProps) {
  const { t } = useTranslation('knowledge');
  const passages = hits.filter(({ versionId }) => versionId === hit?.versionId);
  const place: Place | null = hit;
  const enlarge = () => {
    if (!hit) return;
    comeWith(hit.documentId, passages);
    navigate(documentPath(hit.documentId, hit));
  };
  return (
    <Pane isOpen={hit !== null} onClose={onClose} title={hit?.title ?? ''} isFlush inlineFrom="medium">
      {place && (
        <Reader
          key={hit?.versionId}
          place={place}
          passages={passages}
          onPassage={(wanted) =>
            setSearch({
              current: hits.findIndex(
                (one) => one.versionId === hit?.versionId && one.startOffset === wanted.startOffset,
              ),
            })
          }
          variant="pane"
          tools={() => (
            <IconButton icon={Maximize2} size="sm" label={t('reader.enlarge')} onPress={enlarge} />
          )}
        />
      )}
    </Pane>
  );
}
