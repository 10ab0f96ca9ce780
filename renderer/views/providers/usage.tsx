/** What the answers came to: tokens, cost and waiting time per day and per model; and the limits on it. */
import { useQuery } from '@tanstack/react-query';
import { ChartColumn } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reach, UsageRow } from '../../../electron/contract/gateway.ts';
import { client } from '../../client/client.ts';
import { queryKeys, useGatewayModels, useProviders } from '../../client/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import {
  EmptyState,
  ErrorNotice,
  LocationBadge,
  Page,
  Section,
  Segmented,
  Skeleton,
} from '../../ui/index.ts';
import { Budgets } from './budgets.tsx';
import { DayChart } from './day-chart.tsx';
import { PartsNav } from './parts-nav.tsx';

const spanDays = { week: 7, month: 30, year: 365 };
type Span = keyof typeof spanDays;
const dayMs = 86_400_000;

/** Midnight in UTC, so that the address of the query changes once a day. */
const sinceOf = (span: Span, now = Date.now()): string =>
  new Date((Math.floor(now / dayMs) - spanDays[span] + 1) * dayMs).toISOString();

const cell = 'px-4 py-2.5 align-top';
const figure = `${cell} tabular text-right whitespace-nowrap`;

function useNames() {
  const { t } = useTranslation('gateway');
  const models = useGatewayModels().data ?? [];
  const providers = useProviders().data ?? [];
  return (row: UsageRow): { model: string; provider: string; reach: Reach } => {
    if (row.location === 'local') {
      const model = models.find(({ id }) => id === row.modelId)?.name ?? row.modelId;
      return { model, provider: t('usage.thisComputer'), reach: 'program' };
    }
    const [, slug = '', ...rest] = row.modelId.split('/');
    const provider = providers.find((one) => one.slug === slug);
    // Of one that is no longer set up the worst is assumed.
    return { model: rest.join('/'), provider: provider?.name ?? slug, reach: provider?.reach ?? 'internet' };
  };
}

function ModelTable({ rows }: { rows: readonly UsageRow[] }) {
  const { t } = useTranslation('gateway');
  const format = useFormat();
  const namesOf = useNames();
  const costOf = ({ cost, unpriced }: UsageRow) =>
    unpriced === 0
      ? format.dollars(cost)
      : `${format.dollars(cost)} + ${t('usage.unpriced', { count: unpriced })}`;
  return (
    <section
      aria-label={t('usage.byModel')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrollable by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-md focus-visible:outline-2 focus-visible:outline-focus"
    >
      <table className="w-full border-separate border-spacing-0">
        <caption className="sr-only">{t('usage.byModel')}</caption>
        <thead className="text-left text-13 text-muted">
          <tr>
            <th scope="col" className={`${cell} font-[560]`}>
              {t('usage.model')}
            </th>
            {(['answers', 'tokens', 'latency', 'duration', 'cost'] as const).map((name) => (
              <th key={name} scope="col" className={`${cell} text-right font-[560]`}>
                {t(`usage.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="[&_td]:border-t [&_td]:border-line [&_th]:border-t [&_th]:border-line">
          {rows.map((row) => {
            const { model, provider, reach } = namesOf(row);
            return (
              <tr key={`${row.location}:${row.modelId}`}>
                <th scope="row" className={`${cell} text-left font-normal`}>
                  <span className="block min-w-36 break-words">{model}</span>
                  <span className="mt-1 flex items-center gap-2 text-13 text-muted">
                    <LocationBadge reach={reach} />
                    {provider}
                  </span>
                </th>
                <td className={figure}>{format.number(row.answers)}</td>
                <td className={figure}>{format.number(row.promptTokens + row.completionTokens)}</td>
                <td className={figure}>
                  <Waits median={row.medianFirstTokenMs} p95={row.p95FirstTokenMs} />
                </td>
                <td className={figure}>
                  <Waits median={row.medianDurationMs} p95={row.p95DurationMs} />
                </td>
                <td className={figure}>{costOf(row)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** Half of the answers waited no longer than the first figure, 95 of 100 no longer than the second. */
function Waits({ median, p95 }: { median: number | null; p95: number | null }) {
  const { t } = useTranslation('gateway');
  const format = useFormat();
  if (median === null || p95 === null) return '–';
  return (
    <>
      <span className="block">{format.seconds(median)}</span>
      <span className="block text-13 text-muted">{t('usage.p95', { value: format.seconds(p95) })}</span>
    </>
  );
}

function Totals({ rows }: { rows: readonly UsageRow[] }) {
  const { t } = useTranslation('gateway');
  const format = useFormat();
  const sum = (value: (row: UsageRow) => number, only = rows) =>
    only.reduce((total, row) => total + value(row), 0);
  const away = rows.filter((row) => row.location === 'cloud');
  const facts: [string, string][] = [
    [t('usage.total.cost'), format.dollars(sum((row) => row.cost))],
    [t('usage.total.tokens'), format.number(sum((row) => row.promptTokens + row.completionTokens))],
    [t('usage.total.answers'), format.number(sum((row) => row.answers))],
    [t('usage.total.away'), format.number(sum((row) => row.answers, away))],
  ];
  return (
    <dl className="mb-6 grid grid-cols-4 gap-3 narrow:grid-cols-2">
      {facts.map(([term, value]) => (
        <div key={term} className="hairline rounded-md bg-surface px-4 py-3">
          <dt className="text-13 text-muted">{term}</dt>
          <dd className="tabular mt-0.5 text-20">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Usage() {
  const { t } = useTranslation('gateway');
  const format = useFormat();
  const [span, setSpan] = useState<Span>('month');
  const since = sinceOf(span);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [...queryKeys.gateway, 'usage', since],
    queryFn: () => client.gateway.usage({ since }),
    staleTime: 0,
  });
  return (
    <Page title={t('usage.title')} intro={t('usage.intro')}>
      <PartsNav current="usage" />
      <Segmented
        label={t('usage.span')}
        hideLabel
        options={(['week', 'month', 'year'] as const).map((value) => ({
          value,
          label: t(`usage.spans.${value}`),
        }))}
        value={span}
        onChange={setSpan}
        className="mb-4"
      />
      {error && <ErrorNotice failure={error} onRetry={() => void refetch()} className="mb-6" />}
      {isPending && <Skeleton className="h-64 w-full" />}
      {data && data.rows.length === 0 && (
        <EmptyState
          icon={ChartColumn}
          title={t('usage.empty')}
          className="hairline mb-6 max-w-none rounded-md bg-surface"
        >
          {t('usage.emptyHelp')}
        </EmptyState>
      )}
      {data && data.rows.length > 0 && (
        <>
          <Totals rows={data.rows} />
          <Section title={t('usage.byDay')} intro={t('usage.byDayHelp')}>
            <DayChart days={data.days} since={since} count={spanDays[span]} />
          </Section>
          <Section title={t('usage.byModel')}>
            <ModelTable rows={data.rows} />
          </Section>
          {data.pricesAsOf && (
            <p className="mb-6 text-13 text-muted">
              {t('usage.prices', { at: format.date(data.pricesAsOf) })}
            </p>
          )}
        </>
      )}
      <Budgets />
    </Page>
  );
}
