/**
 * The models of this computer as the command line sees them: through a running host, or directly in the model store.
 * The store needs no database, so models can be fetched before the first start and while a window holds the data folder.
 */
import { stat } from 'node:fs/promises';
import type { Client } from '../../contract/index.ts';
import type { Model } from '../../contract/models.ts';
import { networkSettings } from '../../contract/settings.ts';
import { systemClock } from '../../core/kernel/clock.ts';
import { appError, fromEnvelope } from '../../core/kernel/errors.ts';
import type { Log } from '../../core/kernel/log.ts';
import type { Paths } from '../../core/ports/paths.ts';
import { createModels } from '../../core/services/models/index.ts';
import { createLedger, createNetworkDoor } from '../../core/services/system/door.ts';

export type ShelfProgress = (done: number, total: number) => void;

export type ModelShelf = {
  list(): Promise<Model[]>;
  /** Resolves when the model is installed. Throws `models.*`, and `request.CANCELLED` after an abort; what was fetched stays. */
  pull(modelId: string, signal: AbortSignal, onProgress: ShelfProgress): Promise<void>;
  /** A GGUF file, or what is new in a folder. Throws like `pull`. */
  importFrom(path: string, signal: AbortSignal, onProgress: ShelfProgress): Promise<void>;
  remove(modelId: string, evenIfUsed: boolean): Promise<{ freedBytes: number }>;
};

const shownPhases = new Set(['downloading', 'copying']);

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => null))?.isDirectory() ?? false;

export const shelfOfHost = (client: Client): ModelShelf => {
  const follow = async (
    { runId }: { runId: string },
    signal: AbortSignal,
    onProgress: ShelfProgress,
  ): Promise<void> => {
    const cancel = () => void client.runs.cancel({ runId }).catch(() => {});
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      for await (const { body } of await client.runs.watch({ runId })) {
        if (body.type === 'progress' && shownPhases.has(body.phase)) onProgress(body.done, body.total ?? 0);
        if (body.type !== 'state') continue;
        if (body.error !== null) throw fromEnvelope(body.error);
        if (body.state === 'cancelled') throw appError('request.CANCELLED', {});
        if (body.state === 'interrupted') throw appError('runs.INTERRUPTED', {});
      }
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  };
  return {
    list: async () => (await client.models.list()).models,
    remove: (modelId, evenIfUsed) => client.models.remove({ modelId, evenIfUsed }),
    pull: async (modelId, signal, onProgress) =>
      follow(await client.models.pull({ modelId }), signal, onProgress),
    importFrom: async (path, signal, onProgress) =>
      follow(
        (await isFolder(path))
          ? await client.models.importFolder({ path })
          : await client.models.importFile({ path }),
        signal,
        onProgress,
      ),
  };
};

/** The settings are in the database, so here the network policy is the default: only what was asked for just now. */
export const shelfOfStore = (paths: Paths, log: Log): ModelShelf => {
  const clock = systemClock;
  const door = createNetworkDoor({
    ledger: createLedger({ dataDir: paths.dataDir, clock }),
    policy: () => networkSettings.parse({}),
    log,
  });
  const shelf = (signal: AbortSignal, onProgress: ShelfProgress) => {
    let work: Promise<unknown> = Promise.resolve();
    const models = createModels({
      paths,
      door,
      clock,
      log,
      runs: {
        start: (request, run) => {
          const id = request.id ?? '';
          work = run({
            id,
            signal,
            text: () => {},
            emit: () => {},
            progress: ({ phase, done, total }) => {
              if (shownPhases.has(phase)) onProgress(done, total ?? 0);
            },
          });
          // Its failure is told by whoever waits for it.
          work.catch(() => {});
          return { runId: id, done: new Promise(() => {}) };
        },
      },
    });
    return { models, work: () => work };
  };
  type Opened = ReturnType<typeof shelf>;
  const carryOut = async (
    signal: AbortSignal,
    onProgress: ShelfProgress,
    start: (models: Opened['models']) => unknown,
  ): Promise<void> => {
    const { models, work } = shelf(signal, onProgress);
    await start(models);
    try {
      await work();
    } catch (error) {
      throw signal.aborted ? appError('request.CANCELLED', {}, { cause: error }) : error;
    }
  };
  const idle = shelf(AbortSignal.abort(), () => {}).models;
  return {
    list: async () => (await idle.list()).models,
    remove: (modelId, evenIfUsed) => idle.remove(modelId, evenIfUsed),
    pull: (modelId, signal, onProgress) =>
      carryOut(signal, onProgress, (models) => models.pull({ tenantId: '' }, modelId)),
    importFrom: async (path, signal, onProgress) => {
      const folder = await isFolder(path);
      return carryOut(signal, onProgress, (models) =>
        folder
          ? models.importFolder({ tenantId: '' }, { path, only: null })
          : models.importFile({ tenantId: '' }, path),
      );
    },
  };
};
