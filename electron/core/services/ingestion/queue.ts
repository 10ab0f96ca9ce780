/**
 * Works through the queue of a tenant as one run: folders are walked and files read side by side until nothing waits. What is
 * under way is in the database, so a pause, a restart or a kill loses and doubles nothing.
 */
import type { ErrorEnvelope } from '../../../contract/errors.ts';
import type { IngestionState } from '../../../contract/ingestion.ts';
import { isSqliteFailure, sqliteFailure } from '../../db/failures.ts';
import type { Db } from '../../db/open.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { envelopeOf, hasCode } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import type { RunHandle, Runs } from '../../runs/runs.ts';
import { nextWalk } from './folder-store.ts';
import { counts as counted } from './queue-list.ts';
import * as store from './queue-store.ts';
import type { Walker } from './walker.ts';

export type QueueOptions = {
  db: Db;
  runs: Pick<Runs, 'start'>;
  walker: Pick<Walker, 'work'>;
  readFile: (file: store.QueuedFile, signal: AbortSignal) => Promise<void>;
  /** Files read at the same time. */
  filesAtOnce: number;
  clock: Clock;
  log: Log;
  onChange: () => void;
  /** Nothing waits any more. */
  onIdle: (tenantId: string) => void;
};

/** What the time left is estimated from. */
const recentFiles = 60;
const enoughFiles = 3;
const newsEveryMs = 400;
const breatherMs = 5_000;
/** After a database that could not be written, e.g. a full disk: by then somebody may have made room. */
const tryAgainMs = 60_000;

type Working = { runId: string; abort: AbortController; wake: () => void };

