/** The pages of a crawl, the latest first: a log that can be read aloud, with the reason for everything left out. */
import { useState } from 'react';
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { CrawlDetail } from '../../../electron/contract/crawler.ts';
import { type CrawlPage, pageStates } from '../../../electron/contract/crawler-pages.ts';
import { hrefTo } from '../../app/router.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge, Button, cx, ErrorNotice, SearchField, Select, Skeleton } from '../../ui/index.ts';
import { usePages } from './crawl-queries.ts';
import { PageStateBadge } from './crawl-state.tsx';

const everything = 'all';

export function PageList({ crawl, shownId }: { crawl: CrawlDetail; shownId: number | null }) {
  const { t } = useTranslation('crawler');
  const format = useFormat();
  const [query, setQuery] = useState('');
  const [state, setState] = useState<CrawlPage['state'] | typeof everything>(everything);
  const pages = usePages(crawl.id, { state: state === everything ? null : state, query: query.trim() });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="mb-3 flex flex-wrap gap-3">
        <SearchField
          label={t('pages.search')}
          placeholder={t('pages.search')}
          value={query}
          onChange={setQuery}
          className="min-w-0 flex-1 basis-60"
        />
        <Select
          label={t('pages.filter')}
          hideLabel
          options={[
            { value: everything, label: t('pages.all') },
            ...pageStates.map((value) => ({
              value,
              label: `${t(`pageStates.${value}`)} (${format.number(crawl.counts[value])})`,
            })),
          ]}
          value={state}
          onChange={setState}
          className="w-52"
        />
      </div>
      {pages.error && <ErrorNotice failure={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isPending && <Skeleton className="h-60 w-full" />}
      {pages.data && rows.length === 0 && <p className="px-1 py-6 text-muted">{t('pages.empty')}</p>}
      {rows.length > 0 && (
        <ul aria-label={t('pages.caption')} className="hairline rounded-md bg-surface">
          {rows.map((page) => (
            <Row key={page.pageId} crawlId={crawl.id} page={page} isShown={page.pageId === shownId} />
          ))}
        </ul>
      )}
      {pages.hasNextPage && (
        <Button
          size="sm"
          className="mt-3"
          isPending={pages.isFetchingNextPage}
          onPress={() => void pages.fetchNextPage()}
        >
          {t('pages.more')}
        </Button>
      )}
    </>
  );
}

function Row({ crawlId, page, isShown }: { crawlId: string; page: CrawlPage; isShown: boolean }) {
  const { t } = useTranslation('crawler');
  const format = useFormat();
  const { reason, reasonDetail } = page;
  const kind = [
    page.pageType && page.pageType !== 'other' ? t(`types.${page.pageType}`) : null,
    page.language === null ? null : format.language(page.language),
    page.variant === null ? null : t(`variants.${page.variant}`),
  ].filter((word) => word !== null);
  return (
    <li className="border-t border-line [contain-intrinsic-size:auto_3.6rem] [content-visibility:auto] first:border-t-0">
      <Link
        href={hrefTo(`/websites/${crawlId}/pages/${page.pageId}`)}
        aria-current={isShown ? 'true' : undefined}
        className={cx(
          'flex cursor-default flex-wrap items-start gap-x-4 gap-y-1 px-4 py-2.5 data-hovered:bg-hover',
          isShown && 'bg-brand-soft',
        )}
      >
        <span className="min-w-0 flex-1 basis-72">
          <span className="block truncate">{page.title ?? addressOf(page.url)}</span>
          <span className="block truncate font-mono text-12 text-muted">{addressOf(page.url)}</span>
          {reason !== null && (
            <span className="block text-13 text-pretty text-muted">
              {t(`reasons.${reason}`)}
              {page.httpStatus !== null && reason === 'http-status' && ` (${page.httpStatus})`}
              {reasonDetail !== null &&
                reasonDetail !== '' &&
                reason !== 'http-status' &&
                ` – ${reasonDetail}`}
            </span>
          )}
        </span>
        <span className="flex flex-wrap items-center gap-2 text-13 text-muted">
          {kind.length > 0 && <span>{kind.join(' · ')}</span>}
          {page.change !== null && page.change !== 'unchanged' && (
            <Badge tone="attention">{t(`page.changes.${page.change}`)}</Badge>
          )}
          <PageStateBadge state={page.state} />
        </span>
      </Link>
    </li>
  );
}

/** Path and query; the host is in the heading. */
const addressOf = (url: string): string => {
  const parsed = URL.parse(url);
  return parsed === null ? url : decodeSafely(`${parsed.pathname}${parsed.search}`);
};
const decodeSafely = (path: string): string => {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
};
