/** One file of the queue: what happened, what it means, and what can be done about it. */
import { ArrowUpToLine, CircleSlash, Ellipsis, FileText, ListX, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { IngestionFile } from '../../../electron/contract/ingestion.ts';
import { navigate } from '../../app/router.ts';
import { failureOf } from '../../client/failure.ts';
import { type FileAction, useFileAction } from '../../client/knowledge-queries.ts';
import { useFormat } from '../../i18n/format.ts';
import {
  Button,
  ErrorNotice,
  IconButton,
  Menu,
  type MenuEntry,
  Pane,
  toast,
  toastFailure,
} from '../../ui/index.ts';
import { FileState } from './file-state.tsx';
import { documentPath } from './paths.ts';

const useEntries = (file: IngestionFile): Exclude<MenuEntry, { separator: true }>[] => {
  const { t } = useTranslation('knowledge');
  const act = useFileAction();
  const { documentId, state } = file;
  const perform = (action: FileAction, told: string) => () =>
    act.mutate(action, { onSuccess: () => toast('info', told), onError: toastFailure });
  const name = file.fileName;
  return [
    (state === 'failed' || state === 'skipped') && {
      id: 'retry',
      label: t('files.retry'),
      icon: RotateCcw,
      onAction: perform({ kind: 'retry', fileId: file.id, spaceId: null }, t('files.retried', { name })),
    },
    state === 'waiting' && {
      id: 'first',
      label: t('files.first'),
      icon: ArrowUpToLine,
      onAction: perform({ kind: 'prioritise', fileId: file.id }, t('files.isFirst', { name })),
    },
    (state === 'waiting' || state === 'failed') && {
      id: 'skip',
      label: t('files.skip'),
      icon: CircleSlash,
      onAction: perform({ kind: 'skip', fileId: file.id }, t('files.skipped', { name })),
    },
    (state === 'failed' || state === 'skipped') &&
      documentId === null && {
        id: 'forget',
        label: t('files.forget'),
        icon: ListX,
        onAction: perform({ kind: 'forget', fileId: file.id }, t('files.forgotten', { name })),
      },
    documentId !== null && {
      id: 'open',
      label: t('files.open'),
      icon: FileText,
      onAction: () => navigate(documentPath(documentId)),
    },
    documentId !== null &&
      (state === 'done' || state === 'unchanged') && {
        id: 'reindex',
        label: t('files.reindex'),
        icon: RotateCcw,
        onAction: perform({ kind: 'reindex', documentId }, t('files.retried', { name })),
      },
  ].filter((entry) => entry !== false);
};

export function FileActions({ file }: { file: IngestionFile }) {
  const { t } = useTranslation('knowledge');
  const entries = useEntries(file);
  if (entries.length === 0) return null;
  const label = t('files.actionsNamed', { name: file.fileName });
  return (
    <Menu label={label} entries={entries}>
      <IconButton icon={Ellipsis} size="sm" label={label} excludeFromTabOrder />
    </Menu>
  );
}

export function FilePane({ file, onClose }: { file: IngestionFile | null; onClose: () => void }) {
  const { t } = useTranslation('knowledge');
  return (
    <Pane isOpen={file !== null} onClose={onClose} title={file?.fileName ?? t('files.name')}>
      {file && <Facts file={file} />}
    </Pane>
  );
}

function Facts({ file }: { file: IngestionFile }) {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  const entries = useEntries(file);
  const facts: [string, string][] = [
    [t('files.path'), file.path],
    [t('files.size'), file.sizeBytes === null ? '–' : format.bytes(file.sizeBytes)],
    [t('files.attempts'), format.number(file.attempts)],
    [t('files.updated'), format.dateTime(file.updatedAt)],
  ];
  return (
    <div className="flex flex-col gap-4">
      {file.error ? <ErrorNotice failure={failureOf(file.error)} live="quiet" /> : <FileState file={file} />}
      {file.missing && <p className="text-13 text-pretty text-attention-ink">{t('files.missing')}</p>}
      {entries.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {entries.map(({ id, label, icon, onAction }) => (
            <Button key={id} size="sm" {...(icon && { icon })} onPress={onAction}>
              {label}
            </Button>
          ))}
        </div>
      )}
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-13">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="tabular min-w-0 [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