export const createQueue = (options: QueueOptions) => {
  const { db, runs, walker, readFile, filesAtOnce, clock, log, onIdle } = options;
  const working = new Map<string, Working>();
  const reading = new Map<string, AbortController>();
  const finishedAtMs: number[] = [];
  let newsTimer: NodeJS.Timeout | null = null;
  let closed = false;
  let stopped: { error: ErrorEnvelope; timer: NodeJS.Timeout } | null = null;

  /** Whatever is read now could not be kept, so all rest. */
  const stopFor = (tenantId: string, error: unknown): void => {
    if (stopped !== null || closed) return;
    log.error({ error }, 'ingestion stopped: nothing can be stored');
    stopped = {
      error: envelopeOf(sqliteFailure(error, { newestBackup: null })),
      timer: setTimeout(() => goOn(tenantId), tryAgainMs).unref(),
    };
    working.get(tenantId)?.abort.abort();
    news();
  };

  const goOn = (tenantId: string): void => {
    if (stopped === null) return;
    clearTimeout(stopped.timer);
    stopped = null;
    try {
      store.releaseIdle(db, tenantId, [...reading.keys()]);
      wake(tenantId);
    } catch (error) {
      if (!isSqliteFailure(error)) throw error;
      stopFor(tenantId, error);
    }
    news();
  };

  const news = (): void => {
    newsTimer ??= setTimeout(() => {
      newsTimer = null;
      if (!closed) options.onChange();
    }, newsEveryMs).unref();
  };

  const hasWork = (tenantId: string): boolean =>
    store.hasWaiting(db, tenantId) || nextWalk(db, tenantId) !== null;

  const readOne = async (file: store.QueuedFile, signal: AbortSignal): Promise<void> => {
    const own = new AbortController();
    reading.set(file.id, own);
    try {
      await readFile(file, AbortSignal.any([signal, own.signal]));
      finishedAtMs.push(performance.now());
      if (finishedAtMs.length > recentFiles) finishedAtMs.shift();
    } finally {
      reading.delete(file.id);
      news();
    }
  };

  /** Goes on until nothing waits or `signal` aborts; what was started is settled when it returns. */
  const drain = async (
    tenantId: string,
    state: Working,
    run: RunHandle,
    signal: AbortSignal,
  ): Promise<void> => {
    const busy = new Set<Promise<void>>();
    let readers = 0;
    let walking = false;
    const track = (work: Promise<void>): void => {
      const quiet: Promise<void> = work
        .catch(async (error: unknown) => {
          if (isSqliteFailure(error)) stopFor(tenantId, error);
          if (signal.aborted) return;
          log.error({ error }, 'ingestion stumbled');
          await new Promise((resolve) => setTimeout(resolve, breatherMs).unref());
          if (!closed) store.releaseIdle(db, tenantId, [...reading.keys()]);
        })
        .finally(() => busy.delete(quiet));
      busy.add(quiet);
    };
    const start = counted(db, tenantId, null);
    const doneBefore = start.done + start.failed;
    const report = (): void => {
      const now = counted(db, tenantId, null);
      const done = Math.max(0, now.done + now.failed - doneBefore);
      const total = now.walking > 0 ? null : done + now.waiting + now.active;
      run.progress({ phase: now.walking > 0 ? 'walking' : 'reading', done, total, unit: 'items' });
    };
    let reportedMs = 0;
    while (!signal.aborted) {
      const woken = Promise.withResolvers<void>();
      state.wake = woken.resolve;
      if (!walking && nextWalk(db, tenantId) !== null) {
        walking = true;
        track(
          walker.work(tenantId, signal).then(
            () => {
              walking = false;
            },
            (error: unknown) => {
              walking = false;
              throw error;
            },
          ),
        );
      }
      while (readers < filesAtOnce) {
        const file = store.claim(db, tenantId, isoNow(clock));
        if (file === null) break;
        readers += 1;
        track(
          readOne(file, signal).finally(() => {
            readers -= 1;
          }),
        );
      }
      if (performance.now() - reportedMs > newsEveryMs) {
        report();
        reportedMs = performance.now();
      }
      if (busy.size === 0) break;
      await Promise.race([...busy, woken.promise]);
    }
    await Promise.all(busy);
    if (!closed) report();
  };

  const begin = (tenantId: string): string => {
    const abort = new AbortController();
    const state: Working = { runId: '', abort, wake: () => {} };
    working.set(tenantId, state);
    const { runId, done } = runs.start(
      { kind: 'knowledge.ingest', subjectId: null, tenantId },
      async (run): Promise<undefined | 'cancelled'> => {
        try {
          await drain(tenantId, state, run, AbortSignal.any([run.signal, abort.signal]));
          // Who stops the run wants it to rest; the end of the program does not.
          if (run.signal.aborted && !hasCode(run.signal.reason, 'runs.INTERRUPTED'))
            store.setPaused(db, tenantId, true);
          return run.signal.aborted || abort.signal.aborted ? 'cancelled' : undefined;
        } catch (error) {
          if (!isSqliteFailure(error)) throw error;
          stopFor(tenantId, error);
          return 'cancelled';
        } finally {
          working.delete(tenantId);
        }
      },
    );
    state.runId = runId;
    void done.then(() => {
      news();
      if (closed) return;
      // Something may have come while the run was ending.
      if (wake(tenantId) === null) onIdle(tenantId);
    });
    news();
    return runId;
  };

  /** The run that does the work; `null` when there is none to do, or a pause. */
  const wake = (tenantId: string): string | null => {
    if (closed || stopped !== null) return null;
    const known = working.get(tenantId);
    if (known !== undefined) {
      known.wake();
      return known.runId;
    }
    return store.isPaused(db, tenantId) || !hasWork(tenantId) ? null : begin(tenantId);
  };

  const filesPerMinute = (): number | null => {
    const [first] = finishedAtMs;
    const last = finishedAtMs.at(-1);
    if (first === undefined || last === undefined || finishedAtMs.length < enoughFiles) return null;
    return ((finishedAtMs.length - 1) * 60_000) / Math.max(1, last - first);
  };

  const state = (tenantId: string, spaceId: string | null): IngestionState => {
    const counts = counted(db, tenantId, spaceId);
    const known = working.get(tenantId);
    const rate = known === undefined ? null : filesPerMinute();
    // Files are read in the order of the queue, whichever space they are for.
    const ahead = spaceId === null ? counts : counted(db, tenantId, null);
    return {
      ...counts,
      paused: stopped !== null || store.isPaused(db, tenantId),
      stoppedBy: stopped?.error ?? null,
      runId: known?.runId ?? null,
      filesPerMinute: rate,
      timeLeftMs:
        rate === null || ahead.walking > 0
          ? null
          : Math.round(((ahead.waiting + ahead.active) * 60_000) / rate),
    };
  };

  return {
    wake,
    isWorking: (): boolean => working.size > 0,
    state,
    news,
    pause: (tenantId: string): void => {
      store.setPaused(db, tenantId, true);
      working.get(tenantId)?.abort.abort();
      news();
    },
    resume: (tenantId: string): void => {
      store.setPaused(db, tenantId, false);
      goOn(tenantId);
      wake(tenantId);
      news();
    },
    /** Ends the reading of one file. */
    stop: (fileId: string): void => reading.get(fileId)?.abort(),
    close: (): void => {
      closed = true;
      if (newsTimer !== null) clearTimeout(newsTimer);
      if (stopped !== null) clearTimeout(stopped.timer);
      for (const { abort } of working.values()) abort.abort();
    },
  };
};
