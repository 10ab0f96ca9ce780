/** The structure of a website: sections as areas by their number of pages, kinds of pages, languages. */
import { useTranslation } from 'react-i18next';
import type { CrawlDetail } from '../../../electron/contract/crawler.ts';
import { pageTypes } from '../../../electron/contract/crawler-pages.ts';
import { useFormat } from '../../i18n/format.ts';
import { ErrorNotice, Section, Skeleton } from '../../ui/index.ts';
import { useTopics } from './crawl-queries.ts';

/** More areas than this are no picture any more. */
const mostAreas = 40;

export function SiteMap({ crawl }: { crawl: CrawlDetail }) {
  const { t } = useTranslation('crawler');
  const format = useFormat();
  const { data, error, isPending, refetch } = useTopics(crawl.id);
  if (error) return <ErrorNotice failure={error} onRetry={() => void refetch()} />;
  if (isPending) return <Skeleton className="h-60 w-full" />;
  if (data.length === 0) return <p className="py-6 text-muted">{t('map.empty')}</p>;
  const topics = [...data].sort((a, b) => b.pages - a.pages).slice(0, mostAreas);
  const hosts = new Set(data.map(({ host }) => host)).size;
  return (
    <>
      <Section title={t('map.topics')}>
        <ul className="flex flex-wrap gap-2 p-3">
          {topics.map((topic) => (
            <li
              key={`${topic.host}${topic.path}`}
              style={{
                flexGrow: Math.max(1, topic.pages),
                flexBasis: `${7 + Math.sqrt(topic.pages) * 1.6}rem`,
              }}
              className="flex min-h-20 min-w-36 flex-col justify-between rounded-md bg-brand-soft px-3 py-2.5"
            >
              <span>
                <span className="line-clamp-2 font-[560] text-pretty">
                  {topic.path === '/' ? t('map.top') : (topic.title ?? topic.path)}
                </span>
                <span className="block truncate font-mono text-12 text-muted">
                  {hosts > 1 ? `${topic.host}${topic.path}` : topic.path}
                </span>
              </span>
              <span className="tabular mt-2 text-13 text-muted">
                {t('list.pages', { count: topic.pages })}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <div className="grid grid-cols-2 gap-6 narrow:grid-cols-1">
        <Shares
          title={t('map.types')}
          numbers={crawl.pageTypes}
          nameOf={(key) => t(`types.${pageTypes.find((type) => type === key) ?? 'other'}`)}
        />
        <Shares
          title={t('map.languages')}
          numbers={crawl.languages}
          nameOf={(tag) => (tag === '' || tag === 'null' ? t('map.unknown') : format.language(tag))}
        />
      </div>
    </>
  );
}

type SharesProps = { title: string; numbers: Record<string, number>; nameOf: (key: string) => string };

function Shares({ title, numbers, nameOf }: SharesProps) {
  const format = useFormat();
  const rows = Object.entries(numbers).sort(([, a], [, b]) => b - a);
  const most = Math.max(1, ...rows.map(([, count]) => count));
  return (
    <Section title={title}>
      <dl className="flex flex-col gap-2 p-4">
        {rows.map(([key, count]) => (
          <div key={key} className="grid grid-cols-[9rem_1fr_auto] items-center gap-3 text-13">
            <dt className="truncate">{nameOf(key)}</dt>
            <dd aria-hidden className="h-2 rounded-sm bg-sunken">
              <div className="h-2 rounded-sm bg-brand" style={{ width: `${(count / most) * 100}%` }} />
            </dd>
            <dd className="tabular text-right text-muted">{format.number(count)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
