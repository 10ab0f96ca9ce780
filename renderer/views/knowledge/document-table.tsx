/** The documents of a space: find by name, preview on the space bar, open on Enter, delete several at once. */
import { FilePlus2, FileText, RefreshCw, SearchX, Trash2 } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentSummary, KnowledgeSpace } from '../../../electron/contract/knowledge.ts';
import { navigate } from '../../app/router.ts';
import { client } from '../../client/client.ts';
import { useFileAction, useRemoveDocuments, useSpaces } from '../../client/knowledge-queries.ts';
import { usePagedRows } from '../../client/paged-rows.ts';
import { useFormat } from '../../i18n/format.ts';
import {
  announce,
  Button,
  type Column,
  ConfirmDialog,
  DataGrid,
  EmptyState,
  ErrorNotice,
  RowTick,
  SearchField,
  Select,
  Skeleton,
  toast,
  toastFailure,
  useRoom,
} from '../../ui/index.ts';
import { useDocumentFacts } from './document-facts.tsx';
import { documentPath } from './paths.ts';
import { PreviewPane } from './preview-pane.tsx';

type Order = 'updated' | 'title';

/** Widths of the table in design pixels. */
const narrowBelow = 560;
const sourceFrom = 720;
const wideFrom = 940;

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
  const [leaving, setLeaving] = useState<readonly DocumentSummary[]>([]);
  const wanted = useDeferredValue(query.trim());
  const spaceId = space?.id ?? null;
  const stamp = useSpaces().dataUpdatedAt;
  const paged = usePagedRows(['documents', spaceId, wanted, order], stamp, (cursor, limit) =>
    client.knowledge.documents({ spaceId, query: wanted, order, cursor, limit }),
  );
  const { rows } = paged;
  const current = rows.find(({ id }) => id === currentId) ?? null;
  const chosen = useMemo(() => rows.filter(({ id }) => selected.has(id)), [rows, selected]);
  const columns = useColumns({
    room,
    selected,
    onTick: (id) =>
      setSelected((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
  });
  const open = (document: DocumentSummary) => navigate(documentPath(document.id));

  if (paged.error && rows.length === 0)
    return <ErrorNotice failure={paged.error} onRetry={paged.refetch} className="m-5" />;
  if (paged.isPending) return <Loading />;
  if (rows.length === 0 && wanted === '' && !paged.isStale) {
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
          placeholder={t('documents.filter')}
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
        <span className="narrow:hidden flex-1" />
        {chosen.length > 0 ? (
          <Chosen
            documents={chosen}
            onRemove={() => setLeaving(chosen)}
            onNone={() => setSelected(new Set())}
          />
        ) : (
          room >= wideFrom && <p className="text-12 text-faint">{t('documents.keys')}</p>
        )}
      </div>
      {rows.length === 0 ? (
        <EmptyState icon={SearchX} title={t('documents.noneFound', { query: wanted })}>
          {t('documents.noneFoundHelp')}
        </EmptyState>
      ) : (
        <DataGrid
          label={t('library.documents')}
          columns={columns}
          rows={rows}
          rowCount={wanted === '' ? Math.max(count, rows.length) : paged.hasMore ? null : rows.length}
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

type ColumnOptions = { room: number; selected: ReadonlySet<string>; onTick: (id: string) => void };

const useColumns = ({ room, selected, onTick }: ColumnOptions): Column<DocumentSummary>[] => {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  const facts = useDocumentFacts();
  const narrow = room < narrowBelow;
  const title: Column<DocumentSummary> = {
    id: 'title',
    title: t('documents.title'),
    track: 'minmax(0,3.2fr)',
    isRowHeader: true,
    cell: (document) => (
      <span className="flex min-w-0 items-center gap-2.5">
        <FileText aria-hidden className="size-4 shrink-0 text-faint" strokeWidth={1.5} />
        <span className="min-w-0">
          <span className="block truncate">{document.title}</span>
          {narrow && <span className="block truncate text-13 text-muted">{facts.line(document)}</span>}
        </span>
      </span>
    ),
  };
  const tick: Column<DocumentSummary> = {
    id: 'tick',
    title: t('documents.tick'),
    hideTitle: true,
    track: '1.25rem',
    cell: ({ id, title: name }) => (
      <RowTick
        label={t('documents.tickNamed', { name })}
        isTicked={selected.has(id)}
        onChange={() => onTick(id)}
      />
    ),
  };
  const quiet = (text: string) => <span className="block truncate text-13 text-muted">{text}</span>;
  if (narrow) return [title];
  return [
    tick,
    title,
    ...(room >= sourceFrom
      ? [
          {
            id: 'source',
            title: t('documents.source'),
            track: 'minmax(0,1.7fr)',
            cell: ({ source }: DocumentSummary) => quiet(source),
          },
        ]
      : []),
    ...(room >= wideFrom
      ? [
          {
            id: 'language',
            title: t('documents.language'),
            track: '5.5rem',
            cell: ({ language }: DocumentSummary) => quiet(format.language(language)),
          },
          {
            id: 'pages',
            title: t('documents.pages'),
            track: '4rem',
            align: 'right' as const,
            cell: ({ pages }: DocumentSummary) => quiet(pages === null ? '–' : format.number(pages)),
          },
        ]
      : []),
    {
      id: 'state',
      title: t('documents.state'),
      track: 'minmax(7.5rem,1.2fr)',
      cell: (document) => facts.state(document),
    },
    {
      id: 'updated',
      title: t('documents.updated'),
      track: '6.5rem',
      align: 'right',
      cell: ({ updatedAt }) => quiet(format.day(updatedAt)),
    },
  ];
};

type ChosenProps = { documents: readonly DocumentSummary[]; onRemove: () => void; onNone: () => void };

function Chosen({ documents, onRemove, onNone }: ChosenProps) {
  const { t } = useTranslation('knowledge');
  const act = useFileAction();
  const reindex = async () => {
    try {
      for (const { id } of documents) await act.mutateAsync({ kind: 'reindex', documentId: id });
      toast('info', t('documents.reindexed', { count: documents.length }));
      onNone();
    } catch {
      if (act.error) toastFailure(act.error);
    }
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="tabular text-13 text-muted">
        {t('documents.selected', { count: documents.length })}
      </span>
      <Button size="sm" icon={RefreshCw} isPending={act.isPending} onPress={() => void reindex()}>
        {t('documents.reindex')}
      </Button>
      <Button size="sm" icon={Trash2} onPress={onRemove}>
        {t('documents.remove')}
      </Button>
    </div>
  );
}

/** Names up to this many are spelled out before they are deleted. */
const namedAtMost = 5;

type RemoveProps = { documents: readonly DocumentSummary[]; onClose: () => void; onRemoved: () => void };

export function RemoveDocuments({ documents, onClose, onRemoved }: RemoveProps) {
  const { t } = useTranslation('knowledge');
  const remove = useRemoveDocuments();
  const count = documents.length;
  const confirm = () =>
    remove.mutate(
      documents.map(({ id }) => id),
      {
        onSuccess: () => {
          toast('done', t('documents.removed', { count }));
          onRemoved();
        },
        onError: toastFailure,
      },
    );
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t('documents.removeTitle', { count })}
      confirmLabel={t('documents.removeConfirm', { count })}
      onConfirm={confirm}
      isPending={remove.isPending}
    >
      <ul className="mb-2 list-disc pl-5 text-ink">
        {documents.slice(0, namedAtMost).map(({ id, title }) => (
          <li key={id} className="[overflow-wrap:anywhere]">
            {title}
          </li>
        ))}
        {count > namedAtMost && <li>{t('documents.andMore', { count: count - namedAtMost })}</li>}
      </ul>
      <p>{t('documents.removeBody')}</p>
    </ConfirmDialog>
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
