/** One run of a crawl from the first request to the hand-over: loop, ingestion beside it, comparison at the end. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../../db/open.ts';
import { appError } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import type { RunHandle } from '../../runs/runs.ts';
import { setRemoved, type StoredCrawl } from './crawl-store.ts';
import { removedPages } from './diff.ts';
import * as frontier from './frontier.ts';
import { type CrawlTarget, ingestWaiting } from './ingest.ts';
import { runLoop } from './loop.ts';
import { countsOf, findPageByUrl } from './page-store.ts';
import type { createReader } from './reader.ts';

export type CrawlWork = {
  db: Db;
  crawl: StoredCrawl;
  log: Log;
  now(): Date;
  reader: ReturnType<typeof createReader>;
  target: CrawlTarget | null;
  run: Pick<RunHandle, 'progress'>;
  signal: AbortSignal;
  onProgress(decided: number): void;
  onNewHost(hostname: string): void;
};

/** While pages are still coming, knowledge looks for new ones this often. */
const lookMs = 300;

export const crawlAndIngest = async (work: CrawlWork): Promise<undefined | 'cancelled'> => {
  const { db, crawl, run, signal, target } = work;
  const ended = new AbortController();
  const failed = new AbortController();
  const ingesting = { ...work, signal: AbortSignal.any([signal, failed.signal]) };
  const ingestion = target === null ? Promise.resolve() : ingestBeside(ingesting, target, ended.signal);
  // Its failure counts at the end, not in the middle of the crawl.
  const ingested = ingestion.then(
    () => null,
    (error: unknown) => ({ error }),
  );
  try {
    const end = await runLoop({
      db,
      crawl,
      log: work.log,
      now: work.now,
      read: work.reader.read,
      signal,
      onNewHost: work.onNewHost,
      onProgress: ({ kept, decided, queued }) => {
        work.reader.book();
        run.progress({ phase: 'crawling', done: decided, total: decided + queued, unit: 'items' });
        work.onProgress(decided);
        void kept;
      },
    });
    if (end === 'stopped') return 'cancelled';
    if (end !== 'done') frontier.skipQueued(db, crawl.id, end, frontier.lastDecided(db, crawl.id) + 1);
    checkStart(db, crawl);
    await takeBack(work, end === 'done');
  } catch (error) {
    failed.abort();
    throw error;
  } finally {
    ended.abort();
    work.reader.book();
    // The next run of this crawl must not hand over what this one still has in its hands.
    await ingested;
  }
  const problem = await ingested;
  if (problem !== null) throw problem.error;
  return signal.aborted ? 'cancelled' : undefined;
};

/** Nothing at all was kept, and the first page says why. */
const checkStart = (db: Db, crawl: StoredCrawl): void => {
  const { stored, unchanged } = countsOf(db, crawl.id);
  if (stored + unchanged > 0) return;
  let page = findPageByUrl(db, crawl.id, crawl.url);
  for (let hop = 0; hop < 10 && page?.state === 'redirected' && page.reason_detail !== null; hop += 1)
    page = findPageByUrl(db, crawl.id, page.reason_detail);
  if (page?.state !== 'failed' && page?.state !== 'skipped') return;
  const reason = page.reason_detail === null ? `${page.reason}` : `${page.reason}: ${page.reason_detail}`;
  throw appError('crawler.START_UNREACHABLE', { url: crawl.url, reason: reason.slice(0, 300) });
};

/** Pages the website no longer has leave the knowledge space; only after a crawl that saw everything. */
const takeBack = async ({ db, crawl, target, log }: CrawlWork, isComplete: boolean): Promise<void> => {
  if (crawl.baseCrawlId === null || !isComplete) return;
  const removed = removedPages(db, { crawlId: crawl.id, baseId: crawl.baseCrawlId });
  setRemoved(db, crawl.id, removed.length);
  if (target === null) return;
  for (const { documentId, url } of removed) {
    if (documentId === null) continue;
    await target.remove(crawl.tenantId, documentId).catch((error: unknown) => {
      log.warn({ url, error }, 'document of a removed page not removed');
    });
  }
};

const ingestBeside = async (
  { db, crawl, log, run, signal }: CrawlWork,
  target: CrawlTarget,
  crawlEnded: AbortSignal,
): Promise<void> => {
  while (!signal.aborted) {
    const wasEnded = crawlEnded.aborted;
    await ingestWaiting(
      { db, crawl, target, log, signal },
      {
        // Pages come first: as long as some are coming, every second moment is theirs.
        rest: async (tookMs) => {
          if (!crawlEnded.aborted) await sleep(Math.min(200, tookMs));
        },
        onDone: (done, left) => {
          if (crawlEnded.aborted)
            run.progress({ phase: 'ingesting', done, total: done + left, unit: 'items' });
        },
      },
    );
    if (wasEnded) return;
    await sleep(lookMs, undefined, { signal: AbortSignal.any([signal, crawlEnded]) }).catch(() => {});
  }
};
