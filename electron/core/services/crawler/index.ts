/**
 * Crawler: whole websites, politely and repeatably, into a knowledge space, with evidence of what they said. Crawls are
 * runs; what they know is in the database, so that a crawl goes on where the last process ended.
 */
import type { CrawlDetail, CrawlOptions, CrawlSite, CrawlSummary } from '../../../contract/crawler.ts';
import type { Db } from '../../db/open.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { appError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Log } from '../../kernel/log.ts';
import { isPrivateHost } from '../../kernel/private-address.ts';
import type { WorkerClient } from '../../kernel/worker-client.ts';
import type { LedgerSink } from '../../ports/network.ts';
import type { SecretStore } from '../../ports/secrets.ts';
import type { Runs } from '../../runs/runs.ts';
import { typedAddress } from './address.ts';
import { exportCapsule } from './capsule.ts';
import { crawlAndIngest } from './crawl-run.ts';
import * as store from './crawl-store.ts';
import { differenceCounts, listDifferences } from './diff.ts';
import * as frontier from './frontier.ts';
import type { CrawlTarget } from './ingest.ts';
import * as pages from './page-store.ts';
import { createReader, type Network } from './reader.ts';
import { replay } from './replay.ts';
import { createSchedule, nextDue } from './schedule.ts';
import { seedFromBase } from './seed.ts';
import { createSessions } from './sessions.ts';
import { topicsOf } from './topics.ts';

export type { CrawlTarget } from './ingest.ts';

export type Caller = { tenantId: string };

/** A crawl is over and its pages are in the space: time to repeat an analysis. */
export type CrawlFinished = {
  tenantId: string;
  siteId: string;
  spaceId: string;
  crawlId: string;
  changes: CrawlSummary['changes'];
};

export type CrawlerOptions = {
  db: Db;
  runs: Runs;
  worker: WorkerClient;
  ledger: LedgerSink;
  secrets: SecretStore;
  clock: Clock;
  log: Log;
  version: string;
  /** Read anew for each crawl. */
  network: () => Network;
  findBrowser: () => string | null;
  /** Bytes of a page to text, as the crawl process does it. */
  decode: (bytes: Uint8Array, contentType: string) => string;
  /** `null`: crawls only keep their own snapshot. */
  target: CrawlTarget | null;
  /** Throws `knowledge.SPACE_NOT_FOUND`. */
  checkSpace: (tenantId: string, spaceId: string) => void;
  onChange: (crawlId: string) => void;
};

type Running = {
  abort: AbortController;
  runId: string;
  done: Promise<unknown>;
  isPausing: boolean;
  /** Times and decisions of the last seconds. */
  speed: { atMs: number; decided: number }[];
};

const speedWindowMs = 5_000;
const announceEveryMs = 400;

export type Crawler = ReturnType<typeof createCrawler>;

