/** Reading a crawl's pages: lists, one page with its surroundings, counts. */
import type { CrawlDetail, CrawlSummary, HostFindings } from '../../../contract/crawler.ts';
import type {
  CrawlPage,
  CrawlPageDetail,
  PageContent,
  PageReason,
  PageState,
} from '../../../contract/crawler-pages.ts';
import type { Db } from '../../db/open.ts';
import { prepared } from '../../db/statements.ts';

export type PageRow = {
  seq: number;
  crawl_id: string;
  url: string;
  host: string;
  depth: number;
  found_by: string;
  state: PageState;
  reason: PageReason | null;
  reason_detail: string | null;
  attempts: number;
  redirects: number;
  decided: number;
  http_status: number | null;
  content_type: string | null;
  charset: string | null;
  title: string | null;
  language: string | null;
  page_type: CrawlPage['pageType'];
  variant: CrawlPage['variant'];
  rendered: number;
  size_bytes: number | null;
  duration_ms: number | null;
  fetched_at: string | null;
  headers_json: string | null;
  etag: string | null;
  last_modified: string | null;
  canonical_url: string | null;
  tdm_json: string | null;
  body_hash: Buffer | null;
  text_hash: Buffer | null;
  change: CrawlPage['change'];
  ingestion: 'none' | 'waiting' | 'done' | 'failed';
  document_id: string | null;
  content_seq: number | null;
  record_seq: number | null;
  body_record_seq: number | null;
};

const toPage = (row: PageRow): CrawlPage => ({
  pageId: row.seq,
  url: row.url,
  state: row.state,
  reason: row.reason,
  reasonDetail: row.reason_detail,
  httpStatus: row.http_status,
  contentType: row.content_type,
  title: row.title,
  language: row.language,
  pageType: row.page_type,
  variant: row.variant,
  depth: row.depth,
  rendered: row.rendered === 1,
  sizeBytes: row.size_bytes,
  durationMs: row.duration_ms,
  fetchedAt: row.fetched_at,
  change: row.change,
  documentId: row.document_id,
});

export const countsOf = (db: Db, crawlId: string): CrawlSummary['counts'] => {
  const counts = { queued: 0, stored: 0, unchanged: 0, redirected: 0, skipped: 0, failed: 0 };
  const rows = prepared(
    db,
    'SELECT state, count(*) AS pages FROM crawl_pages WHERE crawl_id = ? GROUP BY state',
  ).all(crawlId) as { state: PageState; pages: number }[];
  for (const { state, pages } of rows) counts[state] = pages;
  return counts;
};

const grouped = (db: Db, sql: string, crawlId: string): Record<string, number> =>
  Object.fromEntries(
    (prepared(db, sql).all(crawlId) as { name: string; pages: number }[]).map(({ name, pages }) => [
      name,
      pages,
    ]),
  );

export const changesOf = (db: Db, crawlId: string): { added: number; changed: number; unchanged: number } => {
  const found = grouped(
    db,
    'SELECT change AS name, count(*) AS pages FROM crawl_pages WHERE crawl_id = ? AND change IS NOT NULL GROUP BY change',
    crawlId,
  );
  return { added: found.added ?? 0, changed: found.changed ?? 0, unchanged: found.unchanged ?? 0 };
};

export const tallies = (
  db: Db,
  crawlId: string,
): Pick<CrawlDetail, 'reasons' | 'pageTypes' | 'languages' | 'ingestion'> => {
  const ingestion = grouped(
    db,
    'SELECT ingestion AS name, count(*) AS pages FROM crawl_pages WHERE crawl_id = ? GROUP BY ingestion',
    crawlId,
  );
  return {
    reasons: grouped(
      db,
      'SELECT reason AS name, count(*) AS pages FROM crawl_pages WHERE crawl_id = ? AND reason IS NOT NULL GROUP BY reason',
      crawlId,
    ),
    pageTypes: grouped(
      db,
      `SELECT page_type AS name, count(*) AS pages FROM crawl_pages WHERE crawl_id = ? AND page_type IS NOT NULL AND state IN ('stored', 'unchanged') GROUP BY page_type`,
      crawlId,
    ),
    languages: grouped(
      db,
      `SELECT language AS name, count(*) AS pages FROM crawl_pages WHERE crawl_id = ? AND language IS NOT NULL AND state IN ('stored', 'unchanged') GROUP BY language`,
      crawlId,
    ),
    ingestion: {
      waiting: ingestion.waiting ?? 0,
      done: ingestion.done ?? 0,
      failed: ingestion.failed ?? 0,
    },
  };
};

export type PageFilter = {
  crawlId: string;
  cursor: string | null;
  limit: number;
  state: PageState[];
  reason: PageReason | null;
  pageType: CrawlPage['pageType'];
  language: string | null;
  change: CrawlPage['change'];
  query: string;
  order: 'latest' | 'address';
};

