/**
 * Talks to one worker process: starts it when first needed, restarts it after a crash, stops it when idle.
 * Each start is a generation; an answer of an earlier generation is never delivered. Three crashes in a row open the
 * breaker: calls fail at once with `worker.BREAKER_OPEN` until `reset()`. A call never outlives its `signal` by more
 * than `cancelGraceMs`: a worker that does not answer a cancel in time is killed: as soon
 * as nobody else waits for it, and after ten seconds in any case.
 */
import type { WorkerStatus } from '../../contract/system.ts';
import { appError, fromEnvelope } from './errors.ts';
import type { Log } from './log.ts';
import type { FromWorker, WorkerProcess } from './worker-line.ts';

const failuresUntilOpen = 3;
const defaultCancelGraceMs = 250;
const defaultStartTimeoutMs = 30_000;
/** A worker that has not come to the end of a cancelled call by then is taken for hung, whoever waits. */
const hungAfterMs = 10_000;

export type WorkerCall = {
  signal?: AbortSignal;
  onEvent?: (event: unknown) => void;
  cancelGraceMs?: number;
};

export type WorkerClient = {
  /** Rejects with the worker's own coded error, `worker.CRASHED`, `worker.BREAKER_OPEN` or `request.CANCELLED`. */
  call(method: string, params: unknown, call?: WorkerCall): Promise<unknown>;
  status(): WorkerStatus;
  /** Closes the breaker. */
  reset(): WorkerStatus;
  /** Ends the process; open calls are cancelled. The next call starts it again. */
  stop(): void;
  /** Like `stop`, for good. Resolves when the process is gone. */
  close(): Promise<void>;
};

export type WorkerClientOptions<Name extends string = string> = {
  name: Name;
  spawn: (name: Name) => WorkerProcess;
  log: Log;
  /** Read each time the worker falls idle; `0` keeps it running. */
  idleStopMs: () => number;
  onStatus?: (status: WorkerStatus) => void;
  startTimeoutMs?: number;
};

type Pending = {
  method: string;
  params: unknown;
  /** The request has been posted; before that the worker knows nothing of it. */
  posted: boolean;
  onEvent: ((event: unknown) => void) | undefined;
  settle(outcome: { result: unknown } | { error: unknown }): void;
};

/** One start of the process. */
type Generation = {
  number: number;
  process: WorkerProcess;
  ready: boolean;
  pending: Map<number, Pending>;
  /** Cancelled calls that the worker has not answered yet. */
  overdue: Map<number, NodeJS.Timeout>;
  memoryBytes: number | null;
  startTimer: NodeJS.Timeout;
  gone: Promise<void>;
};

