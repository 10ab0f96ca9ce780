/** Wires the models that understand text, the best ones installed: embedding and reranking, in one process of their own. */
import { createLocalEmbedder, type InstalledModel } from '../adapters/embedder/local/index.ts';
import { createLocalReranker } from '../adapters/reranker/local/index.ts';
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

type Task = 'embed' | 'rerank';

export const wireEmbedder = ({ models, spawn, log, settings, onStatus }: EmbedderWiring) => {
  const worker: WorkerClient = createWorkerClient({
    name: 'embed',
    spawn,
    log,
    idleStopMs: () => settings().idleUnloadMinutes * 60_000,
    onStatus,
  });
  const remembered = new Map<Task, { atMs: number; models: Promise<InstalledModel[]> }>();

  const installed = (task: Task) => (): Promise<InstalledModel[]> => {
    const known = remembered.get(task);
    if (known !== undefined && performance.now() - known.atMs <= rememberedMs) return known.models;
    const found = models.installed(task);
    remembered.set(task, { atMs: performance.now(), models: found });
    return found;
  };
  const threads = (): number => settings().threads;

  return {
    embedder: createLocalEmbedder({ worker, installed: installed('embed'), threads }),
    reranker: createLocalReranker({ worker, installed: installed('rerank'), threads }),
    worker,
    /** Models were installed or removed. */
    modelsChanged: (): void => {
      remembered.clear();
    },
  };
};
