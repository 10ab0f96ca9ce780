/** What happened to a group or persona, newest first, and the way back to what was before. */
import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useHistory, useRestore } from '../../client/intelligence-queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, Dialog, ErrorNotice, Skeleton, toast, toastFailure } from '../../ui/index.ts';
import { useFieldWord } from './field-words.ts';

type HistoryDialogProps = {
  subjectId: string;
  name: string;
  /** What is confirmed must be released before it changes. */
  locked: boolean;
  onClose: () => void;
};

export function HistoryDialog({ subjectId, name, locked, onClose }: HistoryDialogProps) {
  const { t } = useTranslation('studio');
  const format = useFormat();
  const fieldWord = useFieldWord();
  const { data, error, refetch } = useHistory(subjectId);
  const restore = useRestore();
  const entries = data?.toSorted((a, b) => b.at.localeCompare(a.at));
  const back = (historyId: string) =>
    restore.mutate(historyId, {
      onSuccess: () => toast('done', t('history.restored')),
      onError: toastFailure,
    });
  return (
    <Dialog isOpen onClose={onClose} title={t('history.title', { name })} size="lg">
      {error && <ErrorNotice failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-32 w-full" />}
      {entries?.length === 0 && <p className="text-muted">{t('history.none')}</p>}
      <ol className="divide-y divide-line">
        {entries?.map((entry) => {
          const changes = entry.changes.flatMap((change) => {
            const word = fieldWord(change.field);
            return word === null ? [] : [{ ...change, word }];
          });
          return (
            <li key={entry.id} className="py-3">
              <div className="flex flex-wrap items-center justify-between gap-2">
                <p>
                  <span className="font-[560]">{t(`history.actions.${entry.action}`)}</span>
                  <span className="text-13 text-muted"> · {format.dateTime(entry.at)}</span>
                </p>
                {entry.action === 'edited' && !locked && (
                  <Button
                    size="sm"
                    icon={RotateCcw}
                    isPending={restore.isPending}
                    onPress={() => back(entry.id)}
                  >
                    {t('history.restore')}
                  </Button>
                )}
              </div>
              {changes.map(({ field, word, before, after }) => (
                <div key={field} className="mt-2">
                  <p className="text-13 font-[560]">{word}</p>
                  <div className="mt-1 grid grid-cols-2 gap-3 text-13 narrow:grid-cols-1">
                    <Side label={t('history.before')} text={before || t('history.empty')} />
                    <Side label={t('history.after')} text={after || t('history.empty')} />
                  </div>
                </div>
              ))}
            </li>
          );
        })}
      </ol>
    </Dialog>
  );
}

function Side({ label, text }: { label: string; text: string }) {
  return (
    <div className="rounded-sm bg-sunken px-3 py-2">
      <p className="text-12 text-muted">{label}</p>
      <p className="break-words whitespace-pre-line">{text}</p>
    </div>
  );
}
