/**
 * The worker's end of the line to core, the same in a forked Node and in Electron's utilityProcess. A worker whose
 * parent is gone ends itself. Nothing is written to stdout: what libraries print goes to the parent's log.
 */
import { format } from 'node:util';
import { appError, envelopeOf, isAppError } from '../core/kernel/errors.ts';
import { newId } from '../core/kernel/ids.ts';
import type { FromWorker, ToWorker } from '../core/kernel/worker-line.ts';

export type RequestContext = {
  /** Aborts when the caller no longer wants the answer; the handler then returns what it has, or throws. */
  signal: AbortSignal;
  emit(event: unknown): void;
};
export type Handler = (params: unknown, context: RequestContext) => Promise<unknown>;

export type WorkerLog = (level: 'debug' | 'info' | 'warn' | 'error', message: string) => void;

type Line = { post(message: FromWorker): void; listen(listener: (message: ToWorker) => void): void };

/** What Electron puts on `process` in a utilityProcess (its types are not for plain Node). */
type ParentPort = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: ToWorker }) => void): void;
};
type MaybeElectron = { parentPort?: ParentPort };

const openLine = (): Line => {
  const { parentPort } = process as MaybeElectron;
  if (parentPort !== undefined) {
    return {
      post: (message) => parentPort.postMessage(message),
      listen: (listener) => parentPort.on('message', (event) => listener(event.data)),
    };
  }
  const send = process.send?.bind(process);
  if (send === undefined) throw new Error('a worker runs only as a child of the engine');
  process.on('disconnect', () => process.exit(0));
  return {
    post: (message) => {
      // A parent that was killed just now is noticed by `disconnect`, not by the message that no longer arrives.
      if (process.connected) send(message, undefined, undefined, () => {});
    },
    listen: (listener) => process.on('message', (message) => listener(message as ToWorker)),
  };
};

/** Answers requests until the parent is gone. `createHandlers` gets the log that leads to the parent. */
export const serve = (createHandlers: (log: WorkerLog) => Record<string, Handler>): void => {
  const line = openLine();
  const log: WorkerLog = (level, message) => line.post({ type: 'log', level, message });
  for (const [method, level] of consoleLevels)
    console[method] = (...args: unknown[]) => log(level, format(...args));
  const handlers = createHandlers(log);
  const running = new Map<number, AbortController>();

  const answer = async (id: number, method: string, params: unknown): Promise<void> => {
    const abort = new AbortController();
    running.set(id, abort);
    try {
      const handler = handlers[method];
      if (handler === undefined) throw appError('request.UNKNOWN_PROCEDURE', {});
      const context = {
        signal: abort.signal,
        emit: (event: unknown) => line.post({ type: 'event', id, event }),
      };
      line.post({ type: 'result', id, result: await handler(params, context) });
    } catch (thrown) {
      line.post({
        type: 'error',
        id,
        error: envelopeOf(asAppError(thrown, abort.signal)),
        detail: detailOf(thrown),
      });
    }
    running.delete(id);
    line.post({ type: 'memory', residentBytes: process.memoryUsage.rss() });
  };

  line.listen((message) => {
    if (message.type === 'request') void answer(message.id, message.method, message.params);
    else running.get(message.id)?.abort();
  });
  line.post({ type: 'ready' });
  line.post({ type: 'memory', residentBytes: process.memoryUsage.rss() });
};

const consoleLevels = [
  ['log', 'info'],
  ['info', 'info'],
  ['warn', 'warn'],
  ['error', 'error'],
] as const;

const asAppError = (thrown: unknown, signal: AbortSignal) => {
  if (isAppError(thrown)) return thrown;
  if (signal.aborted) return appError('request.CANCELLED', {});
  return appError('internal.BUG', { reference: newId() }, { cause: thrown });
};

const detailOf = (thrown: unknown): string => {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.cause instanceof Error
    ? `${thrown.stack}\ncaused by ${thrown.cause.stack}`
    : `${thrown.stack}`;
};