/** `latest`: the cursor is `decided:seq`; `address`: the last address. */
export const listPages = (db: Db, filter: PageFilter): { items: CrawlPage[]; nextCursor: string | null } => {
  const [decided, seq] = cursorOf(filter);
  const byAddress = filter.order === 'address';
  const rows = prepared(
    db,
    `SELECT * FROM crawl_pages WHERE crawl_id = @crawlId
       AND ${byAddress ? 'url > @url' : '(decided, seq) < (@decided, @seq)'}
       AND (@states = '[]' OR state IN (SELECT value FROM json_each(@states)))
       AND (@reason IS NULL OR reason = @reason) AND (@pageType IS NULL OR page_type = @pageType)
       AND (@language IS NULL OR language = @language) AND (@change IS NULL OR change = @change)
       AND (@query = '' OR instr(lower(url), @query) > 0 OR instr(lower(coalesce(title, '')), @query) > 0)
     ORDER BY ${byAddress ? 'url' : 'decided DESC, seq DESC'} LIMIT @limit`,
  ).all({
    crawlId: filter.crawlId,
    ...(byAddress ? { url: filter.cursor ?? '' } : { decided, seq }),
    states: JSON.stringify(filter.state),
    reason: filter.reason,
    pageType: filter.pageType,
    language: filter.language,
    change: filter.change,
    query: filter.query.toLowerCase(),
    limit: filter.limit + 1,
  }) as PageRow[];
  const shown = rows.slice(0, filter.limit);
  const last = shown.at(-1);
  if (rows.length <= filter.limit || last === undefined)
    return { items: shown.map(toPage), nextCursor: null };
  return { items: shown.map(toPage), nextCursor: byAddress ? last.url : `${last.decided}:${last.seq}` };
};

const cursorOf = ({ cursor, order }: PageFilter): [number, number] => {
  const parts = order === 'latest' && cursor !== null ? cursor.split(':').map(Number) : [];
  const most = Number.MAX_SAFE_INTEGER;
  const [decided = most, seq = most] = parts;
  return [Number.isSafeInteger(decided) ? decided : most, Number.isSafeInteger(seq) ? seq : most];
};

export const findPage = (db: Db, crawlId: string, seq: number): PageRow | null =>
  (prepared(db, 'SELECT * FROM crawl_pages WHERE crawl_id = ? AND seq = ?').get(crawlId, seq) as
    | PageRow
    | undefined) ?? null;

export const findPageByUrl = (db: Db, crawlId: string, url: string): PageRow | null =>
  (prepared(db, 'SELECT * FROM crawl_pages WHERE crawl_id = ? AND url = ?').get(crawlId, url) as
    | PageRow
    | undefined) ?? null;

export const contentOf = (db: Db, contentSeq: number | null): PageContent | null => {
  if (contentSeq === null) return null;
  const json = prepared(db, 'SELECT content_json FROM crawl_contents WHERE seq = ?')
    .pluck()
    .get(contentSeq) as string | undefined;
  return json === undefined ? null : (JSON.parse(json) as PageContent);
};

export const recordOf = (db: Db, recordSeq: number | null): Buffer | null =>
  recordSeq === null
    ? null
    : ((prepared(db, 'SELECT warc FROM crawl_records WHERE seq = ?').pluck().get(recordSeq) as
        | Buffer
        | undefined) ?? null);

const shownLinks = 500;

export const pageDetail = (db: Db, row: PageRow): CrawlPageDetail => {
  const linksTo = prepared(
    db,
    `SELECT url, seq AS pageId, text FROM crawl_links JOIN crawl_pages ON seq = to_seq WHERE from_seq = ?
     UNION ALL SELECT url, NULL, text FROM crawl_outlinks WHERE from_seq = ? LIMIT ${shownLinks}`,
  ).all(row.seq, row.seq) as CrawlPageDetail['linksTo'];
  const linkedFrom = prepared(
    db,
    `SELECT url, seq AS pageId, text FROM crawl_links JOIN crawl_pages ON seq = from_seq WHERE to_seq = ? LIMIT ${shownLinks}`,
  ).all(row.seq) as CrawlPageDetail['linkedFrom'];
  return {
    ...toPage(row),
    bodyHash: row.body_hash?.toString('hex') ?? null,
    canonicalUrl: row.canonical_url,
    headers: row.headers_json === null ? [] : (JSON.parse(row.headers_json) as [string, string][]),
    charset: row.charset,
    tdm: row.tdm_json === null ? null : (JSON.parse(row.tdm_json) as CrawlPageDetail['tdm']),
    content: contentOf(db, row.content_seq),
    linksTo,
    linkedFrom,
  };
};

/** Crawls of older versions did not count what they left out. */
export const readFindings = (json: string): HostFindings => ({
  unfollowedLinks: 0,
  unlistedOutlinks: 0,
  ...(JSON.parse(json) as Omit<HostFindings, 'unfollowedLinks' | 'unlistedOutlinks'>),
});

export const hostsOf = (db: Db, crawlId: string): HostFindings[] =>
  (
    prepared(db, 'SELECT findings_json FROM crawl_hosts WHERE crawl_id = ? ORDER BY origin')
      .pluck()
      .all(crawlId) as string[]
  ).map(readFindings);
