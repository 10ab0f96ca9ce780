/** Sites and their crawls in SQL. Every query is held to one tenant. */
import {
  type CrawlOptions,
  type CrawlState,
  crawlOptions,
  type CrawlSite,
} from '../../../contract/crawler.ts';
import type { ErrorEnvelope } from '../../../contract/errors.ts';
import type { Db } from '../../db/open.ts';
import { prepared } from '../../db/statements.ts';

export type StoredSite = CrawlSite & { tenantId: string; sessionHosts: string[] };

export type StoredCrawl = {
  id: string;
  tenantId: string;
  siteId: string;
  spaceId: string;
  url: string;
  options: CrawlOptions;
  state: CrawlState;
  runId: string | null;
  baseCrawlId: string | null;
  error: ErrorEnvelope | null;
  browser: string | null;
  fetchedBytes: number;
  elapsedMs: number;
  removed: number;
  startedAt: string;
  endedAt: string | null;
};

type SiteRow = {
  id: string;
  tenant_id: string;
  space_id: string;
  url: string;
  options_json: string;
  schedule: CrawlSite['schedule'];
  next_at: string | null;
  session_hosts_json: string;
  created_at: string;
  last_crawl_id: string | null;
};

const siteColumns =
  '*, (SELECT id FROM crawls WHERE site_id = crawl_sites.id ORDER BY id DESC LIMIT 1) AS last_crawl_id';

const toSite = (row: SiteRow): StoredSite => ({
  id: row.id,
  tenantId: row.tenant_id,
  url: row.url,
  spaceId: row.space_id,
  options: readOptions(row.options_json),
  schedule: row.schedule,
  nextAt: row.next_at,
  lastCrawlId: row.last_crawl_id,
  sessionHosts: JSON.parse(row.session_hosts_json) as string[],
  createdAt: row.created_at,
});

/** Options of an older version get today's defaults for what they lack. */
const readOptions = (json: string): CrawlOptions => crawlOptions.parse(JSON.parse(json));

