/** Steps of a history, newest first: what was before and after, and the way back. */
import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/index.ts';

export type HistoryStep = {
  id: string;
  at: string;
  /** What was done, in words. */
  title: string;
  /** `word`: the field's name; `null` texts are not worth reading, such as keys. */
  changes: readonly { field: string; word: string; before: string | null; after: string | null }[];
  /** `null`: there is no way back from here. */
  backLabel: string | null;
};

type HistoryListProps = {
  steps: readonly HistoryStep[];
  /** The step that is being taken back. */
  pendingId: string | null;
  onBack: (id: string) => void;
};

export function HistoryList({ steps, pendingId, onBack }: HistoryListProps) {
  const { t } = useTranslation('studio');
  const format = useFormat();
  if (steps.length === 0) return <p className="text-muted">{t('history.none')}</p>;
  return (
    <ol className="divide-y divide-line">
      {steps.map(({ id, at, title, changes, backLabel }) => (
        <li key={id} className="py-3">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <p>
              <span className="font-[560]">{title}</span>
              <span className="text-13 text-muted"> · {format.dateTime(at)}</span>
            </p>
            {backLabel !== null && (
              <Button size="sm" icon={RotateCcw} isPending={pendingId === id} onPress={() => onBack(id)}>
                {backLabel}
              </Button>
            )}
          </div>
          {changes.map(({ field, word, before, after }) => (
            <div key={field} className="mt-2">
              <p className="text-13 font-[560]">{word}</p>
              {before !== null && after !== null && (
                <div className="mt-1 grid grid-cols-2 gap-3 text-13 narrow:grid-cols-1">
                  <Side label={t('history.before')} text={before || t('history.empty')} />
                  <Side label={t('history.after')} text={after || t('history.empty')} />
                </div>
              )}
            </div>
          ))}
        </li>
      ))}
    </ol>
  );
}

function Side({ label, text }: { label: string; text: string }) {
  return (
    <div className="min-w-0 rounded-sm bg-sunken px-3 py-2">
      <p className="text-12 text-muted">{label}</p>
      <p className="break-words whitespace-pre-line">{text}</p>
    </div>
  );
}
