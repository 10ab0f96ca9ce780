/** Wires the embedding model of this computer: the best one installed, in a process of its own. */
import { basename, dirname } from 'node:path';
import type { Model } from '../../contract/models.ts';
import { createLocalEmbedder, type InstalledModel } from '../adapters/embedder/local/index.ts';
import type { Log } from '../kernel/log.ts';
import { createWorkerClient, type WorkerClient } from '../kernel/worker-client.ts';
import type { SpawnWorker } from '../ports/workers.ts';
import type { Models } from '../services/models/index.ts';

const qualityRank: Record<Model['quality'], number> = { trial: 0, good: 1, 'very-good': 2 };
/** Another process may install models too; this computer's own changes are told at once. */
const rememberedMs = 10_000;

export type EmbedderWiring = {
  models: Pick<Models, 'list' | 'resolve'>;
  spawn: SpawnWorker;
  log: Log;
  settings: () => { threads: number; idleUnloadMinutes: number };
  onStatus: () => void;
};

export const wireEmbedder = ({ models, spawn, log, settings, onStatus }: EmbedderWiring) => {
  const worker: WorkerClient = createWorkerClient({
    name: 'embed',
    spawn,
    log,
    idleStopMs: () => settings().idleUnloadMinutes * 60_000,
    onStatus,
  });
  let remembered: { atMs: number; models: Promise<InstalledModel[]> } | null = null;

  const find = async (): Promise<InstalledModel[]> => {
    const usable = (await models.list()).models
      .filter((model) => model.task === 'embed' && model.install.state === 'installed')
      .sort((a, b) => qualityRank[b.quality] - qualityRank[a.quality]);
    return Promise.all(
      usable.map(async ({ id }) => {
        const { path } = await models.resolve(id);
        return { id, folder: dirname(path), file: basename(path) };
      }),
    );
  };

  const installed = (): Promise<InstalledModel[]> => {
    if (remembered === null || performance.now() - remembered.atMs > rememberedMs)
      remembered = { atMs: performance.now(), models: find() };
    return remembered.models;
  };

  return {
    embedder: createLocalEmbedder({ worker, installed, threads: () => settings().threads }),
    worker,
    /** Models were installed or removed. */
    modelsChanged: (): void => {
      remembered = null;
    },
  };
};
