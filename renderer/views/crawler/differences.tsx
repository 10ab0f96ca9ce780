/** What is new, changed and gone since the crawl before, line by line. */
import { ChevronRight, Minus, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CrawlDetail } from '../../../electron/contract/crawler.ts';
import type { PageDifference } from '../../../electron/contract/crawler-pages.ts';
import { Badge, Button, ErrorNotice, Skeleton } from '../../ui/index.ts';
import { useDifferences } from './crawl-queries.ts';

const tones = { added: 'verified', changed: 'attention', removed: 'danger' } as const;

export function Differences({ crawl }: { crawl: CrawlDetail }) {
  const { t } = useTranslation('crawler');
  const differences = useDifferences(crawl.id);
  if (crawl.baseCrawlId === null) return <p className="py-6 text-muted">{t('differences.first')}</p>;
  if (differences.error)
    return <ErrorNotice failure={differences.error} onRetry={() => void differences.refetch()} />;
  if (differences.isPending) return <Skeleton className="h-60 w-full" />;
  const rows = differences.data.pages.flatMap((page) => page.items);
  const counts = differences.data.pages[0]?.counts;
  return (
    <>
      {counts && <p className="tabular mb-3 text-muted">{t('differences.counts', counts)}</p>}
      {rows.length === 0 && <p className="py-6 text-muted">{t('differences.none')}</p>}
      {rows.length > 0 && (
        <ul className="hairline rounded-md bg-surface">
          {rows.map((difference) => (
            <li key={difference.url} className="border-t border-line first:border-t-0">
              <Row difference={difference} />
            </li>
          ))}
        </ul>
      )}
      {differences.hasNextPage && (
        <Button size="sm" className="mt-3" onPress={() => void differences.fetchNextPage()}>
          {t('differences.more')}
        </Button>
      )}
    </>
  );
}

function Row({ difference }: { difference: PageDifference }) {
  const { t } = useTranslation('crawler');
  const { change, lines, title, url } = difference;
  const head = (
    <>
      <Badge tone={tones[change]}>{t(`differences.${change}`)}</Badge>
      <span className="min-w-0 flex-1">
        <span className="block truncate">{title ?? url}</span>
        <span className="block truncate font-mono text-12 text-muted">{url}</span>
      </span>
    </>
  );
  if (lines.length === 0) return <div className="flex items-start gap-3 px-4 py-2.5 pl-11">{head}</div>;
  return (
    <details className="group">
      <summary className="flex cursor-default items-start gap-3 px-4 py-2.5 hover:bg-hover">
        <ChevronRight
          aria-hidden
          className="mt-0.5 size-4 shrink-0 text-muted transition-transform group-open:rotate-90"
          strokeWidth={1.75}
        />
        {head}
      </summary>
      <ul className="flex flex-col gap-1 px-4 pb-3 pl-11 text-13">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a finished comparison never move
          <li key={index} className="flex gap-2 [overflow-wrap:anywhere]">
            {line.change === 'added' ? (
              <Plus
                className="mt-0.5 size-3.5 shrink-0 text-verified-ink"
                aria-label={t('differences.linesAdded')}
              />
            ) : (
              <Minus
                className="mt-0.5 size-3.5 shrink-0 text-danger-ink"
                aria-label={t('differences.linesRemoved')}
              />
            )}
            <span className={line.change === 'removed' ? 'text-muted line-through' : ''}>{line.text}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
