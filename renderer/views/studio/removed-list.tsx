/** What a person has taken away, with the way back: a repeat does not bring it back, they can. */
import { RotateCcw, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RemovedByHand } from '../../../electron/contract/intelligence-hand.ts';
import { useRestore } from '../../client/intelligence-queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge, Button, toast, toastFailure } from '../../ui/index.ts';

export function RemovedList({ removed }: { removed: readonly RemovedByHand[] }) {
  const { t } = useTranslation('studio');
  const format = useFormat();
  const restore = useRestore();
  if (removed.length === 0) return null;
  const back = ({ historyId, name }: RemovedByHand) =>
    restore.mutate(historyId, {
      onSuccess: () => toast('done', t('hand.remove.restored', { name })),
      onError: toastFailure,
    });
  return (
    <section className="mt-8 print:hidden">
      <h2 className="flex items-center gap-2 text-15">
        <Undo2 aria-hidden className="size-4.5 text-muted" strokeWidth={1.75} />
        {t('hand.remove.list')}
      </h2>
      <p className="mb-2 text-13 text-muted">{t('hand.remove.listHelp')}</p>
      <ul className="divide-y divide-line border-y border-line">
        {removed.map((one) => (
          <li key={one.historyId} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-2">
            <Badge>{t(`hand.remove.${one.kind}`)}</Badge>
            <span className="min-w-0 flex-1 basis-40 break-words">
              {one.name}{' '}
              <span className="text-13 text-muted">
                {t('hand.remove.at', { at: format.dateTime(one.at) })}
              </span>
            </span>
            <Button
              size="sm"
              icon={RotateCcw}
              aria-label={t('hand.remove.restoreNamed', { name: one.name })}
              isPending={restore.isPending && restore.variables === one.historyId}
              onPress={() => back(one)}
            >
              {t('hand.remove.restore')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
