/** What happened to a group or persona, newest first, and the way back to what was before. */
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../../electron/contract/intelligence-history.ts';
import { useHistory, useRestore } from '../../client/intelligence-queries.ts';
import { Dialog, ErrorNotice, Skeleton, toast, toastFailure } from '../../ui/index.ts';
import { useFieldWord } from './field-words.ts';
import { HistoryList } from './history-list.tsx';

type HistoryDialogProps = {
  subjectId: string;
  name: string;
  /** What is confirmed must be released before it changes. */
  locked: boolean;
  onClose: () => void;
};

export function HistoryDialog({ subjectId, name, locked, onClose }: HistoryDialogProps) {
  const { t } = useTranslation('studio');
  const fieldWord = useFieldWord();
  const { data, error, refetch } = useHistory(subjectId);
  const restore = useRestore();
  const back = (historyId: string) =>
    restore.mutate(historyId, {
      onSuccess: () => toast('done', t('history.restored')),
      onError: toastFailure,
    });
  const backLabel = ({ action }: HistoryEntry): string | null => {
    if (locked) return null;
    if (action === 'edited') return t('history.restore');
    return action === 'merged' || action === 'split' ? t(`hand.undo.${action}`) : null;
  };
  const steps = data
    ?.toSorted((a, b) => b.at.localeCompare(a.at))
    .map((entry) => ({
      id: entry.id,
      at: entry.at,
      title: t(`history.actions.${entry.action}`),
      changes: entry.changes.flatMap((change) => {
        const word = fieldWord(change.field);
        return word === null ? [] : [{ ...change, word }];
      }),
      backLabel: backLabel(entry),
    }));
  return (
    <Dialog isOpen onClose={onClose} title={t('history.title', { name })} size="lg">
      {error && <ErrorNotice failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-32 w-full" />}
      {steps && (
        <HistoryList
          steps={steps}
          pendingId={restore.isPending ? (restore.variables ?? null) : null}
          onBack={back}
        />
      )}
    </Dialog>
  );
}
