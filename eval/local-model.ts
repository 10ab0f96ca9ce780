/** The starter model for measuring: our adapter over a real worker, and node-llama-cpp used directly beside it. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { settingsSlices } from '../electron/contract/settings.ts';
import { createLocalLlm, type LocalLlm } from '../electron/core/adapters/llm/local/index.ts';
import { silentLog } from '../electron/core/kernel/log.ts';
import { createWorkerClient } from '../electron/core/kernel/worker-client.ts';
import { forkWorker } from './fork-worker.ts';

export const modelId = 'tinyllama-1.1b-chat-iq2';
export const contextTokens = 2048;

/** Throws when the model is not installed. */
export const starterModelPath = (): string => {
  const models =
    process.env.WATTOS_MODELS ??
    join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local/share'), 'wattos/models');
  const path = join(models, modelId, 'model.gguf');
  if (!existsSync(path)) throw new Error(`the starter model is not installed (${path})`);
  return path;
};

export const openLocalModel = (): LocalLlm => {
  const path = starterModelPath();
  return createLocalLlm({
    worker: createWorkerClient({
      name: 'llm',
      spawn: forkWorker,
      log: silentLog,
      idleStopMs: () => 0,
    }),
    models: { resolve: async () => ({ path }) },
    settings: () => settingsSlices.models.parse({ contextTokens }),
    log: silentLog,
  });
};

export type Timing = { firstTokenMs: number; tokensPerSecond: number };

export const startDirect = async (threads: number): Promise<ChildProcess> => {
  const child = fork(
    join(import.meta.dirname, 'speed-direct.ts'),
    [starterModelPath(), String(contextTokens), String(threads)],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  await once(child, 'message');
  return child;
};

export const askDirect = async (child: ChildProcess, text: string, maxTokens: number): Promise<Timing> => {
  child.send({ text, maxTokens });
  const [timing] = await once(child, 'message');
  return timing;
};
