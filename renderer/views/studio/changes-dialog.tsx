/** What a repeat has brought: new, changed and vanished groups and statements, and how many sentences came and went. */
import { useTranslation } from 'react-i18next';
import type { VersionComparison } from '../../../electron/contract/intelligence-history.ts';
import { useLatestChanges } from '../../client/intelligence-queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge, Dialog, ErrorNotice, Skeleton } from '../../ui/index.ts';

/** Of each kind; a list that nobody reads to its end only names its length. */
const shownAtMost = 30;

type Difference = VersionComparison['groups'];
const isEmpty = ({ added, changed, vanished }: Difference): boolean =>
  added.length + changed.length + vanished.length === 0;

export function ChangesDialog({ analysisId, onClose }: { analysisId: string; onClose: () => void }) {
  const { t } = useTranslation('studio');
  const format = useFormat();
  const { data, error, refetch } = useLatestChanges(analysisId);
  const comparison = data?.comparison;
  return (
    <Dialog isOpen onClose={onClose} title={t('compare.title')} size="lg">
      {error && <ErrorNotice failure={error} onRetry={() => void refetch()} />}
      {data === undefined && !error && <Skeleton className="h-40 w-full" />}
      {data && (
        <p className="mb-4 text-muted">{t('compare.since', { at: format.dateTime(data.before.at) })}</p>
      )}
      {(data === null ||
        (comparison && [comparison.evidence, comparison.groups, comparison.traits].every(isEmpty))) && (
        <p>{t('compare.nothing')}</p>
      )}
      {comparison && !isEmpty(comparison.evidence) && (
        <p className="tabular mb-4">
          {t('compare.evidence', {
            added: comparison.evidence.added.length,
            vanished: comparison.evidence.vanished.length,
            same: comparison.evidence.same,
          })}
        </p>
      )}
      {comparison && <Part title={t('compare.groups')} difference={comparison.groups} />}
      {comparison && <Part title={t('compare.traits')} difference={comparison.traits} />}
    </Dialog>
  );
}

function Part({ title, difference }: { title: string; difference: Difference }) {
  const { t } = useTranslation('studio');
  if (isEmpty(difference)) return null;
  const { added, changed, vanished } = difference;
  const kinds = [
    { kind: 'added', tone: 'verified', rows: added.map((one) => ({ ...one, before: null })) },
    { kind: 'changed', tone: 'brand', rows: changed.map(({ after, ...one }) => ({ ...one, text: after })) },
    { kind: 'vanished', tone: 'attention', rows: vanished.map((one) => ({ ...one, before: null })) },
  ] as const;
  return (
    <section className="mb-5">
      <h3 className="mb-2 text-15">{title}</h3>
      <ul className="divide-y divide-line border-y border-line">
        {kinds.flatMap(({ kind, tone, rows }) => [
          ...rows.slice(0, shownAtMost).map(({ key, text, owner, before }) => (
            <li key={`${kind} ${key}`} className="flex items-start gap-3 py-2">
              <Badge tone={tone} className="mt-px">
                {t(`compare.${kind}`)}
              </Badge>
              <span className="min-w-0 flex-1 break-words">
                {owner !== null && <span className="block text-13 text-muted">{owner}</span>}
                {text}
                {before !== null && (
                  <span className="block text-13 text-muted">{t('compare.was', { before })}</span>
                )}
              </span>
            </li>
          )),
          ...(rows.length > shownAtMost
            ? [
                <li key={`${kind} more`} className="py-2 text-13 text-muted">
                  {t(`compare.${kind}`)}: {t('compare.more', { count: rows.length - shownAtMost })}
                </li>,
              ]
            : []),
        ])}
      </ul>
    </section>
  );
}
