/**
 * The retrieval thread, seen from core: a worker thread with its own read connection and the coarse index in memory, so
 * that a search never stalls token streaming. Messages arrive in order: a search sees every change told before it. A
 * thread that dies fails its open searches with `worker.CRASHED` and is started again by the next.
 */
import { Worker } from 'node:worker_threads';
import { appError } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import type { Retrieval } from './retrieval.ts';
import type { SearchResult } from './search/engine.ts';

export type ThreadData = { databaseFile: string; key: Uint8Array };

export type ThreadCall =
  | { method: 'search'; params: Parameters<Retrieval['search']>[0] }
  | { method: 'servingModel'; params: string }
  | { method: 'memoryBytes'; params: null };
export type ThreadNews =
  | { news: 'documentChanged'; documentSeq: number }
  | { news: 'vectorsAdded'; setSeq: number; firstChunkSeq: number }
  | { news: 'vectorSetsChanged' };
export type ToThread = ({ id: number } & ThreadCall) | ThreadNews;
export type FromThread = { id: number } & ({ result: unknown } | { failure: string });

export type RetrievalThreadOptions = ThreadData & {
  /** The built or source file of `workers/retrieve`. */
  workerFile: string;
  log: Log;
};

export const createRetrievalThread = ({
  workerFile,
  databaseFile,
  key,
  log,
}: RetrievalThreadOptions): Retrieval => {
  type Pending = { resolve(result: unknown): void; reject(error: unknown): void };
  let worker: Worker | null = null;
  let lastId = 0;
  const pending = new Map<number, Pending>();

  const start = (): Worker => {
    const data: ThreadData = { databaseFile, key };
    const started = new Worker(workerFile, { workerData: data, execArgv: [], env: {} });
    started.on('message', (message: FromThread) => {
      const call = pending.get(message.id);
      pending.delete(message.id);
      // Keeps the program alive only while someone waits.
      if (pending.size === 0) started.unref();
      if ('result' in message) call?.resolve(message.result);
      else call?.reject(new Error(message.failure));
    });
    started.on('error', (error) => log.error({ error }, 'retrieval thread failed'));
    started.on('exit', () => {
      if (worker !== started) return;
      worker = null;
      for (const call of pending.values()) call.reject(appError('worker.CRASHED', { worker: 'retrieve' }));
      pending.clear();
    });
    return started;
  };

  const call = (request: ThreadCall, signal?: AbortSignal): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(appError('request.CANCELLED', {}));
      worker ??= start();
      worker.ref();
      lastId += 1;
      pending.set(lastId, { resolve, reject });
      const id = lastId;
      // A search takes milliseconds: its answer is dropped rather than the thread stopped.
      signal?.addEventListener(
        'abort',
        () => pending.delete(id) && reject(appError('request.CANCELLED', {})),
        { once: true },
      );
      worker.postMessage({ id, ...request } satisfies ToThread);
    });

  /** A thread that has not started reads everything when it does. */
  const tell = (news: ThreadNews): void => worker?.postMessage(news satisfies ToThread);

  return {
    search: async (params, signal) => (await call({ method: 'search', params }, signal)) as SearchResult,
    servingModel: async (params) => (await call({ method: 'servingModel', params })) as string | null,
    memoryBytes: async () => (await call({ method: 'memoryBytes', params: null })) as number,
    documentChanged: (documentSeq) => tell({ news: 'documentChanged', documentSeq }),
    vectorsAdded: (setSeq, firstChunkSeq) => tell({ news: 'vectorsAdded', setSeq, firstChunkSeq }),
    vectorSetsChanged: () => tell({ news: 'vectorSetsChanged' }),
    close: async () => {
      const old = worker;
      worker = null;
      for (const open of pending.values()) open.reject(appError('request.CANCELLED', {}));
      pending.clear();
      await old?.terminate();
    },
  };
};
