/** The documents of a space: find by name, preview on the space bar, open on Enter, delete several at once. */
import { FilePlus2, SearchX } from 'lucide-react';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentSummary, KnowledgeSpace } from '../../../electron/contract/knowledge.ts';
import { navigate } from '../../app/router.ts';
import { client } from '../../client/client.ts';
import { useSpaces, useTags } from '../../client/knowledge-queries.ts';
import { usePagedRows } from '../../client/paged-rows.ts';
import {
  announce,
  DataGrid,
  EmptyState,
  ErrorNotice,
  SearchField,
  Select,
  Skeleton,
  useRoom,
} from '../../ui/index.ts';
import { Chosen } from './chosen-documents.tsx';
import { narrowBelow, useDocumentColumns, wideFrom } from './document-columns.tsx';
import { documentPath } from './paths.ts';
import { PreviewPane } from './preview-pane.tsx';
import { RemoveDocuments } from './remove-documents.tsx';
import { FilterMenu } from './search/filter-menu.tsx';
import { TagsDialog } from './tags-dialog.tsx';

type Order = 'updated' | 'title';

export type DocumentTableProps = { space: KnowledgeSpace | null; count: number };

export function DocumentTable({ space, count }: DocumentTableProps) {
  const { t } = useTranslation('knowledge');
  const [frame, measured] = useRoom();
  const room = measured ?? wideFrom;
  const narrow = room < narrowBelow;
  const [query, setQuery] = useState('');
  const [order, setOrder] = useState<Order>('updated');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [currentId, setCurrentId] = useState<string | null>(null);
  const [isPreviewing, setPreviewing] = useState(false);
  const [tags, setTags] = useState<readonly string[]>([]);
  const [tagging, setTagging] = useState<readonly DocumentSummary[]>([]);
  const [leaving, setLeaving] = useState<readonly DocumentSummary[]>([]);
  const wanted = useDeferredValue(query.trim());
  const spaceId = space?.id ?? null;
  const stamp = useSpaces().dataUpdatedAt;
  const knownTags = useTags(spaceId === null ? null : [spaceId]).data ?? [];
  const paged = usePagedRows(['documents', spaceId, wanted, tags, order], stamp, (cursor, limit) =>
    client.knowledge.documents({ spaceId, query: wanted, tags: [...tags], order, cursor, limit }),
  );
  const { rows } = paged;
  const isNarrowed = wanted !== '' || tags.length > 0;
  const current = rows.find(({ id }) => id === currentId) ?? null;
  const chosen = useMemo(() => rows.filter(({ id }) => selected.has(id)), [rows, selected]);
  const tick = useCallback(
    (id: string) =>
      setSelected((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [],
  );
  const columns = useDocumentColumns({ room, isOfAllSpaces: space === null, selected, onTick: tick });
  const open = (document: DocumentSummary) => navigate(documentPath(document.id));

  if (paged.error && rows.length === 0)
    return <ErrorNotice failure={paged.error} onRetry={paged.refetch} className="m-5" />;
  if (paged.isPending) return <Loading />;
  if (rows.length === 0 && !isNarrowed && !paged.isStale) {
    return (
      <EmptyState icon={FilePlus2} title={t('documents.empty')} className="my-auto">
        {t(space ? 'documents.emptyHelp' : 'documents.emptyAllHelp')}
      </EmptyState>
    );
  }
  return (
    <div ref={frame} className="flex min-h-0 flex-1 flex-col">
      <div className="flex shrink-0 flex-wrap items-center gap-2 px-5 py-2.5 narrow:px-4">
        <SearchField
          label={t('documents.filter')}
          placeholder={t('documents.filterHint')}
          value={query}
          onChange={setQuery}
          className="min-w-44 flex-1 basis-44 wide:max-w-88"
        />
        <Select<Order>
          label={t('documents.order')}
          hideLabel
          value={order}
          onChange={setOrder}
          options={[
            { value: 'updated', label: t('documents.byUpdated') },
            { value: 'title', label: t('documents.byTitle') },
          ]}
          className="w-44"
        />
        {(knownTags.length > 0 || tags.length > 0) && (
          <FilterMenu
            size="md"
            label={t('tags.title')}
            facets={[...new Set([...tags, ...knownTags.map(({ tag }) => tag)])].map((tag) => ({
              value: tag,
              label: tag,
            }))}
            chosen={tags}
            onChange={setTags}
          />
        )}
        <span className="narrow:hidden flex-1" />
        {chosen.length > 0 ? (
          <Chosen
            documents={chosen}
            onTags={() => setTagging(chosen)}
            onRemove={() => setLeaving(chosen)}
            onNone={() => setSelected(new Set())}
          />
        ) : (
          room >= wideFrom && <p className="text-12 text-faint">{t('documents.keys')}</p>
        )}
      </div>
      {rows.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title={t('documents.noneFound', { query: [wanted, ...tags].filter(Boolean).join(', ') })}
        >
          {t('documents.noneFoundHelp')}
        </EmptyState>
      ) : (
        <DataGrid
          label={t('library.documents')}
          columns={columns}
          rows={rows}
          rowCount={!isNarrowed ? Math.max(count, rows.length) : paged.hasMore ? null : rows.length}
          rowHeight={narrow ? 60 : 44}
          hideHeader={narrow}
          selected={selected}
          onSelect={(ids) => {
            setSelected(ids);
            announce(t('documents.selected', { count: ids.size }));
          }}
          currentId={currentId}
          onCurrent={setCurrentId}
          onOpen={open}
          onPreview={() => setPreviewing((shown) => !shown)}
          onRemove={setLeaving}
          onEnd={paged.fetchMore}
          onAtTop={paged.setAtTop}
          className={paged.isStale ? 'opacity-60' : ''}
        />
      )}
      <PreviewPane
        document={isPreviewing ? current : null}
        onClose={() => setPreviewing(false)}
        onOpen={open}
      />
      {tagging.length > 0 && (
        <TagsDialog
          documents={tagging}
          onClose={() => setTagging([])}
          onSaved={() => {
            setTagging([]);
            setSelected(new Set());
          }}
        />
      )}
      {leaving.length > 0 && (
        <RemoveDocuments
          documents={leaving}
          onClose={() => setLeaving([])}
          onRemoved={() => {
            setLeaving([]);
            setSelected(new Set());
          }}
        />
      )}
    </div>
  );
}

function Loading() {
  return (
    <div className="flex flex-col gap-5 px-5 py-5">
      {['w-2/5', 'w-3/5', 'w-1/2', 'w-2/3', 'w-2/5'].map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars without identity
        <Skeleton key={index} className={`h-5 ${width}`} />
      ))}
    </div>
  );
}
