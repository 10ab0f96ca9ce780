/** Writing a crawl's pages: what is found, what is decided, links and evidence. All within the caller's transaction. */
import type { HostFindings } from '../../../contract/crawler.ts';
import type { PageContent, PageReason, PageState } from '../../../contract/crawler-pages.ts';
import type { Db } from '../../db/open.ts';
import { prepared } from '../../db/statements.ts';
import { type PageRow, readFindings } from './page-store.ts';

export type FoundBy = 'start' | 'link' | 'sitemap' | 'feed' | 'redirect' | 'canonical' | 'base';

export type FoundPage = {
  url: string;
  depth: number;
  foundBy: FoundBy;
  redirects?: number;
  /** Decided at once, e.g. by a pattern. */
  skip?: { reason: PageReason; detail: string | null };
};

export type Owner = { tenantId: string; crawlId: string };

export const pageSeq = (db: Db, crawlId: string, url: string): number | null =>
  (prepared(db, 'SELECT seq FROM crawl_pages WHERE crawl_id = ? AND url = ?').pluck().get(crawlId, url) as
    | number
    | undefined) ?? null;

/** The page's seq; one that is known stays as it is. */
export const addPage = (
  db: Db,
  { tenantId, crawlId }: Owner,
  page: FoundPage,
  decided: () => number,
): { seq: number; isNew: boolean } => {
  const known = pageSeq(db, crawlId, page.url);
  if (known !== null) return { seq: known, isNew: false };
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO crawl_pages (tenant_id, crawl_id, url, host, depth, found_by, redirects, state, reason, reason_detail, decided)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    tenantId,
    crawlId,
    page.url,
    new URL(page.url).origin,
    page.depth,
    page.foundBy,
    page.redirects ?? 0,
    page.skip === undefined ? 'queued' : 'skipped',
    page.skip?.reason ?? null,
    page.skip?.detail ?? null,
    page.skip === undefined ? 0 : decided(),
  );
  return { seq: Number(lastInsertRowid), isNew: true };
};

export type QueuedPage = Pick<
  PageRow,
  'seq' | 'url' | 'host' | 'depth' | 'attempts' | 'redirects' | 'found_by'
>;

/** In the order they should be fetched: nearest to the start first. */
export const queuedPages = (
  db: Db,
  crawlId: string,
  host: string,
  nowMs: number,
  limit: number,
): QueuedPage[] =>
  prepared(
    db,
    `SELECT seq, url, host, depth, attempts, redirects, found_by FROM crawl_pages
     WHERE crawl_id = ? AND state = 'queued' AND host = ? AND not_before_ms <= ? ORDER BY depth, seq LIMIT ?`,
  ).all(crawlId, host, nowMs, limit) as QueuedPage[];

export const queuedHosts = (db: Db, crawlId: string): string[] =>
  prepared(db, "SELECT DISTINCT host FROM crawl_pages WHERE crawl_id = ? AND state = 'queued'")
    .pluck()
    .all(crawlId) as string[];

/** When the next page that waits may be tried, in milliseconds since 1970; `null`: none is queued. */
export const nextAttemptMs = (db: Db, crawlId: string): number | null =>
  prepared(db, "SELECT min(not_before_ms) FROM crawl_pages WHERE crawl_id = ? AND state = 'queued'")
    .pluck()
    .get(crawlId) as number | null;

export const requeue = (db: Db, seq: number, attempts: number, notBeforeMs: number): void => {
  prepared(db, 'UPDATE crawl_pages SET attempts = ?, not_before_ms = ? WHERE seq = ?').run(
    attempts,
    Math.round(notBeforeMs),
    seq,
  );
};

export type Decision = { state: PageState; reason?: PageReason | null; detail?: string | null } & Partial<
  Omit<PageRow, 'seq' | 'crawl_id' | 'url' | 'host' | 'depth' | 'found_by' | 'state' | 'reason' | 'decided'>
>;

const columns = [
  'http_status',
  'content_type',
  'charset',
  'title',
  'language',
  'page_type',
  'variant',
  'rendered',
  'size_bytes',
  'duration_ms',
  'fetched_at',
  'headers_json',
  'etag',
  'last_modified',
  'canonical_url',
  'tdm_json',
  'body_hash',
  'text_hash',
  'change',
  'ingestion',
  'document_id',
  'content_seq',
  'record_seq',
  'body_record_seq',
] as const;

export const decide = (db: Db, seq: number, decided: number, decision: Decision): void => {
  const values: Record<string, unknown> = {
    seq,
    decided,
    state: decision.state,
    reason: decision.reason ?? null,
    reason_detail: decision.detail?.slice(0, 500) ?? null,
  };
  for (const column of columns) values[column] = decision[column] ?? null;
  values.rendered ??= 0;
  values.ingestion ??= 'none';
  prepared(
    db,
    `UPDATE crawl_pages SET state = @state, reason = @reason, reason_detail = @reason_detail, decided = @decided,
       ${columns.map((column) => `${column} = @${column}`).join(', ')} WHERE seq = @seq`,
  ).run(values);
};

