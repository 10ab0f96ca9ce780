/** Hands finished pages to knowledge, one after the other. */
import type { PageContent } from '../../../contract/crawler-pages.ts';
import { isSqliteFailure, sqliteFailure } from '../../db/failures.ts';
import type { Db } from '../../db/open.ts';
import { prepared } from '../../db/statements.ts';
import { hasCode } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import type { StoredCrawl } from './crawl-store.ts';
import { contentOf, type PageRow, recordOf } from './page-store.ts';
import { bodyOf } from './warc/read.ts';

export type TargetPage = {
  spaceId: string;
  /** A known document gets a new version. */
  documentId: string | null;
  title: string;
  language: string | null;
  date: string | null;
  source: string;
  tags: string[];
};

/** What the crawler needs of knowledge; wired in core/wiring/crawler.ts. Both saving calls resolve with the document's id. */
export type CrawlTarget = {
  savePage(
    tenantId: string,
    page: TargetPage & { text: string; blocks: PageContent['blocks'] },
  ): Promise<string>;
  /** A linked PDF or the like. `null`: nobody here reads such files. */
  saveFile(
    tenantId: string,
    file: TargetPage & { fileName: string; bytes: Uint8Array },
    signal: AbortSignal,
  ): Promise<string | null>;
  remove(tenantId: string, documentId: string): Promise<void>;
};

type Options = { db: Db; crawl: StoredCrawl; target: CrawlTarget; log: Log; signal: AbortSignal };
type Outcome = { ingestion: 'done' | 'failed'; documentId: string | null };

const batch = 20;

/** Resolves when none waits, or when aborted. */
export const ingestWaiting = async (
  options: Options,
  pace: { rest(tookMs: number): Promise<void>; onDone(done: number, left: number): void },
): Promise<void> => {
  const { db, crawl, log, signal } = options;
  let done = 0;
  while (!signal.aborted) {
    const rows = prepared(
      db,
      "SELECT * FROM crawl_pages WHERE crawl_id = ? AND ingestion = 'waiting' ORDER BY seq LIMIT ?",
    ).all(crawl.id, batch) as PageRow[];
    if (rows.length === 0) return;
    const left = waiting(db, crawl.id);
    for (const [index, row] of rows.entries()) {
      if (signal.aborted) return;
      const startedMs = performance.now();
      const outcome = await ingestOne(options, row).catch((error: unknown): Outcome | null => {
        if (signal.aborted) return null;
        // A disk that is full fails the run; the page waits. One page that cannot be read fails alone.
        if (isSqliteFailure(error)) throw sqliteFailure(error, { newestBackup: null });
        if (hasCode(error, 'database.DISK_FULL')) throw error;
        log.warn({ pageId: row.seq, error }, 'page not handed over');
        return { ingestion: 'failed', documentId: row.document_id };
      });
      if (outcome === null) return;
      noteOutcome(db, row.seq, outcome);
      done += 1;
      pace.onDone(done, left - index - 1);
      await nextTurn();
      await pace.rest(performance.now() - startedMs);
    }
  }
};

const noteOutcome = (db: Db, seq: number, outcome: Outcome): void => {
  try {
    prepared(db, 'UPDATE crawl_pages SET ingestion = ?, document_id = ? WHERE seq = ?').run(
      outcome.ingestion,
      outcome.documentId,
      seq,
    );
  } catch (error) {
    throw isSqliteFailure(error) ? sqliteFailure(error, { newestBackup: null }) : error;
  }
};

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const waiting = (db: Db, crawlId: string): number =>
  prepared(db, "SELECT count(*) FROM crawl_pages WHERE crawl_id = ? AND ingestion = 'waiting'")
    .pluck()
    .get(crawlId) as number;

const ingestOne = async ({ db, crawl, target, signal }: Options, row: PageRow): Promise<Outcome> => {
  const content = contentOf(db, row.content_seq);
  const about: TargetPage = {
    spaceId: crawl.spaceId,
    documentId: row.document_id,
    title: row.title ?? row.url,
    language: row.language,
    date: content?.modifiedAt ?? content?.publishedAt ?? null,
    source: row.url,
    tags: ['website', row.page_type, row.variant].filter((tag) => tag !== null),
  };
  if (content !== null) {
    // Nothing but pictures: it stays in the evidence and is nothing to find.
    if (!/[\p{L}\p{N}]/u.test(content.text)) return { ingestion: 'failed', documentId: row.document_id };
    const { text, blocks } = content;
    return {
      ingestion: 'done',
      documentId: await target.savePage(crawl.tenantId, { ...about, text, blocks }),
    };
  }
  const warc = recordOf(db, row.body_record_seq);
  if (warc === null) return { ingestion: 'failed', documentId: row.document_id };
  const { body } = await bodyOf(warc);
  const fileName = new URL(row.url).pathname.split('/').at(-1) || 'document';
  const documentId = await target.saveFile(crawl.tenantId, { ...about, fileName, bytes: body }, signal);
  return documentId === null
    ? { ingestion: 'failed', documentId: row.document_id }
    : { ingestion: 'done', documentId };
};
