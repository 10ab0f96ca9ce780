/** What is said over the line between core and a worker process. Messages are structured clones. */
import type { ErrorEnvelope } from '../../contract/errors.ts';

export type ToWorker =
  | { type: 'request'; id: number; method: string; params: unknown }
  /** Asks the worker to stop working on a request; it answers that request all the same. */
  | { type: 'cancel'; id: number };

export type FromWorker =
  | { type: 'ready' }
  /** Intermediate news of a request, e.g. a piece of text. */
  | { type: 'event'; id: number; event: unknown }
  | { type: 'result'; id: number; result: unknown }
  | { type: 'error'; id: number; error: ErrorEnvelope; detail: string }
  /** Resident memory of the worker; sent after each request. */
  | { type: 'memory'; residentBytes: number }
  | { type: 'log'; level: 'debug' | 'info' | 'warn' | 'error'; message: string };

export type WorkerProcess = {
  readonly pid: number | undefined;
  post(message: ToWorker): void;
  onMessage(listener: (message: FromWorker) => void): void;
  /** Called once, also when the process could not be started. */
  onExit(listener: (code: number | null) => void): void;
  /** Ends it at once (SIGKILL); `onExit` follows. */
  kill(): void;
};