export const addRecord = (
  db: Db,
  tenantId: string,
  record: { url: string; fetchedAt: string; warc: Uint8Array },
): number =>
  Number(
    prepared(db, 'INSERT INTO crawl_records (tenant_id, url, fetched_at, warc) VALUES (?, ?, ?, ?)').run(
      tenantId,
      record.url,
      record.fetchedAt,
      Buffer.from(record.warc.buffer, record.warc.byteOffset, record.warc.byteLength),
    ).lastInsertRowid,
  );

export const addContent = (db: Db, tenantId: string, content: PageContent): number =>
  Number(
    prepared(db, 'INSERT INTO crawl_contents (tenant_id, content_json) VALUES (?, ?)').run(
      tenantId,
      JSON.stringify(content),
    ).lastInsertRowid,
  );

/** A kept page of this crawl with the same text. */
export const sameText = (db: Db, crawlId: string, textHash: Uint8Array, exceptSeq: number): string | null =>
  (prepared(
    db,
    `SELECT url FROM crawl_pages WHERE crawl_id = ? AND text_hash = ? AND seq <> ? AND state IN ('stored', 'unchanged') LIMIT 1`,
  )
    .pluck()
    .get(crawlId, Buffer.from(textHash), exceptSeq) as string | undefined) ?? null;

export const addLink = (db: Db, fromSeq: number, toSeq: number, text: string): void => {
  prepared(
    db,
    `INSERT OR IGNORE INTO crawl_links (tenant_id, from_seq, to_seq, text)
      SELECT tenant_id, seq, ?, ? FROM crawl_pages WHERE seq = ?`,
  ).run(toSeq, text, fromSeq);
};

export const addOutlink = (db: Db, fromSeq: number, url: string, text: string): void => {
  prepared(
    db,
    `INSERT OR IGNORE INTO crawl_outlinks (tenant_id, from_seq, url, text)
      SELECT tenant_id, seq, ?, ? FROM crawl_pages WHERE seq = ?`,
  ).run(url, text, fromSeq);
};

/** Links of a page as they were kept, in a form that can be followed again. */
export const linksOf = (db: Db, fromSeq: number): { url: string; text: string }[] =>
  prepared(
    db,
    `SELECT url, text FROM crawl_links JOIN crawl_pages ON seq = to_seq WHERE from_seq = ?
     UNION ALL SELECT url, text FROM crawl_outlinks WHERE from_seq = ?`,
  ).all(fromSeq, fromSeq) as { url: string; text: string }[];

/** What is still queued when a budget is spent. */
export const skipQueued = (db: Db, crawlId: string, reason: PageReason, decided: number): number =>
  prepared(
    db,
    "UPDATE crawl_pages SET state = 'skipped', reason = ?, decided = ? WHERE crawl_id = ? AND state = 'queued'",
  ).run(reason, decided, crawlId).changes;

export const lastDecided = (db: Db, crawlId: string): number =>
  (prepared(db, 'SELECT max(decided) FROM crawl_pages WHERE crawl_id = ?').pluck().get(crawlId) as
    | number
    | null) ?? 0;

export const countPages = (db: Db, crawlId: string): number =>
  prepared(db, 'SELECT count(*) FROM crawl_pages WHERE crawl_id = ?').pluck().get(crawlId) as number;

export const saveHost = (
  db: Db,
  { tenantId, crawlId }: Owner,
  origin: string,
  findings: HostFindings,
  recordSeq: number | null,
): void => {
  prepared(
    db,
    `INSERT INTO crawl_hosts (crawl_id, origin, tenant_id, findings_json, record_seq) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (crawl_id, origin) DO UPDATE SET findings_json = excluded.findings_json`,
  ).run(crawlId, origin, tenantId, JSON.stringify(findings), recordSeq);
};

export const findHost = (db: Db, crawlId: string, origin: string): HostFindings | null => {
  const json = prepared(db, 'SELECT findings_json FROM crawl_hosts WHERE crawl_id = ? AND origin = ?')
    .pluck()
    .get(crawlId, origin) as string | undefined;
  return json === undefined ? null : readFindings(json);
};

/** Resuming what failed because nobody answered: those pages are asked for again, robots.txt included. */
export const requeueUnreachable = (db: Db, crawlId: string): void => {
  prepared(
    db,
    `UPDATE crawl_pages SET state = 'queued', reason = NULL, reason_detail = NULL, attempts = 0, not_before_ms = 0, decided = 0
     WHERE crawl_id = ? AND state IN ('failed', 'skipped')
       AND reason IN ('host-unknown', 'unreachable', 'tls', 'timeout', 'connection-lost', 'proxy', 'robots-unreachable', 'rate-limited')`,
  ).run(crawlId);
  prepared(db, 'DELETE FROM crawl_hosts WHERE crawl_id = ?').run(crawlId);
};
