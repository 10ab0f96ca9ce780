/**
 * The crawl itself: keeps as many requests under way as hosts and options allow, nearest pages first, and stores what
 * came in groups. A page is queued or finished, never in between: what was under way when the process ended is fetched
 * again, what was stored is not.
 */
import { isSqliteFailure, sqliteFailure } from '../../db/failures.ts';
import type { Db } from '../../db/open.ts';
import { appError, hasCode } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import { addCrawlTotals, type StoredCrawl } from './crawl-store.ts';
import { queue, type Settling } from './follow.ts';
import * as frontier from './frontier.ts';
import { type HostRules, readHost, rememberedRules } from './hosts.ts';
import { findPageByUrl, type PageRow } from './page-store.ts';
import type { ReadParams, ReadResult } from './protocol.ts';
import { createScope, type Scope } from './scope.ts';
import { settle } from './settle.ts';

/** Requests under way, over all hosts. */
const maxActive = 64;
const buffered = 48;
const commitAfterMs = 40;
const commitAtMost = 32;
/** A resource that ended the crawl process is tried once more. */
const maxCrashes = 2;

export type LoopOptions = {
  db: Db;
  crawl: StoredCrawl;
  log: Log;
  now(): Date;
  read(
    params: Pick<ReadParams, 'url' | 'kind' | 'etag' | 'lastModified'>,
    signal: AbortSignal,
  ): Promise<ReadResult>;
  signal: AbortSignal;
  /** After each commit. */
  onProgress(progress: { kept: number; decided: number; queued: number }): void;
  onNewHost(hostname: string): void;
};

type Host = {
  origin: string;
  rules: HostRules | null;
  isLoading: boolean;
  active: number;
  /** The next request not before. */
  nextMs: number;
  buffer: frontier.QueuedPage[];
  /** There may be more in the database than in the buffer. */
  isDirty: boolean;
};

export type LoopEnd = 'done' | 'page-budget' | 'time-budget' | 'stopped';

