/** Wires the embedding model of this computer: the best one installed, in a process of its own. */
import { createLocalEmbedder, type InstalledModel } from '../adapters/embedder/local/index.ts';
import type { Log } from '../kernel/log.ts';
import { createWorkerClient, type WorkerClient } from '../kernel/worker-client.ts';
import type { SpawnWorker } from '../ports/workers.ts';
import type { Models } from '../services/models/index.ts';

/** Another process may install models too; this computer's own changes are told at once. */
const rememberedMs = 10_000;

export type EmbedderWiring = {
  models: Pick<Models, 'installed'>;
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

  const installed = (): Promise<InstalledModel[]> => {
    if (remembered === null || performance.now() - remembered.atMs > rememberedMs)
      remembered = { atMs: performance.now(), models: models.installed('embed') };
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
