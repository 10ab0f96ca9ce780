/** A crawl and a website as clients see them, counted from what is stored. */
import type { CrawlDetail, CrawlSite, CrawlSummary } from '../../../contract/crawler.ts';
import type { Db } from '../../db/open.ts';
import type { StoredCrawl, StoredSite } from './crawl-store.ts';
import * as pages from './page-store.ts';
import type { UnderWay } from './under-way.ts';

export const summaryOf = (db: Db, crawl: StoredCrawl): CrawlSummary => ({
  id: crawl.id,
  siteId: crawl.siteId,
  spaceId: crawl.spaceId,
  url: crawl.url,
  state: crawl.state,
  runId: crawl.runId,
  baseCrawlId: crawl.baseCrawlId,
  counts: pages.countsOf(db, crawl.id),
  changes: crawl.baseCrawlId === null ? null : { ...pages.changesOf(db, crawl.id), removed: crawl.removed },
  error: crawl.error,
  startedAt: crawl.startedAt,
  endedAt: crawl.endedAt,
});

/** `speed`: decisions per second right now; `null`: over the whole crawl. */
export const detailOf = (db: Db, crawl: StoredCrawl, speed: ReturnType<UnderWay['speedOf']>): CrawlDetail => {
  const base = summaryOf(db, crawl);
  const hosts = pages.hostsOf(db, crawl.id);
  return {
    ...base,
    options: crawl.options,
    ...pages.tallies(db, crawl.id),
    fetchedBytes: crawl.fetchedBytes,
    pagesPerSecond: speed ?? meanSpeed(crawl, base.counts),
    hosts,
    unfollowedLinks: hosts.reduce((sum, host) => sum + host.unfollowedLinks, 0),
    unlistedOutlinks: hosts.reduce((sum, host) => sum + host.unlistedOutlinks, 0),
    browser: crawl.browser,
  };
};

const meanSpeed = (crawl: StoredCrawl, counts: CrawlSummary['counts']): number => {
  const decided = Object.values(counts).reduce((sum, count) => sum + count, 0) - counts.queued;
  return crawl.elapsedMs === 0 ? 0 : (decided * 1000) / crawl.elapsedMs;
};

export const siteFor = ({ tenantId: _tenant, sessionHosts: _hosts, ...site }: StoredSite): CrawlSite => site;