export const createCrawler = (options: CrawlerOptions) => {
  const { db, runs, worker, clock, log, secrets } = options;
  const running = new Map<string, Running>();
  const sessions = createSessions(secrets);
  const finishedListeners = new Set<(event: CrawlFinished) => void>();

  const crawlOf = (tenantId: string, crawlId: string): store.StoredCrawl => {
    const crawl = store.findCrawl(db, tenantId, crawlId);
    if (crawl === null) throw appError('crawler.CRAWL_NOT_FOUND', {});
    return crawl;
  };
  const siteOf = (tenantId: string, siteId: string): store.StoredSite => {
    const site = store.findSite(db, tenantId, siteId);
    if (site === null) throw appError('crawler.SITE_NOT_FOUND', {});
    return site;
  };
  const pageOf = (tenantId: string, crawlId: string, pageId: number): pages.PageRow => {
    const row = pages.findPage(db, crawlOf(tenantId, crawlId).id, pageId);
    if (row === null) throw appError('crawler.PAGE_NOT_FOUND', {});
    return row;
  };

  const summary = (crawl: store.StoredCrawl): CrawlSummary => ({
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

  const speedOf = (crawl: store.StoredCrawl, counts: CrawlSummary['counts']): number => {
    const speed = running.get(crawl.id)?.speed ?? [];
    const [first, last] = [speed[0], speed.at(-1)];
    if (first !== undefined && last !== undefined && last.atMs > first.atMs)
      return ((last.decided - first.decided) * 1000) / (last.atMs - first.atMs);
    const decided = Object.values(counts).reduce((sum, count) => sum + count, 0) - counts.queued;
    return crawl.elapsedMs === 0 ? 0 : (decided * 1000) / crawl.elapsedMs;
  };

  const detail = (crawl: store.StoredCrawl): CrawlDetail => {
    const base = summary(crawl);
    return {
      ...base,
      options: crawl.options,
      ...pages.tallies(db, crawl.id),
      fetchedBytes: crawl.fetchedBytes,
      pagesPerSecond: speedOf(crawl, base.counts),
      hosts: pages.hostsOf(db, crawl.id),
      browser: crawl.browser,
    };
  };

  /** A stored crawl becomes a run. */
  const launch = async (crawl: store.StoredCrawl): Promise<{ crawlId: string; runId: string }> => {
    if (running.has(crawl.id)) throw appError('crawler.ALREADY_RUNNING', {});
    const site = siteOf(crawl.tenantId, crawl.siteId);
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
    running.set(crawl.id, entry);
    store.setCrawlState(db, crawl.id, { state: 'running', error: null, endedAt: null });
    store.setCrawlRun(db, crawl.id, runId, browser);
    const tell = throttled(() => options.onChange(crawl.id), announceEveryMs);
    const started = runs.start(
      {
        id: runId,
        kind: 'crawler.crawl',
        subjectId: crawl.id,
        tenantId: crawl.tenantId,
        finish: ({ state, error }) => {
          const ended = state === 'cancelled' && entry.isPausing ? 'paused' : state;
          store.setCrawlState(db, crawl.id, {
            state: ended === 'queued' || ended === 'running' ? 'interrupted' : ended,
            error,
            endedAt: isoNow(clock),
          });
        },
      },
      (run) =>
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
        }),
    );
    entry.done = started.done.then(() => {
      running.delete(crawl.id);
      options.onChange(crawl.id);
      const ended = store.findCrawl(db, crawl.tenantId, crawl.id);
      if (ended?.state !== 'finished') return;
      const { tenantId, siteId, spaceId, id } = ended;
      for (const listener of finishedListeners)
        listener({ tenantId, siteId, spaceId, crawlId: id, changes: summary(ended).changes });
    });
    options.onChange(crawl.id);
    return { crawlId: crawl.id, runId };
  };

  const startSite = (site: store.StoredSite): Promise<{ crawlId: string; runId: string }> => {
    const crawl: store.StoredCrawl = {
      id: newId(),
      tenantId: site.tenantId,
      siteId: site.id,
      spaceId: site.spaceId,
      url: site.url,
      options: site.options,
      state: 'running',
      runId: null,
      baseCrawlId: store.findBase(db, site.id),
      error: null,
      browser: null,
      fetchedBytes: 0,
      elapsedMs: 0,
      removed: 0,
      startedAt: isoNow(clock),
      endedAt: null,
    };
    db.transaction(() => {
      store.insertCrawl(db, crawl);
      const owner = { tenantId: crawl.tenantId, crawlId: crawl.id };
      frontier.addPage(db, owner, { url: crawl.url, depth: 0, foundBy: 'start' }, () => 1);
      if (crawl.baseCrawlId !== null) seedFromBase(db, crawl, clock.now());
    })();
    return launch(crawl);
  };

  const checkIdle = (siteId: string): void => {
    for (const id of running.keys())
      if (store.crawlIsOf(db, id, siteId)) throw appError('crawler.ALREADY_RUNNING', {});
  };

  const stop = async (caller: Caller, crawlId: string, isPausing: boolean): Promise<CrawlSummary> => {
    const crawl = crawlOf(caller.tenantId, crawlId);
    const entry = running.get(crawlId);
    if (entry !== undefined) {
      entry.isPausing = isPausing;
      entry.abort.abort(appError('request.CANCELLED', {}));
      await entry.done;
    } else if (!isPausing && (crawl.state === 'paused' || crawl.state === 'interrupted')) {
      store.setCrawlState(db, crawlId, { state: 'cancelled', error: null, endedAt: isoNow(clock) });
      options.onChange(crawlId);
    }
    return summary(crawlOf(caller.tenantId, crawlId));
  };

  const recrawl = async (tenantId: string, siteId: string) => {
    const site = siteOf(tenantId, siteId);
    checkIdle(siteId);
    return await startSite(site);
  };

  const schedule = createSchedule({ db, clock, log, recrawl });

  const withoutTenant = ({ tenantId: _tenant, sessionHosts: _hosts, ...site }: store.StoredSite): CrawlSite =>
    site;

  return {
    start: async (caller: Caller, input: { url: string; spaceId: string; options: CrawlOptions }) => {
      const url = typedAddress(input.url);
      if (url === null) throw appError('crawler.ADDRESS_INVALID', { url: input.url });
      const { hostname } = new URL(url);
      if (isPrivateHost(hostname) && !input.options.intranet)
        throw appError('crawler.ADDRESS_PRIVATE', { host: hostname });
      options.checkSpace(caller.tenantId, input.spaceId);
      const known = store.findSiteByUrl(db, caller.tenantId, input.spaceId, url);
      if (known !== null) {
        checkIdle(known.id);
        store.updateSite(db, { ...known, options: input.options });
        return await startSite({ ...known, options: input.options });
      }
      const site: store.StoredSite = {
        id: newId(),
        tenantId: caller.tenantId,
        spaceId: input.spaceId,
        url,
        options: input.options,
        schedule: 'off',
        nextAt: null,
        lastCrawlId: null,
        sessionHosts: [],
        createdAt: isoNow(clock),
      };
      store.insertSite(db, site);
      return await startSite(site);
    },
    resume: async (caller: Caller, crawlId: string) => {
      const crawl = crawlOf(caller.tenantId, crawlId);
      if (crawl.state === 'running') throw appError('crawler.ALREADY_RUNNING', {});
      if (crawl.state === 'finished' || crawl.state === 'cancelled')
        throw appError('crawler.NOT_RESUMABLE', {});
      if (crawl.state === 'failed') frontier.requeueUnreachable(db, crawlId);
      return await launch(crawl);
    },
    pause: (caller: Caller, crawlId: string) => stop(caller, crawlId, true),
    cancel: (caller: Caller, crawlId: string) => stop(caller, crawlId, false),
    recrawl: (caller: Caller, siteId: string) => recrawl(caller.tenantId, siteId),
    remove: (caller: Caller, crawlId: string) => {
      if (running.has(crawlOf(caller.tenantId, crawlId).id)) throw appError('crawler.ALREADY_RUNNING', {});
      store.deleteCrawl(db, crawlId);
      options.onChange(crawlId);
      return { crawlId };
    },
    list: (caller: Caller, page: Parameters<typeof store.listCrawls>[2]) => {
      const { items, nextCursor } = store.listCrawls(db, caller.tenantId, page);
      return { items: items.map(summary), nextCursor };
    },
    get: (caller: Caller, crawlId: string) => detail(crawlOf(caller.tenantId, crawlId)),
    pages: (caller: Caller, filter: pages.PageFilter) => {
      crawlOf(caller.tenantId, filter.crawlId);
      return pages.listPages(db, filter);
    },
    page: (caller: Caller, crawlId: string, pageId: number) =>
      pages.pageDetail(db, pageOf(caller.tenantId, crawlId, pageId)),
    replay: (caller: Caller, crawlId: string, pageId: number) =>
      replay(db, pageOf(caller.tenantId, crawlId, pageId), options.decode),
    topics: (caller: Caller, crawlId: string) => topicsOf(db, crawlOf(caller.tenantId, crawlId).id),
    diff: (
      caller: Caller,
      input: { crawlId: string; baseCrawlId: string | null; cursor: string | null; limit: number },
    ) => {
      const crawl = crawlOf(caller.tenantId, input.crawlId);
      const baseId = input.baseCrawlId ?? crawl.baseCrawlId;
      if (baseId === null) {
        const counts = { added: 0, changed: 0, removed: 0, unchanged: 0 };
        return { items: [], nextCursor: null, baseCrawlId: null, counts };
      }
      const compared = { crawlId: crawl.id, baseId: crawlOf(caller.tenantId, baseId).id };
      return {
        ...listDifferences(db, compared, input),
        baseCrawlId: baseId,
        counts: differenceCounts(db, compared),
      };
    },
    exportCapsule: (caller: Caller, crawlId: string, folder: string) =>
      exportCapsule(
        { db, secrets, version: options.version, now: () => clock.now() },
        crawlOf(caller.tenantId, crawlId),
        folder,
      ),
    sites: (caller: Caller): CrawlSite[] => store.listSites(db, caller.tenantId).map(withoutTenant),
    updateSite: (
      caller: Caller,
      input: {
        siteId: string;
        schedule?: CrawlSite['schedule'] | undefined;
        options?: CrawlOptions | undefined;
      },
    ): CrawlSite => {
      const site = siteOf(caller.tenantId, input.siteId);
      const interval = input.schedule ?? site.schedule;
      const changed = {
        ...site,
        schedule: interval,
        options: input.options ?? site.options,
        nextAt: interval === site.schedule ? site.nextAt : nextDue(interval, clock.now()),
      };
      store.updateSite(db, changed);
      options.onChange(site.id);
      return withoutTenant(changed);
    },
    setSession: async (caller: Caller, input: { siteId: string; host: string; cookies: string }) => {
      const site = siteOf(caller.tenantId, input.siteId);
      const host = input.host.toLowerCase();
      await sessions.write(site.id, host, input.cookies);
      const hosts = [...new Set([...site.sessionHosts, host])];
      store.updateSite(db, { ...site, sessionHosts: hosts });
      return { hosts };
    },
    removeSession: async (caller: Caller, input: { siteId: string; host: string }) => {
      const site = siteOf(caller.tenantId, input.siteId);
      const host = input.host.toLowerCase();
      await sessions.remove(site.id, host);
      const hosts = site.sessionHosts.filter((known) => known !== host);
      store.updateSite(db, { ...site, sessionHosts: hosts });
      return { hosts };
    },
    /** Hears of each crawl that finished. Returns how to stop listening. */
    onFinished: (listener: (event: CrawlFinished) => void): (() => void) => {
      finishedListeners.add(listener);
      return () => finishedListeners.delete(listener);
    },
    /** Called once after opening: what the last process left running can be resumed. */
    recover: (): void => store.interruptCrawls(db),
    close: (): void => schedule.close(),
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
