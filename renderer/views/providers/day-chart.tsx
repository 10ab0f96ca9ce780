/** Tokens per day as stacked bars, and the same figures as a table for those who want to read them. */
import { useTranslation } from 'react-i18next';
import type { UsageDay } from '../../../electron/contract/gateway.ts';
import { useFormat } from '../../i18n/format.ts';

const dayMs = 86_400_000;
const height = 120;
const slot = 10;

type Bar = {
  day: string;
  local: number;
  cloud: number;
  cost: number;
  /** Of both kinds of answers the longer one. */
  p95FirstTokenMs: number | null;
};

/** Every day of the span, also those on which nothing happened. */
const barsOf = (days: readonly UsageDay[], since: string, count: number): Bar[] =>
  Array.from({ length: count }, (_, index) => {
    const day = new Date(Date.parse(since) + index * dayMs).toISOString().slice(0, 10);
    const on = (location: UsageDay['location']) =>
      days.find((one) => one.day === day && one.location === location);
    return {
      day,
      local: on('local')?.tokens ?? 0,
      cloud: on('cloud')?.tokens ?? 0,
      cost: on('cloud')?.cost ?? 0,
      p95FirstTokenMs: longer(on('local')?.p95FirstTokenMs, on('cloud')?.p95FirstTokenMs),
    };
  });

const longer = (one: number | null = null, other: number | null = null): number | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other);

type Props = { days: readonly UsageDay[]; since: string; count: number };

export function DayChart({ days, since, count }: Props) {
  const { t } = useTranslation('gateway');
  const format = useFormat();
  const bars = barsOf(days, since, count);
  const most = Math.max(1, ...bars.map(({ local, cloud }) => local + cloud));
  const scaled = (tokens: number) => (tokens / most) * height;
  const used = bars.filter(({ local, cloud }) => local + cloud > 0);
  // Bars keep a readable width: a week fills a third of the chart, a year all of it.
  const slots = Math.max(count, 24);
  return (
    <div className="px-4 py-4">
      <div className="mb-2 flex flex-wrap gap-x-5 gap-y-1 text-13 text-muted">
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden className="size-3 rounded-sm bg-verified" />
          {t('usage.localTokens')}
        </span>
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden className="size-3 rounded-sm bg-attention" />
          {t('usage.cloudTokens')}
        </span>
      </div>
      <svg
        role="img"
        aria-label={t('usage.chart', { days: count, most })}
        viewBox={`0 0 ${slots * slot} ${height + 1}`}
        preserveAspectRatio="none"
        className="block h-36 w-full"
      >
        <line x1="0" x2={slots * slot} y1={height + 0.5} y2={height + 0.5} className="stroke-line" />
        {bars.map(({ day, local, cloud }, index) => (
          <g key={day}>
            <rect
              x={index * slot + 1}
              width={slot - 2}
              y={height - scaled(local)}
              height={scaled(local)}
              className="fill-verified"
            />
            <rect
              x={index * slot + 1}
              width={slot - 2}
              y={height - scaled(local + cloud)}
              height={scaled(cloud)}
              className="fill-attention"
            />
          </g>
        ))}
      </svg>
      <p className="tabular mt-1 flex justify-between text-12 text-muted">
        <span>{format.date(bars[0]?.day ?? since)}</span>
        <span>{format.date(bars.at(-1)?.day ?? since)}</span>
      </p>
      <details className="mt-3 text-13">
        <summary className="w-fit cursor-default rounded-sm text-brand-ink underline-offset-2 hover:underline">
          {t('usage.showTable')}
        </summary>
        <table className="tabular mt-2 w-full max-w-130 text-right">
          <caption className="sr-only">{t('usage.byDay')}</caption>
          <thead className="text-muted">
            <tr>
              <th scope="col" className="py-1 text-left font-[560]">
                {t('usage.day')}
              </th>
              {(['localTokens', 'cloudTokens', 'cost', 'longestWait'] as const).map((name) => (
                <th key={name} scope="col" className="py-1 pl-4 font-[560]">
                  {t(`usage.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {used.map((bar) => (
              <tr key={bar.day}>
                <th scope="row" className="py-1 text-left font-normal">
                  {format.date(bar.day)}
                </th>
                <td className="py-1 pl-4">{format.number(bar.local)}</td>
                <td className="py-1 pl-4">{format.number(bar.cloud)}</td>
                <td className="py-1 pl-4">{format.dollars(bar.cost)}</td>
                <td className="py-1 pl-4">
                  {bar.p95FirstTokenMs === null ? '–' : format.seconds(bar.p95FirstTokenMs)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
