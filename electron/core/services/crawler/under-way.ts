/** Crawls under way in this process: each is a run that can be stopped, and knows how fast it is. */
import type { Db } from '../../db/open.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { appError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Log } from '../../kernel/log.ts';
import type { WorkerClient } from '../../kernel/worker-client.ts';
import type { LedgerSink } from '../../ports/network.ts';
import type { RunHandle, RunRequest, Runs } from '../../runs/runs.ts';
import { crawlAndIngest } from './crawl-run.ts';
import * as store from './crawl-store.ts';
import type { CrawlTarget } from './ingest.ts';
import { createReader, type Network } from './reader.ts';
import type { Sessions } from './sessions.ts';

export type UnderWayOptions = {
  db: Db;
  runs: Runs;
  worker: WorkerClient;
  ledger: LedgerSink;
  clock: Clock;
  log: Log;
  version: string;
  /** Read anew for each crawl. */
  network: () => Network;
  findBrowser: () => string | null;
  /** `null`: crawls only keep their own snapshot. */
  target: CrawlTarget | null;
  sessions: Sessions;
  onChange: (crawlId: string) => void;
  /** The run has ended and its end is stored. */
  onEnd: (crawl: store.StoredCrawl) => void;
};

type Running = {
  abort: AbortController;
  runId: string;
  done: Promise<unknown>;
  isPausing: boolean;
  /** Times and decisions of the last seconds. */
  speed: { atMs: number; decided: number }[];
};

/** How a crawl has ended; kept here where the database had no room to say it. */
type Ending = Pick<store.StoredCrawl, 'state' | 'error' | 'endedAt'>;

const speedWindowMs = 5_000;
const announceEveryMs = 400;

export type UnderWay = ReturnType<typeof createUnderWay>;

export const createUnderWay = (options: UnderWayOptions) => {
  const { db, runs, worker, clock, log, sessions } = options;
  const running = new Map<string, Running>();
  const unstored = new Map<string, Ending>();

  /** A stored crawl becomes a run. */
  const launch = async (
    crawl: store.StoredCrawl,
    site: store.StoredSite,
  ): Promise<{ crawlId: string; runId: string }> => {
    if (running.has(crawl.id)) throw appError('crawler.ALREADY_RUNNING', {});
    const cookies = await sessions.read(site.id, site.sessionHosts);
    if (running.has(crawl.id)) throw appError('crawler.ALREADY_RUNNING', {});
    const browser = crawl.options.render === 'never' ? null : options.findBrowser();
    const abort = new AbortController();
    const runId = newId();
    const entry: Running = { abort, runId, done: Promise.resolve(), isPausing: false, speed: [] };
    const reader = createReader({
      worker,
      ledger: options.ledger,
      options: crawl.options,
      // Only what the person named: a redirect cannot add a host of the house.
      namedHosts: [new URL(crawl.url).hostname, ...site.options.hosts],
      network: options.network(),
      version: options.version,
      browser,
      cookies,
    });
    const tell = throttled(() => options.onChange(crawl.id), announceEveryMs);
    const request: RunRequest = {
      id: runId,
      kind: 'crawler.crawl',
      subjectId: crawl.id,
      tenantId: crawl.tenantId,
      finish: ({ state, error }) => {
        const reached = state === 'cancelled' && entry.isPausing ? 'paused' : state;
        const ending: Ending = {
          state: reached === 'queued' || reached === 'running' ? 'interrupted' : reached,
          error,
          endedAt: isoNow(clock),
        };
        unstored.set(crawl.id, ending);
        store.setCrawlState(db, crawl.id, ending);
      },
    };
    const work = (run: RunHandle) =>
      crawlAndIngest({
        db,
        crawl,
        log,
        now: () => clock.now(),
        reader,
        target: options.target,
        run,
        signal: AbortSignal.any([run.signal, abort.signal]),
        onProgress: (decided) => {
          const atMs = performance.now();
          entry.speed.push({ atMs, decided });
          entry.speed = entry.speed.filter((one) => atMs - one.atMs <= speedWindowMs);
          tell();
        },
        onNewHost: (hostname) => store.addCrawlHost(db, crawl, hostname),
      });
    const afterwards = (): void => {
      running.delete(crawl.id);
      const stored = store.findCrawl(db, crawl.tenantId, crawl.id);
      if (stored === null || stored.state === unstored.get(crawl.id)?.state) unstored.delete(crawl.id);
      options.onChange(crawl.id);
      if (stored !== null) options.onEnd(stored);
    };
    running.set(crawl.id, entry);
    unstored.delete(crawl.id);
    try {
      store.setCrawlState(db, crawl.id, { state: 'running', error: null, endedAt: null });
      store.setCrawlRun(db, crawl.id, runId, browser);
      entry.done = runs.start(request, work).done.then(afterwards);
    } catch (error) {
      // A disk without room for the run has none for its end either.
      running.delete(crawl.id);
      unstored.set(crawl.id, { state: 'interrupted', error: null, endedAt: isoNow(clock) });
      throw error;
    }
    options.onChange(crawl.id);
    return { crawlId: crawl.id, runId };
  };

  return {
    launch,
    /** A crawl that has ended is not called running because the disk had no room for its end. */
    asItIs: (crawl: store.StoredCrawl): store.StoredCrawl => ({ ...crawl, ...unstored.get(crawl.id) }),
    has: (crawlId: string): boolean => running.has(crawlId),
    ids: (): string[] => [...running.keys()],
    /** Resolves when nothing is being fetched any more. `false`: it was not under way. */
    stop: async (crawlId: string, isPausing: boolean): Promise<boolean> => {
      const entry = running.get(crawlId);
      if (entry === undefined) return false;
      entry.isPausing = isPausing;
      entry.abort.abort(appError('request.CANCELLED', {}));
      await entry.done;
      return true;
    },
    /** Decisions per second over the last few; `null` where there is too little to say. */
    speedOf: (crawlId: string): number | null => {
      const speed = running.get(crawlId)?.speed ?? [];
      const [first, last] = [speed[0], speed.at(-1)];
      return first !== undefined && last !== undefined && last.atMs > first.atMs
        ? ((last.decided - first.decided) * 1000) / (last.atMs - first.atMs)
        : null;
    },
  };
};

/** At most once per interval, and the last one always. */
const throttled = (work: () => void, everyMs: number): (() => void) => {
  let lastMs = 0;
  let timer: NodeJS.Timeout | null = null;
  return () => {
    if (timer !== null) return;
    timer = setTimeout(
      () => {
        timer = null;
        lastMs = performance.now();
        work();
      },
      Math.max(0, lastMs + everyMs - performance.now()),
    );
    timer.unref();
  };
};
