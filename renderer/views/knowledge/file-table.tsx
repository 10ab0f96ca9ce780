/** The files on their way in: what is happening to each in words, and what can be done about those that failed. */
import { Inbox, SearchX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IngestionFile } from '../../../electron/contract/ingestion.ts';
import { navigate } from '../../app/router.ts';
import { client } from '../../client/client.ts';
import { useIngestionState } from '../../client/knowledge-queries.ts';
import { usePagedRows } from '../../client/paged-rows.ts';
import { useFormat } from '../../i18n/format.ts';
import {
  type Column,
  DataGrid,
  EmptyState,
  ErrorNotice,
  Segmented,
  Skeleton,
  useRoom,
} from '../../ui/index.ts';
import { FileActions, FilePane } from './file-pane.tsx';
import { FileState } from './file-state.tsx';
import { documentPath } from './paths.ts';

type State = IngestionFile['state'];

/** Width of the table in design pixels. */
const narrowBelow = 560;

const filters = {
  open: ['waiting', 'reading', 'indexing'],
  failed: ['failed'],
  done: ['done', 'unchanged', 'skipped'],
} as const satisfies Record<string, readonly State[]>;
type Filter = 'all' | keyof typeof filters;

/** `isAboutFailed`: it was opened to show what could not be taken in. */
export type FileTableProps = { spaceId: string | null; isAboutFailed: boolean };

export function FileTable({ spaceId, isAboutFailed }: FileTableProps) {
  const { t } = useTranslation('knowledge');
  const [frame, room] = useRoom();
  const narrow = (room ?? narrowBelow) < narrowBelow;
  const [filter, setFilter] = useState<Filter>(isAboutFailed ? 'failed' : 'all');
  const [currentId, setCurrentId] = useState<string | null>(null);
  const [isShown, setShown] = useState(false);
  const state = useIngestionState(spaceId);
  const paged = usePagedRows(['ingestion-files', spaceId, filter], state.dataUpdatedAt, (cursor, limit) =>
    client.ingestion.files({
      spaceId,
      cursor,
      limit,
      ...(filter !== 'all' && { states: [...filters[filter]] }),
    }),
  );
  const columns = useColumns(narrow);
  const { rows } = paged;
  const current = rows.find(({ id }) => id === currentId) ?? null;
  const open = (file: IngestionFile) => {
    if (file.documentId !== null && file.error === null) navigate(documentPath(file.documentId));
    else setShown(true);
  };
  if (paged.error && rows.length === 0)
    return <ErrorNotice failure={paged.error} onRetry={paged.refetch} className="m-5" />;
  if (paged.isPending) {
    return (
      <div className="flex flex-col gap-5 p-5">
        <Skeleton className="h-5 w-1/2" />
        <Skeleton className="h-5 w-2/3" />
      </div>
    );
  }
  if (rows.length === 0 && filter === 'all' && !paged.isStale) {
    return (
      <EmptyState icon={Inbox} title={t('files.empty')} className="my-auto">
        {t('files.emptyHelp')}
      </EmptyState>
    );
  }
  return (
    <div ref={frame} className="flex min-h-0 flex-1 flex-col">
      <div className="shrink-0 px-5 py-2.5 narrow:px-4">
        <Segmented<Filter>
          label={t('files.filter')}
          hideLabel
          value={filter}
          onChange={setFilter}
          options={[
            { value: 'all', label: t('files.filters.all') },
            { value: 'open', label: t('files.filters.open') },
            { value: 'failed', label: t('files.filters.failed') },
            { value: 'done', label: t('files.filters.done') },
          ]}
        />
      </div>
      {rows.length === 0 ? (
        <EmptyState icon={SearchX} title={t('files.none')}>
          {t('files.noneHelp')}
        </EmptyState>
      ) : (
        <DataGrid
          label={t('library.files')}
          columns={columns}
          rows={rows}
          rowCount={paged.hasMore ? null : rows.length}
          rowHeight={narrow ? 60 : 44}
          hideHeader={narrow}
          selected={none}
          onSelect={() => {}}
          currentId={currentId}
          onCurrent={setCurrentId}
          onOpen={open}
          onPreview={() => setShown((shown) => !shown)}
          onEnd={paged.fetchMore}
          onAtTop={paged.setAtTop}
          className={paged.isStale ? 'opacity-60' : ''}
        />
      )}
      <FilePane file={isShown ? current : null} onClose={() => setShown(false)} />
    </div>
  );
}

const none: ReadonlySet<string> = new Set();

const useColumns = (narrow: boolean): Column<IngestionFile>[] => {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  const quiet = (text: string) => <span className="block truncate text-13 text-muted">{text}</span>;
  const name: Column<IngestionFile> = {
    id: 'name',
    title: t('files.name'),
    track: 'minmax(0,2.4fr)',
    isRowHeader: true,
    cell: (file) => (
      <span className="block min-w-0">
        <span className="block truncate">{file.fileName}</span>
        {narrow && <FileState file={file} />}
      </span>
    ),
  };
  const actions: Column<IngestionFile> = {
    id: 'actions',
    title: t('files.actions'),
    hideTitle: true,
    track: '2rem',
    cell: (file) => <FileActions file={file} />,
  };
  if (narrow) return [name, actions];
  return [
    name,
    {
      id: 'state',
      title: t('files.state'),
      track: 'minmax(0,2fr)',
      cell: (file) => <FileState file={file} />,
    },
    {
      id: 'size',
      title: t('files.size'),
      track: '5.5rem',
      align: 'right',
      cell: ({ sizeBytes }) => quiet(sizeBytes === null ? '–' : format.bytes(sizeBytes)),
    },
    {
      id: 'updated',
      title: t('files.updated'),
      track: '6.5rem',
      align: 'right',
      cell: ({ updatedAt }) => quiet(format.day(updatedAt)),
    },
    actions,
  ];
};
