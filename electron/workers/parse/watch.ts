/**
 * Holds one parsing thread to its limits: heap, resident memory, time. When a limit is passed the thread is ended
 * and what is already known of the file survives, its unread attachments carrying the error.
 */
import { Worker } from 'node:worker_threads';
import {
  documentError,
  type DocumentError,
  type DocumentFailure,
  failureOf,
  type Limits,
  type ParsedDocument,
} from '../../core/adapters/parser/kind.ts';
import type { PageImage } from '../../core/adapters/parser/pdf/page-image.ts';
import { mostTime, type ParseEvent } from '../../core/services/ingestion/parse/protocol.ts';
import type { FromThread, Job } from './thread.ts';

const watchEveryMs = 25;
/** Of the process's limit; buffers, WebAssembly and the runtime itself live beside the heap. */
const heapShare = 0.6;
const wornShare = 0.5;

export type Watched =
  | { document: ParsedDocument }
  | { image: PageImage }
  | { failure: DocumentFailure; detail: string };

export type Watcher = {
  run(job: Job, signal: AbortSignal, onEvent: (event: ParseEvent) => void): Promise<Watched>;
  /** A thread was lost, or memory did not come back. */
  worn(limits: Limits): boolean;
};

export const createWatcher = (threadFile: string): Watcher => {
  let thread: Worker | null = null;
  let hasStarted = false;
  let lost = false;

  const ensureThread = (limits: Limits): Worker => {
    if (thread !== null) return thread;
    const started = new Worker(threadFile, {
      env: {},
      execArgv: [],
      // What libraries print is of no use to anyone.
      stdout: true,
      stderr: true,
      resourceLimits: {
        maxOldGenerationSizeMb: Math.floor(limits.memoryMb * heapShare),
        maxYoungGenerationSizeMb: 48,
        stackSizeMb: 4,
      },
    });
    started.stdout.resume();
    started.stderr.resume();
    thread = started;
    hasStarted = false;
    return started;
  };

  const run: Watcher['run'] = (job, signal, onEvent) =>
    new Promise((resolve) => {
      const { limits } = job;
      const worker = ensureThread(limits);
      let partial: { document: ParsedDocument; pending: readonly string[] } | null = null;

      const settle = (result: Watched): void => {
        clearTimeout(clock);
        clearInterval(memory);
        signal.removeEventListener('abort', abort);
        worker.off('message', listen).off('error', fail).off('exit', exit);
        resolve(result);
      };
      const lose = (error: DocumentError, detail: string): void => {
        lost = true;
        thread = null;
        worker.on('error', () => {});
        void worker.terminate();
        settle(salvage(partial, failureOf(error), detail));
      };
      const listen = (message: FromThread): void => {
        if (message.type === 'ready') begin();
        else if (message.type === 'content') partial = message;
        else if (message.type === 'progress') {
          allow(Math.max(limits.timeoutMs, limits.pageTimeoutMs));
          onEvent({ page: message.page, pages: message.pages });
        } else if (message.type === 'done') settle({ document: message.document });
        else if (message.type === 'rendered') settle({ image: message.image });
        else if (message.type === 'failed') settle({ failure: message.failure, detail: message.detail });
      };
      const fail = (error: unknown): void => {
        const outOfMemory =
          error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
        if (outOfMemory) lose(documentError('documents.OUT_OF_MEMORY', { limitMb: limits.memoryMb }), 'heap');
        else lose(documentError('documents.PARSER_CRASHED', {}), String(error));
      };
      const exit = (code: number): void =>
        lose(documentError('documents.PARSER_CRASHED', {}), `exit code ${code}`);
      const abort = (): void => lose(documentError('documents.PARSER_CRASHED', {}), 'cancelled');

      let clock: NodeJS.Timeout | undefined;
      /** Parsing stands behind all other work of the machine: what counts is the processor's time, up to a last moment. */
      const allow = (limitMs: number): void => {
        const startedMs = performance.now();
        const startedCpu = process.cpuUsage();
        const look = (): void => {
          const waitedMs = performance.now() - startedMs;
          const { user, system } = process.cpuUsage(startedCpu);
          const leftMs = Math.min(limitMs - (user + system) / 1000, mostTime(limitMs) - waitedMs);
          if (leftMs > 0) clock = setTimeout(look, leftMs);
          else lose(documentError('documents.TIMEOUT', { limitMs: limits.timeoutMs }), 'time');
        };
        clearTimeout(clock);
        clock = setTimeout(look, limitMs);
      };
      // What a thread needs to start is not the file's fault: its clock runs from then on.
      const begin = (): void => {
        hasStarted = true;
        allow(limits.timeoutMs);
        onEvent('begun');
      };
      const memory = setInterval(() => {
        if (process.memoryUsage.rss() > limits.memoryMb * 2 ** 20)
          lose(documentError('documents.OUT_OF_MEMORY', { limitMb: limits.memoryMb }), 'resident memory');
      }, watchEveryMs);
      worker.on('message', listen).on('error', fail).on('exit', exit);
      if (signal.aborted) abort();
      else signal.addEventListener('abort', abort, { once: true });
      if (hasStarted) begin();
      worker.postMessage(job, transferable(job.bytes));
    });

  return {
    run,
    worn: (limits) => lost || process.memoryUsage.rss() > limits.memoryMb * 2 ** 20 * wornShare,
  };
};

/** A buffer that is a slice of a shared pool is copied instead. */
const transferable = (bytes: Uint8Array): ArrayBuffer[] =>
  bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength ? [bytes.buffer] : [];

const salvage = (
  partial: { document: ParsedDocument; pending: readonly string[] } | null,
  failure: DocumentFailure,
  detail: string,
): Watched => {
  if (partial === null) return { failure, detail };
  const attachments = partial.pending.map((fileName) => ({ fileName, error: failure }));
  return { document: { ...partial.document, attachments } };
};
