/**
 * Long work anyone may watch from any sequence number. Live watchers see events at once; the database gets them in
 * batches, contiguous text merged, so that streaming costs a few writes per second. An ephemeral run is never stored.
 */
import type { ErrorEnvelope } from '../../contract/errors.ts';
import type { Run, RunEvent, RunEventBody, RunKind, RunState } from '../../contract/runs.ts';
import type { Db } from '../db/open.ts';
import { type Broadcast, createBroadcast } from '../kernel/broadcast.ts';
import { type Clock, isoNow } from '../kernel/clock.ts';
import { AppError, appError, envelopeOf, hasCode, isAppError } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import type { Log } from '../kernel/log.ts';
import * as store from './store.ts';
import { mergeText, textOf } from './text-events.ts';

const flushAfterMs = 300;

export type Progress = NonNullable<Run['progress']>;

/** What the work of a run may do. */
export type RunHandle = {
  readonly id: string;
  /** Aborts when someone cancels or the program closes. */
  readonly signal: AbortSignal;
  text(piece: string): void;
  progress(progress: Progress): void;
  emit(body: Extract<RunEventBody, { type: 'metrics' }>): void;
};

export type StartedRun = { runId: string; done: Promise<Run> };

/**
 * `work` may return `'cancelled'` to end as cancelled, or throw; a thrown `AppError` becomes the run's error.
 * `finish` runs in the same transaction that stores the end of the run: result and state are never apart.
 */
export type RunRequest = {
  id?: string;
  kind: RunKind;
  subjectId: string | null;
  tenantId: string;
  ephemeral?: boolean;
  finish?: (end: { state: RunState; error: ErrorEnvelope | null; text: string }) => void;
};

export type Runs = ReturnType<typeof createRuns>;

type Active = {
  run: Run;
  tenantId: string;
  stored: boolean;
  seq: number;
  text: string;
  events: RunEvent[];
  flushedTo: number;
  timer: NodeJS.Timeout | null;
  abort: AbortController;
  live: Broadcast<RunEvent>;
  done: Promise<Run>;
};