export const runLoop = async (options: LoopOptions): Promise<LoopEnd> => {
  const { db, crawl, signal } = options;
  /** What is still under way when the loop ends must not come in beside its next run. */
  const over = new AbortController();
  const readSignal = AbortSignal.any([signal, over.signal]);
  const { maxPages, maxMinutes, concurrency } = crawl.options;
  const owner: frontier.Owner = { tenantId: crawl.tenantId, crawlId: crawl.id };
  const startedMs = Date.now();
  let scope: Scope = createScope(crawl.url, crawl.options, options.now());
  let decided = frontier.lastDecided(db, crawl.id);
  let rows = frontier.countPages(db, crawl.id);
  const already = db
    .prepare(
      `SELECT count(*) FILTER (WHERE state IN ('stored', 'unchanged')) AS kept,
              count(*) FILTER (WHERE state = 'queued') AS queued FROM crawl_pages WHERE crawl_id = ?`,
    )
    .get(crawl.id) as { kept: number; queued: number };
  let { kept, queued } = already;
  let fetches = 0;
  /** Answers that wait for their group to be stored. */
  let unsettled = 0;
  let active = 0;
  let fetchedBytes = 0;
  let bookedMs = startedMs;
  let failure: unknown = null;
  const hosts = new Map<string, Host>();
  /** Hosts with links left out since the last commit. */
  const cutOff = new Set<Host>();
  const taken = new Set<number>();
  const crashes = new Map<number, number>();
  let pending: (() => void)[] = [];
  let commitTimer: NodeJS.Timeout | null = null;
  let wake: () => void = () => {};

  const hostOf = (origin: string): Host => {
    let host = hosts.get(origin);
    if (host === undefined) {
      const findings = frontier.findHost(db, crawl.id, origin);
      const rules = findings === null ? null : rememberedRules(findings, crawl.options);
      host = { origin, rules, isLoading: false, active: 0, nextMs: 0, buffer: [], isDirty: true };
      hosts.set(origin, host);
    }
    return host;
  };

  const settling: Settling = {
    db,
    crawl,
    get scope() {
      return scope;
    },
    nowMs: 0,
    decided: () => {
      decided += 1;
      return decided;
    },
    tdmRules: (origin) => hosts.get(origin)?.rules?.findings.tdm.rules ?? [],
    calendars: new Map(),
    hasRoom: () => rows < maxPages * 20 + 10_000,
    onLeftOut: (origin, { unfollowedLinks = 0, unlistedOutlinks = 0 }) => {
      if (unfollowedLinks + unlistedOutlinks === 0) return;
      const host = [hosts.get(origin), ...hosts.values()].find((one) => (one?.rules ?? null) !== null);
      if (host?.rules == null) return;
      host.rules.findings.unfollowedLinks += unfollowedLinks;
      host.rules.findings.unlistedOutlinks += unlistedOutlinks;
      cutOff.add(host);
    },
    onQueued: (origin) => {
      rows += 1;
      queued += 1;
      hostOf(origin).isDirty = true;
    },
    onPause: (origin, untilMs) => {
      const host = hostOf(origin);
      host.nextMs = Math.max(host.nextMs, untilMs);
    },
    onNewHost: (hostname) => {
      crawl.options = { ...crawl.options, hosts: [...crawl.options.hosts, hostname] };
      options.onNewHost(hostname);
      scope = createScope(crawl.url, crawl.options, options.now());
    },
  };

  const commit = (): void => {
    if (commitTimer !== null) clearTimeout(commitTimer);
    commitTimer = null;
    const work = pending;
    pending = [];
    unsettled = 0;
    if (work.length === 0) return;
    settling.nowMs = Date.now();
    try {
      db.transaction(() => {
        for (const one of work) one();
        for (const { origin, rules } of cutOff)
          if (rules !== null) frontier.saveHost(db, owner, origin, rules.findings, null);
        addCrawlTotals(db, crawl.id, { fetchedBytes, elapsedMs: settling.nowMs - bookedMs });
      })();
    } catch (error) {
      // Nothing of this group is stored, so all of it is still queued.
      failure ??= isSqliteFailure(error) ? sqliteFailure(error, { newestBackup: null }) : error;
      return;
    }
    cutOff.clear();
    fetchedBytes = 0;
    bookedMs = settling.nowMs;
    options.onProgress({ kept, decided, queued });
  };

  const later = (work: () => void): void => {
    if (over.signal.aborted) return;
    pending.push(work);
    if (pending.length >= commitAtMost) commit();
    else
      commitTimer ??= setTimeout(() => {
        commit();
        wake();
      }, commitAfterMs);
  };

  const loadHost = async (host: Host): Promise<void> => {
    host.isLoading = true;
    active += 1;
    try {
      const read = async ({ url, kind }: Pick<ReadParams, 'url' | 'kind'>): Promise<ReadResult> => {
        const result = await options.read({ url, kind, etag: null, lastModified: null }, readSignal);
        if (result.kind !== 'failed') fetchedBytes += result.sizeBytes;
        return result;
      };
      const inScope = (address: string): boolean => scope.hasHost(new URL(address).hostname);
      const reading = await readHost(host.origin, crawl.options, read, inScope);
      host.rules = reading.rules;
      later(() => {
        const record = reading.record;
        const recordSeq = record === null ? null : frontier.addRecord(db, crawl.tenantId, record);
        frontier.saveHost(db, owner, host.origin, reading.rules.findings, recordSeq);
        for (const url of reading.pages) {
          const verdict = scope.judge(url, 1);
          if (verdict.kind !== 'outside')
            queue(
              settling,
              { url, depth: 1, foundBy: 'sitemap' },
              verdict.kind === 'skip' ? verdict : undefined,
            );
        }
      });
    } catch (error) {
      if (!readSignal.aborted) {
        if (hasCode(error, 'worker.CRASHED')) host.rules = null;
        else failure ??= error;
      }
    } finally {
      host.isLoading = false;
      active -= 1;
      wake();
    }
  };

  /** Pages robots.txt forbids never reach the buffer. */
  const refill = (host: Host, rules: HostRules): void => {
    host.isDirty = false;
    const rest = host.buffer.length;
    const inDatabase = frontier.queuedPages(db, crawl.id, host.origin, Date.now(), buffered + taken.size);
    for (const page of inDatabase) {
      if (taken.has(page.seq)) continue;
      const blocked =
        rules.blocked ?? (rules.allows(page.url) ? null : { reason: 'robots' as const, detail: null });
      taken.add(page.seq);
      if (blocked === null) host.buffer.push(page);
      else {
        later(() => {
          const state = isFailure(blocked.reason) ? 'failed' : 'skipped';
          frontier.decide(db, page.seq, settling.decided(), { state, ...blocked });
          taken.delete(page.seq);
          queued -= 1;
        });
      }
    }
    if (inDatabase.length >= buffered + taken.size - rest) host.isDirty = true;
  };

  const fetchPage = async (host: Host, page: frontier.QueuedPage): Promise<void> => {
    const base = baseOf(db, crawl, page.url);
    try {
      const params = {
        url: page.url,
        kind: 'page' as const,
        etag: base?.etag ?? null,
        lastModified: base?.last_modified ?? null,
      };
      const result = await options.read(params, readSignal);
      if (result.kind !== 'failed') fetchedBytes += result.sizeBytes;
      unsettled += 1;
      later(() => {
        const settled = settle(settling, page, result, base);
        if (settled.kept) kept += 1;
        if (!settled.requeued) queued -= 1;
        else hostOf(page.host).isDirty = true;
        taken.delete(page.seq);
      });
    } catch (error) {
      if (readSignal.aborted) return;
      if (!hasCode(error, 'worker.CRASHED')) {
        failure ??= error;
        return;
      }
      const times = (crashes.get(page.seq) ?? 0) + 1;
      crashes.set(page.seq, times);
      if (times < maxCrashes) host.buffer.push(page);
      else {
        later(() => {
          frontier.decide(db, page.seq, settling.decided(), { state: 'failed', reason: 'crashed' });
          taken.delete(page.seq);
          queued -= 1;
        });
      }
    } finally {
      host.active -= 1;
      active -= 1;
      wake();
    }
  };

  const isLate = (): boolean => Date.now() - startedMs + crawl.elapsedMs >= maxMinutes * 60_000;
  const isFull = (): boolean => kept + active + unsettled >= maxPages || fetches >= maxPages * 3 + 1_000;

  /** Starts what may start now. Returns when the next thing may, in milliseconds since 1970. */
  const dispatch = (): number => {
    let nextMs = Number.POSITIVE_INFINITY;
    for (const host of hosts.values()) {
      if (active >= maxActive || isFull()) return nextMs;
      if (host.rules === null) {
        if (!host.isLoading) void loadHost(host);
        continue;
      }
      // After a crash one page at a time, to learn which one it was.
      const lanes = crashes.size > 0 && host.buffer.some(({ seq }) => crashes.has(seq)) ? 1 : concurrency;
      while (host.active < lanes && active < maxActive && !isFull()) {
        if (host.buffer.length === 0 && host.isDirty) refill(host, host.rules);
        const page = host.buffer[0];
        if (page === undefined) break;
        const nowMs = Date.now();
        if (host.nextMs > nowMs) {
          nextMs = Math.min(nextMs, host.nextMs);
          break;
        }
        host.buffer.shift();
        host.nextMs = Math.max(host.nextMs, nowMs) + host.rules.delayMs;
        host.active += 1;
        active += 1;
        fetches += 1;
        void fetchPage(host, page);
      }
    }
    return nextMs;
  };

  for (const origin of frontier.queuedHosts(db, crawl.id)) hostOf(origin);
  let end: LoopEnd | null = null;
  while (end === null) {
    if (signal.aborted) end = 'stopped';
    else if (failure !== null) break;
    else if (isLate()) end = 'time-budget';
    else {
      const waking = new Promise<void>((resolve) => {
        wake = resolve;
      });
      let nextMs = dispatch();
      if (active === 0) {
        if (pending.length > 0) {
          commit();
          continue;
        }
        if (kept >= maxPages || fetches >= maxPages * 3 + 1_000) end = 'page-budget';
        else {
          const attemptMs = frontier.nextAttemptMs(db, crawl.id);
          if (attemptMs === null) end = 'done';
          else {
            for (const host of hosts.values()) host.isDirty = true;
            nextMs = Math.min(nextMs, Math.max(attemptMs, Date.now() + 5));
          }
        }
        if (end !== null) break;
      }
      await pause(waking, nextMs, signal);
    }
  }
  while (active > 0 && !signal.aborted && failure === null) {
    const waking = new Promise<void>((resolve) => {
      wake = resolve;
    });
    await pause(waking, Number.POSITIVE_INFINITY, signal);
  }
  commit();
  over.abort(appError('request.CANCELLED', {}));
  if (failure !== null) throw failure;
  return end ?? 'stopped';
};

/** Until woken, until `untilMs`, until aborted, or for a second: time budgets are looked at that often. */
const pause = (waking: Promise<void>, untilMs: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, Math.min(1_000, Math.max(0, untilMs - Date.now())));
    signal.addEventListener('abort', done, { once: true });
    void waking.then(done);
  });

const isFailure = (reason: string): boolean =>
  ['host-unknown', 'unreachable', 'tls', 'proxy'].includes(reason);

/** The page as the crawl before kept it, if there is still something to compare with. */
const baseOf = (db: Db, crawl: StoredCrawl, url: string): PageRow | null => {
  if (crawl.baseCrawlId === null) return null;
  const row = findPageByUrl(db, crawl.baseCrawlId, url);
  return row !== null && (row.state === 'stored' || row.state === 'unchanged') && row.body_record_seq !== null
    ? row
    : null;
};