export const createWorkerClient = <Name extends string>(options: WorkerClientOptions<Name>): WorkerClient => {
  const { name, log } = options;
  let current: Generation | null = null;
  let generations = 0;
  let lastRequest = 0;
  let failures = 0;
  /** What the worker was doing at its last crashes: only success at one of these proves that it is well again. */
  const crashedAt = new Set<string>();
  let idleTimer: NodeJS.Timeout | null = null;
  let closed = false;
  let lastGone: Promise<void> = Promise.resolve();

  const status = (): WorkerStatus => ({
    name,
    state: stateNow(),
    pid: current?.process.pid ?? null,
    generation: generations,
    failures,
    memoryBytes: current?.memoryBytes ?? null,
  });

  const stateNow = (): WorkerStatus['state'] => {
    if (failures >= failuresUntilOpen) return 'breaker-open';
    if (current === null) return 'stopped';
    if (!current.ready) return 'starting';
    return current.pending.size > 0 ? 'busy' : 'ready';
  };

  const tell = (): void => options.onStatus?.(status());

  const start = (): Generation => {
    generations += 1;
    let tellGone = (): void => {};
    const worker = spawnOrFail(options);
    const generation: Generation = {
      number: generations,
      process: worker,
      ready: false,
      pending: new Map(),
      overdue: new Map(),
      memoryBytes: null,
      startTimer: setTimeout(() => {
        log.error({ worker: name, generation: generation.number }, 'worker did not get ready in time');
        worker.kill();
      }, options.startTimeoutMs ?? defaultStartTimeoutMs),
      gone: new Promise((resolve) => {
        tellGone = resolve;
      }),
    };
    lastGone = generation.gone;
    current = generation;
    worker.onMessage((message) => {
      if (current === generation) receive(generation, message);
    });
    worker.onExit((code) => {
      tellGone();
      if (current === generation) crashed(generation, code);
    });
    return generation;
  };

  const receive = (generation: Generation, message: FromWorker): void => {
    switch (message.type) {
      case 'ready':
        clearTimeout(generation.startTimer);
        generation.ready = true;
        for (const [id, pending] of generation.pending) post(generation, id, pending);
        tell();
        return;
      case 'memory':
        generation.memoryBytes = message.residentBytes;
        return;
      case 'log':
        log[message.level]({ worker: name }, message.message);
        return;
      case 'event':
        generation.pending.get(message.id)?.onEvent?.(message.event);
        return;
      case 'result':
      case 'error': {
        settleOverdue(generation, message.id);
        const pending = generation.pending.get(message.id);
        if (pending === undefined) return;
        proveWell(pending.method);
        if (message.type === 'result') pending.settle({ result: message.result });
        else {
          const error = fromEnvelope(message.error);
          if (error.family === 'BUG')
            log.error({ worker: name, error, detail: message.detail }, 'worker failed');
          pending.settle({ error });
        }
      }
    }
  };

  const post = (generation: Generation, id: number, pending: Pending): void => {
    pending.posted = true;
    generation.process.post({ type: 'request', id, method: pending.method, params: pending.params });
  };

  const proveWell = (method: string): void => {
    if (crashedAt.size > 0 && !crashedAt.has(method)) return;
    failures = 0;
    crashedAt.clear();
  };

  const crashed = (generation: Generation, code: number | null): void => {
    failures += 1;
    for (const pending of generation.pending.values()) crashedAt.add(pending.method);
    log.error({ worker: name, generation: generation.number, exitCode: code, failures }, 'worker crashed');
    retire(generation, () => appError('worker.CRASHED', { worker: name }));
  };

  /** Forgets a generation: whatever it still says is ignored, and what it still owed fails. */
  const retire = (generation: Generation, reason: () => Error): void => {
    clearTimeout(generation.startTimer);
    for (const id of [...generation.overdue.keys()]) settleOverdue(generation, id);
    clearIdle();
    if (current === generation) current = null;
    for (const pending of [...generation.pending.values()]) pending.settle({ error: reason() });
    tell();
  };

  const clearIdle = (): void => {
    if (idleTimer !== null) clearTimeout(idleTimer);
    idleTimer = null;
  };

  const waitIdle = (): void => {
    clearIdle();
    const idleStopMs = options.idleStopMs();
    if (current === null || current.pending.size > 0 || idleStopMs <= 0) return;
    idleTimer = setTimeout(() => {
      log.info({ worker: name }, 'worker stopped after idleness');
      stop();
    }, idleStopMs);
    idleTimer.unref();
  };

  const stop = (): void => {
    if (current === null) return;
    const generation = current;
    retire(generation, () => appError('request.CANCELLED', {}));
    generation.process.kill();
  };

  const settleOverdue = (generation: Generation, id: number): void => {
    clearTimeout(generation.overdue.get(id));
    generation.overdue.delete(id);
  };

  const killOverdue = (generation: Generation): void => {
    if (current !== generation) return;
    log.warn({ worker: name }, 'worker did not stop in time and is killed');
    retire(generation, () => appError('worker.CRASHED', { worker: name }));
    generation.process.kill();
  };

  const call = (
    method: string,
    params: unknown,
    { signal, onEvent, cancelGraceMs }: WorkerCall = {},
  ): Promise<unknown> => {
    if (closed || signal?.aborted === true) return Promise.reject(appError('request.CANCELLED', {}));
    if (failures >= failuresUntilOpen)
      return Promise.reject(appError('worker.BREAKER_OPEN', { worker: name }));
    clearIdle();
    const generation = current ?? start();
    lastRequest += 1;
    const id = lastRequest;
    return new Promise((resolve, reject) => {
      let graceTimer: NodeJS.Timeout | undefined;
      const cancel = (): void => {
        if (!pending.posted) {
          pending.settle({ error: appError('request.CANCELLED', {}) });
          return;
        }
        generation.process.post({ type: 'cancel', id });
        graceTimer = setTimeout(() => {
          const hung = setTimeout(() => killOverdue(generation), hungAfterMs);
          generation.overdue.set(id, hung.unref());
          pending.settle({ error: appError('request.CANCELLED', {}) });
        }, cancelGraceMs ?? defaultCancelGraceMs);
      };
      const pending: Pending = {
        method,
        params,
        posted: false,
        onEvent,
        settle: (outcome) => {
          if (!generation.pending.delete(id)) return;
          clearTimeout(graceTimer);
          signal?.removeEventListener('abort', cancel);
          if ('error' in outcome) reject(outcome.error);
          else resolve(outcome.result);
          if (current === generation) {
            if (generation.pending.size === 0 && generation.overdue.size > 0) killOverdue(generation);
            waitIdle();
            tell();
          }
        },
      };
      generation.pending.set(id, pending);
      signal?.addEventListener('abort', cancel, { once: true });
      if (generation.ready) post(generation, id, pending);
      tell();
    });
  };

  return {
    call,
    status,
    reset: () => {
      failures = 0;
      crashedAt.clear();
      tell();
      return status();
    },
    stop,
    close: async () => {
      closed = true;
      stop();
      await lastGone;
    },
  };
};

/** A host that cannot even start the process is told from a crash by nothing: it is a process that exits at once. */
const spawnOrFail = <Name extends string>(options: WorkerClientOptions<Name>): WorkerProcess => {
  try {
    return options.spawn(options.name);
  } catch (error) {
    options.log.error({ worker: options.name, error }, 'worker could not be started');
    return {
      pid: undefined,
      post: () => {},
      onMessage: () => {},
      onExit: (listener) => queueMicrotask(() => listener(null)),
      kill: () => {},
    };
  }
};