export const createRuns = (options: {
  db: Db | null;
  clock: Clock;
  log: Log;
  onChange: (run: Run) => void;
}) => {
  const { db, clock, log, onChange } = options;
  const active = new Map<string, Active>();
  /** Ended runs that are not stored, so that a watcher who comes late still learns the end. */
  const ended = new Map<string, { tenantId: string; run: Run; events: RunEvent[] }>();

  const append = (entry: Active, body: RunEventBody): void => {
    entry.seq += 1;
    const event: RunEvent = { seq: entry.seq, at: isoNow(clock), body };
    if (body.type === 'progress')
      entry.events = entry.events.filter((known) => known.body.type !== 'progress');
    entry.events.push(event);
    entry.live.publish(event);
    if (entry.stored && entry.timer === null) entry.timer = setTimeout(() => flush(entry), flushAfterMs);
  };

  const flush = (entry: Active): void => {
    if (entry.timer !== null) clearTimeout(entry.timer);
    entry.timer = null;
    if (db === null || !entry.stored) return;
    try {
      const fresh = entry.events.filter((event) => event.seq > entry.flushedTo);
      db.transaction(() => {
        store.addEvents(db, entry.run.id, mergeText(fresh));
        store.updateRun(db, entry.run);
      })();
      entry.flushedTo = entry.seq;
    } catch (error) {
      log.error({ runId: entry.run.id, error }, 'run events not stored');
    }
  };

  const start = (
    request: RunRequest,
    work: (run: RunHandle) => Promise<undefined | 'cancelled'>,
  ): StartedRun => {
    const run: Run = {
      id: request.id ?? newId(),
      kind: request.kind,
      state: 'running',
      subjectId: request.subjectId,
      progress: null,
      error: null,
      createdAt: isoNow(clock),
      endedAt: null,
    };
    const stored = db !== null && request.ephemeral !== true;
    const entry: Active = {
      run,
      tenantId: request.tenantId,
      stored,
      seq: 0,
      text: '',
      events: [],
      flushedTo: 0,
      timer: null,
      abort: new AbortController(),
      live: createBroadcast<RunEvent>(),
      done: Promise.resolve(run),
    };
    if (stored && db !== null) store.insertRun(db, run, request.tenantId);
    active.set(run.id, entry);
    append(entry, { type: 'state', state: 'running', error: null });
    onChange(run);
    entry.done = settle(entry, request, work);
    return { runId: run.id, done: entry.done };
  };

  const settle = async (
    entry: Active,
    request: RunRequest,
    work: (run: RunHandle) => Promise<undefined | 'cancelled'>,
  ) => {
    let state: RunState = 'finished';
    let error: ErrorEnvelope | null = null;
    try {
      // Starts after `start` has returned, so that no event is lost to a caller who subscribes at once.
      await Promise.resolve();
      entry.abort.signal.throwIfAborted();
      const outcome = await work({
        id: entry.run.id,
        signal: entry.abort.signal,
        text: (piece) => {
          if (piece === '') return;
          append(entry, { type: 'text', offset: entry.text.length, text: piece });
          entry.text += piece;
        },
        progress: (progress) => {
          entry.run = { ...entry.run, progress };
          append(entry, { type: 'progress', ...progress });
        },
        emit: (body) => append(entry, body),
      });
      if (outcome === 'cancelled')
        state = hasCode(entry.abort.signal.reason, 'runs.INTERRUPTED') ? 'interrupted' : 'cancelled';
    } catch (thrown) {
      if (hasCode(entry.abort.signal.reason, 'runs.INTERRUPTED')) state = 'interrupted';
      else if (entry.abort.signal.aborted || hasCode(thrown, 'request.CANCELLED')) state = 'cancelled';
      else {
        state = 'failed';
        error = envelopeOf(asAppError(thrown, log));
      }
    }
    end(entry, request, state, error);
    return entry.run;
  };

  const end = (entry: Active, request: RunRequest, state: RunState, error: ErrorEnvelope | null): void => {
    entry.run = { ...entry.run, state, error, endedAt: isoNow(clock) };
    entry.seq += 1;
    const last: RunEvent = { seq: entry.seq, at: isoNow(clock), body: { type: 'state', state, error } };
    entry.events.push(last);
    if (entry.timer !== null) clearTimeout(entry.timer);
    entry.timer = null;
    const finish = () => request.finish?.({ state, error, text: entry.text });
    try {
      if (db !== null && entry.stored) {
        db.transaction(() => {
          finish();
          store.replaceEvents(db, entry.run.id, mergeText(entry.events));
          store.updateRun(db, entry.run);
        })();
      } else {
        finish();
        rememberEnded(entry);
      }
    } catch (failure) {
      log.error({ runId: entry.run.id, error: failure }, 'end of run not stored');
      rememberEnded(entry);
    }
    active.delete(entry.run.id);
    entry.live.publish(last);
    entry.live.close();
    onChange(entry.run);
  };

  const rememberEnded = (entry: Active): void => {
    ended.set(entry.run.id, { tenantId: entry.tenantId, run: entry.run, events: mergeText(entry.events) });
    for (const id of [...ended.keys()].slice(0, -50)) ended.delete(id);
  };

  const get = (tenantId: string, runId: string): Run => {
    const live = active.get(runId);
    if (live !== undefined && live.tenantId === tenantId) return live.run;
    const past = ended.get(runId);
    if (past !== undefined && past.tenantId === tenantId) return past.run;
    const stored = db === null ? null : store.findRun(db, tenantId, runId);
    if (stored === null) throw appError('runs.NOT_FOUND', {});
    return stored;
  };

  async function* watch(
    tenantId: string,
    runId: string,
    after: number,
    signal?: AbortSignal,
  ): AsyncGenerator<RunEvent> {
    get(tenantId, runId);
    const entry = active.get(runId);
    let last = after;
    if (entry === undefined) {
      const events = ended.get(runId)?.events ?? (db === null ? [] : store.eventsAfter(db, runId, after));
      for (const event of events) if (event.seq > after) yield event;
      return;
    }
    // Listening starts before the replay is read: both happen in one synchronous stretch, so nothing falls in between.
    const live = entry.live.listen(signal);
    const replay = mergeText(entry.events.filter((event) => event.seq > after));
    for (const event of replay) {
      last = event.seq;
      yield event;
    }
    for await (const event of live) if (event.seq > last) yield event;
  }

  return {
    start,
    get,
    watch,
    list: (tenantId: string, page: { cursor: string | null; limit: number; active: boolean }) => {
      const live = [...active.values()]
        .filter((entry) => entry.tenantId === tenantId)
        .map((entry) => entry.run);
      if (page.active || db === null) return { items: live.reverse(), nextCursor: null };
      const known = new Map(live.map((run) => [run.id, run]));
      const { items, nextCursor } = store.listRuns(db, tenantId, page);
      return { items: items.map((run) => known.get(run.id) ?? run), nextCursor };
    },
    /** Resolves when the run has ended. */
    cancel: async (tenantId: string, runId: string): Promise<Run> => {
      const run = get(tenantId, runId);
      const entry = active.get(runId);
      if (entry === undefined) return run;
      entry.abort.abort(appError('request.CANCELLED', {}));
      return entry.done;
    },
    isActive: (runId: string): boolean => active.has(runId),
    /** Text a still running or interrupted run has produced so far. */
    textSoFar: (runId: string): string =>
      active.get(runId)?.text ??
      textOf(ended.get(runId)?.events ?? (db === null ? [] : store.eventsAfter(db, runId, 0))),
    /** Called once after opening: what was running when the last process ended is now interrupted. */
    recover: (): Run[] => (db === null ? [] : store.interruptRunning(db, isoNow(clock))),
    close: async (): Promise<void> => {
      const running = [...active.values()];
      for (const entry of running) entry.abort.abort(appError('runs.INTERRUPTED', {}));
      await Promise.race([
        Promise.allSettled(running.map((entry) => entry.done)),
        new Promise((resolve) => setTimeout(resolve, 2_000).unref()),
      ]);
      for (const entry of active.values()) flush(entry);
    },
  };
};

const asAppError = (thrown: unknown, log: Log): AppError => {
  if (isAppError(thrown)) return thrown;
  const reference = newId();
  log.error({ reference, error: thrown }, 'unexpected failure of a run');
  return new AppError('internal.BUG', { reference }, { cause: thrown });
};