export const insertSite = (db: Db, site: Omit<StoredSite, 'lastCrawlId'>): void => {
  prepared(
    db,
    `INSERT INTO crawl_sites (id, tenant_id, space_id, url, options_json, schedule, next_at, session_hosts_json, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    site.id,
    site.tenantId,
    site.spaceId,
    site.url,
    JSON.stringify(site.options),
    site.schedule,
    site.nextAt,
    JSON.stringify(site.sessionHosts),
    site.createdAt,
  );
};

export const updateSite = (
  db: Db,
  site: Pick<StoredSite, 'id' | 'options' | 'schedule' | 'nextAt' | 'sessionHosts'>,
): void => {
  prepared(
    db,
    'UPDATE crawl_sites SET options_json = ?, schedule = ?, next_at = ?, session_hosts_json = ? WHERE id = ?',
  ).run(JSON.stringify(site.options), site.schedule, site.nextAt, JSON.stringify(site.sessionHosts), site.id);
};

/** Nothing but the time: what a person changes in the same moment stays. */
export const setNextAt = (db: Db, siteId: string, nextAt: string | null): void => {
  prepared(db, 'UPDATE crawl_sites SET next_at = ? WHERE id = ?').run(nextAt, siteId);
};

export const findSite = (db: Db, tenantId: string, siteId: string): StoredSite | null => {
  const row = prepared(db, `SELECT ${siteColumns} FROM crawl_sites WHERE tenant_id = ? AND id = ?`).get(
    tenantId,
    siteId,
  ) as SiteRow | undefined;
  return row === undefined ? null : toSite(row);
};

export const findSiteByUrl = (db: Db, tenantId: string, spaceId: string, url: string): StoredSite | null => {
  const row = prepared(
    db,
    `SELECT ${siteColumns} FROM crawl_sites WHERE tenant_id = ? AND space_id = ? AND url = ?`,
  ).get(tenantId, spaceId, url) as SiteRow | undefined;
  return row === undefined ? null : toSite(row);
};

export const listSites = (db: Db, tenantId: string): StoredSite[] =>
  (
    prepared(db, `SELECT ${siteColumns} FROM crawl_sites WHERE tenant_id = ? ORDER BY id DESC`).all(
      tenantId,
    ) as SiteRow[]
  ).map(toSite);

export const dueSites = (db: Db, at: string): StoredSite[] =>
  (
    prepared(db, `SELECT ${siteColumns} FROM crawl_sites WHERE next_at <= ? ORDER BY next_at`).all(
      at,
    ) as SiteRow[]
  ).map(toSite);

type CrawlRow = {
  id: string;
  tenant_id: string;
  site_id: string;
  space_id: string;
  url: string;
  options_json: string;
  state: CrawlState;
  run_id: string | null;
  base_crawl_id: string | null;
  error_json: string | null;
  browser: string | null;
  fetched_bytes: number;
  elapsed_ms: number;
  removed: number;
  started_at: string;
  ended_at: string | null;
};

const toCrawl = (row: CrawlRow): StoredCrawl => ({
  id: row.id,
  tenantId: row.tenant_id,
  siteId: row.site_id,
  spaceId: row.space_id,
  url: row.url,
  options: readOptions(row.options_json),
  state: row.state,
  runId: row.run_id,
  baseCrawlId: row.base_crawl_id,
  error: row.error_json === null ? null : (JSON.parse(row.error_json) as ErrorEnvelope),
  browser: row.browser,
  fetchedBytes: row.fetched_bytes,
  elapsedMs: row.elapsed_ms,
  removed: row.removed,
  startedAt: row.started_at,
  endedAt: row.ended_at,
});

export const insertCrawl = (db: Db, crawl: StoredCrawl): void => {
  prepared(
    db,
    `INSERT INTO crawls (id, tenant_id, site_id, space_id, url, options_json, state, base_crawl_id, started_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    crawl.id,
    crawl.tenantId,
    crawl.siteId,
    crawl.spaceId,
    crawl.url,
    JSON.stringify(crawl.options),
    crawl.state,
    crawl.baseCrawlId,
    crawl.startedAt,
  );
};

export const findCrawl = (db: Db, tenantId: string, crawlId: string): StoredCrawl | null => {
  const row = prepared(db, 'SELECT * FROM crawls WHERE tenant_id = ? AND id = ?').get(tenantId, crawlId) as
    | CrawlRow
    | undefined;
  return row === undefined ? null : toCrawl(row);
};

/** The newest finished crawl of a site, other than `exceptId`. */
export const findBase = (db: Db, siteId: string): string | null =>
  (prepared(db, "SELECT id FROM crawls WHERE site_id = ? AND state = 'finished' ORDER BY id DESC LIMIT 1")
    .pluck()
    .get(siteId) as string | undefined) ?? null;

export const listCrawls = (
  db: Db,
  tenantId: string,
  page: { cursor: string | null; limit: number; siteId: string | null; spaceId: string | null },
): { items: StoredCrawl[]; nextCursor: string | null } => {
  const rows = prepared(
    db,
    `SELECT * FROM crawls WHERE tenant_id = @tenantId AND id < @before
       AND (@siteId IS NULL OR site_id = @siteId) AND (@spaceId IS NULL OR space_id = @spaceId)
     ORDER BY id DESC LIMIT @limit`,
  ).all({
    tenantId,
    before: page.cursor ?? '\uffff',
    siteId: page.siteId,
    spaceId: page.spaceId,
    limit: page.limit + 1,
  }) as CrawlRow[];
  const items = rows.slice(0, page.limit).map(toCrawl);
  return { items, nextCursor: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null };
};

export const setCrawlState = (
  db: Db,
  crawlId: string,
  change: { state: CrawlState; error: ErrorEnvelope | null; endedAt: string | null },
): void => {
  prepared(db, 'UPDATE crawls SET state = ?, error_json = ?, ended_at = ? WHERE id = ?').run(
    change.state,
    change.error === null ? null : JSON.stringify(change.error),
    change.endedAt,
    crawlId,
  );
};

export const setCrawlRun = (db: Db, crawlId: string, runId: string, browser: string | null): void => {
  prepared(db, 'UPDATE crawls SET run_id = ?, browser = ? WHERE id = ?').run(runId, browser, crawlId);
};

export const addCrawlTotals = (
  db: Db,
  crawlId: string,
  more: { fetchedBytes: number; elapsedMs: number },
): void => {
  prepared(
    db,
    'UPDATE crawls SET fetched_bytes = fetched_bytes + ?, elapsed_ms = elapsed_ms + ? WHERE id = ?',
  ).run(more.fetchedBytes, more.elapsedMs, crawlId);
};

export const setRemoved = (db: Db, crawlId: string, removed: number): void => {
  prepared(db, 'UPDATE crawls SET removed = ? WHERE id = ?').run(removed, crawlId);
};

export const deleteCrawl = (db: Db, crawlId: string): void => {
  prepared(db, 'DELETE FROM crawls WHERE id = ?').run(crawlId);
};

/** Called once after opening: what was running when the last process ended. */
export const interruptCrawls = (db: Db): void => {
  prepared(db, "UPDATE crawls SET state = 'interrupted' WHERE state = 'running'").run();
};

export const crawlIsOf = (db: Db, crawlId: string, siteId: string): boolean =>
  prepared(db, 'SELECT 1 FROM crawls WHERE id = ? AND site_id = ?').get(crawlId, siteId) !== undefined;

/** The start page led to another host of the organisation. */
export const addCrawlHost = (db: Db, crawl: StoredCrawl, hostname: string): void => {
  const options = { ...crawl.options, hosts: [...new Set([...crawl.options.hosts, hostname])] };
  prepared(db, 'UPDATE crawls SET options_json = ? WHERE id = ?').run(JSON.stringify(options), crawl.id);
};
