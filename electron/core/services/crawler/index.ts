/**
 * Crawler: whole websites, politely and repeatably, into a knowledge space, with evidence of what they said. Crawls are
 * runs; what they know is in the database, so that a crawl goes on where the last process ended.
 */
import type { CrawlOptions, CrawlSite, CrawlSummary } from '../../../contract/crawler.ts';
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
import * as store from './crawl-store.ts';
import { detailOf, siteFor, summaryOf } from './describe.ts';
import { differenceCounts, listDifferences } from './diff.ts';
import * as frontier from './frontier.ts';
import type { CrawlTarget } from './ingest.ts';
import * as pages from './page-store.ts';
import type { Network } from './reader.ts';
import { replay } from './replay.ts';
import { createSchedule, nextDue } from './schedule.ts';
import { seedFromBase } from './seed.ts';
import { createSessions } from './sessions.ts';
import { topicsOf } from './topics.ts';
import { createUnderWay } from './under-way.ts';

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

export type Crawler = ReturnType<typeof createCrawler>;

export const createCrawler = (options: CrawlerOptions) => {
  const { db, clock, log, secrets } = options;
  const sessions = createSessions(secrets);
  const finishedListeners = new Set<(event: CrawlFinished) => void>();

  const crawlOf = (tenantId: string, crawlId: string): store.StoredCrawl => {
    const crawl = store.findCrawl(db, tenantId, crawlId);
    if (crawl === null) throw appError('crawler.CRAWL_NOT_FOUND', {});
    return underWay.asItIs(crawl);
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

  const underWay = createUnderWay({
    ...options,
    sessions,
    onEnd: (crawl) => {
      if (crawl.state !== 'finished') return;
      const { tenantId, siteId, spaceId, id } = crawl;
      const { changes } = summaryOf(db, crawl);
      for (const listener of finishedListeners) listener({ tenantId, siteId, spaceId, crawlId: id, changes });
    },
  });
  const launch = async (crawl: store.StoredCrawl) =>
    underWay.launch(crawl, siteOf(crawl.tenantId, crawl.siteId));
  const summary = (crawl: store.StoredCrawl): CrawlSummary => summaryOf(db, crawl);

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
    for (const id of underWay.ids())
      if (store.crawlIsOf(db, id, siteId)) throw appError('crawler.ALREADY_RUNNING', {});
  };

  const stop = async (caller: Caller, crawlId: string, isPausing: boolean): Promise<CrawlSummary> => {
    const crawl = crawlOf(caller.tenantId, crawlId);
    const wasRunning = await underWay.stop(crawlId, isPausing);
    if (!wasRunning && !isPausing && (crawl.state === 'paused' || crawl.state === 'interrupted')) {
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
      if (underWay.has(crawlOf(caller.tenantId, crawlId).id)) throw appError('crawler.ALREADY_RUNNING', {});
      store.deleteCrawl(db, crawlId);
      options.onChange(crawlId);
      return { crawlId };
    },
    list: (caller: Caller, page: Parameters<typeof store.listCrawls>[2]) => {
      const { items, nextCursor } = store.listCrawls(db, caller.tenantId, page);
      return { items: items.map((crawl) => summary(underWay.asItIs(crawl))), nextCursor };
    },
    get: (caller: Caller, crawlId: string) =>
      detailOf(db, crawlOf(caller.tenantId, crawlId), underWay.speedOf(crawlId)),
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
    sites: (caller: Caller): CrawlSite[] => store.listSites(db, caller.tenantId).map(siteFor),
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
      return siteFor(changed);
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
