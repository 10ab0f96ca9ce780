/**
 * The models of this computer as the command line sees them: through a running host, or directly in the model store.
 * The store needs no database, so models can be fetched before the first start and while a window holds the data folder.
 */
import type { Client } from '../../contract/index.ts';
import type { Model } from '../../contract/models.ts';
import { networkSettings } from '../../contract/settings.ts';
import { systemClock } from '../../core/kernel/clock.ts';
import { appError, fromEnvelope } from '../../core/kernel/errors.ts';
import type { Log } from '../../core/kernel/log.ts';
import type { Paths } from '../../core/ports/paths.ts';
import { createModels } from '../../core/services/models/index.ts';
import { createLedger, createNetworkDoor } from '../../core/services/system/door.ts';

export type PullProgress = (done: number, total: number) => void;

export type ModelShelf = {
  list(): Promise<Model[]>;
  /** Resolves when the model is installed. Throws `models.*`, and `request.CANCELLED` after an abort; what was fetched stays. */
  pull(modelId: string, signal: AbortSignal, onProgress: PullProgress): Promise<void>;
  remove(modelId: string): Promise<{ freedBytes: number }>;
};

export const shelfOfHost = (client: Client): ModelShelf => ({
  list: async () => (await client.models.list()).models,
  remove: (modelId) => client.models.remove({ modelId }),
  pull: async (modelId, signal, onProgress) => {
    const { runId } = await client.models.pull({ modelId });
    const cancel = () => void client.runs.cancel({ runId }).catch(() => {});
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      for await (const { body } of await client.runs.watch({ runId })) {
        if (body.type === 'progress' && body.phase === 'downloading') onProgress(body.done, body.total ?? 0);
        if (body.type !== 'state') continue;
        if (body.error !== null) throw fromEnvelope(body.error);
        if (body.state === 'cancelled') throw appError('request.CANCELLED', {});
        if (body.state === 'interrupted') throw appError('runs.INTERRUPTED', {});
      }
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  },
});

/** The settings are in the database, so here the network policy is the default: only what was asked for just now. */
export const shelfOfStore = (paths: Paths, log: Log): ModelShelf => {
  const clock = systemClock;
  const door = createNetworkDoor({
    ledger: createLedger({ dataDir: paths.dataDir, clock }),
    policy: () => networkSettings.parse({}),
    log,
  });
  const shelf = (signal: AbortSignal, onProgress: PullProgress) => {
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
              if (phase === 'downloading') onProgress(done, total ?? 0);
            },
          });
          return { runId: id, done: new Promise(() => {}) };
        },
      },
    });
    return { models, work: () => work };
  };
  const idle = shelf(AbortSignal.abort(), () => {}).models;
  return {
    list: async () => (await idle.list()).models,
    remove: (modelId) => idle.remove(modelId),
    pull: async (modelId, signal, onProgress) => {
      const { models, work } = shelf(signal, onProgress);
      models.pull({ tenantId: '' }, modelId);
      try {
        await work();
      } catch (error) {
        throw signal.aborted ? appError('request.CANCELLED', {}, { cause: error }) : error;
      }
    },
  };
};
