/** The first page: where to begin, and what has been read so far. */
import { Globe } from 'lucide-react';
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { CrawlSummary } from '../../../electron/contract/crawler.ts';
import { hrefTo } from '../../app/router.ts';
import { useFormat } from '../../i18n/format.ts';
import { EmptyState, ErrorNotice, Page, Section, Skeleton } from '../../ui/index.ts';
import { CrawlStateBadge } from './crawl-state.tsx';
import { useCrawls } from './crawl-queries.ts';
import { StartForm } from './start-form.tsx';

export function Websites() {
  const { t } = useTranslation('crawler');
  const { data, error, isPending, refetch } = useCrawls();
  return (
    <Page title={t('title')} intro={t('intro')}>
      <StartForm />
      {error && <ErrorNotice failure={error} onRetry={() => void refetch()} className="mb-6" />}
      {isPending && <Skeleton className="h-32 w-full" />}
      {data?.items.length === 0 && (
        <EmptyState
          icon={Globe}
          title={t('list.empty')}
          className="hairline max-w-none rounded-md bg-surface"
        >
          {t('list.emptyHelp')}
        </EmptyState>
      )}
      {data && data.items.length > 0 && (
        <Section title={t('list.title')}>
          <ul>
            {data.items.map((crawl) => (
              <Row key={crawl.id} crawl={crawl} />
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}

function Row({ crawl }: { crawl: CrawlSummary }) {
  const { t } = useTranslation('crawler');
  const format = useFormat();
  return (
    <li className="border-t border-line first:border-t-0">
      <Link
        href={hrefTo(`/websites/${crawl.id}`)}
        className="flex cursor-default flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 data-hovered:bg-hover"
      >
        <span className="min-w-0 flex-1 basis-60">
          <span className="block truncate font-[560]">{crawl.url}</span>
          <span className="tabular block text-13 text-muted">
            {t('list.startedAt', { at: format.dateTime(crawl.startedAt) })}
          </span>
        </span>
        <span className="tabular text-13 text-muted">
          {t('list.pages', { count: crawl.counts.stored + crawl.counts.unchanged })}
        </span>
        <CrawlStateBadge state={crawl.state} />
      </Link>
    </li>
  );
}
