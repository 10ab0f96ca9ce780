/**
 * The product's embedding model for measuring: its worker process, with vectors remembered in `.cache` by model and text,
 * because most of what is measured does not change them. Without an installed model it says so once and gives none.
 */
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Embedder } from '../electron/core/adapters/embedder/kind.ts';
import { createLocalEmbedder } from '../electron/core/adapters/embedder/local/index.ts';
import { silentLog } from '../electron/core/kernel/log.ts';
import { createWorkerClient } from '../electron/core/kernel/worker-client.ts';
import type { FromWorker, WorkerProcess } from '../electron/core/kernel/worker-line.ts';

const root = join(import.meta.dirname, '..');
const modelId = 'all-minilm-l6-v2-q8';

export const modelFolder = (): string =>
  join(
    process.env.WATTOS_MODELS ??
      join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local/share'), 'wattos/models'),
    modelId,
  );

const spawn = (): WorkerProcess => {
  const child = fork(join(root, 'electron/workers/embed.ts'), [], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return {
    get pid() {
      return child.pid;
    },
    post: (message) => {
      if (child.connected) child.send(message);
    },
    onMessage: (listener) => {
      child.on('message', (message) => listener(message as FromWorker));
    },
    onExit: (listener) => {
      child.once('exit', (code) => listener(code));
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
};

/** `uncached` counts texts that went through the model and the time it took. */
export type MeasuredEmbedder = Embedder & { uncached(): { texts: number; ms: number } };

export const openEmbedder = (say: (line: string) => void): MeasuredEmbedder => {
  const folder = modelFolder();
  const installed = existsSync(join(folder, 'manifest.json'));
  if (!installed)
    say(
      `No embedding model in ${folder}: measuring the full text alone. Install it with: npm run wattos -- models pull ${modelId}`,
    );
  const local = createLocalEmbedder({
    worker: createWorkerClient({ name: 'embed', spawn, log: silentLog, idleStopMs: () => 0 }),
    installed: async () => (installed ? [{ id: modelId, folder, file: 'model.onnx' }] : []),
    threads: () => 2,
  });
  const cache = openCache(join(root, '.cache/eval-vectors', modelId));
  const spent = { texts: 0, ms: 0 };
  return {
    ...local,
    uncached: () => spent,
    embed: async (texts, options) => {
      const keys = texts.map((text) => createHash('sha1').update(`${options.role}\n${text}`).digest('hex'));
      const missing = texts.flatMap((text, at) =>
        cache.get(keys[at] ?? '') === undefined ? [{ text, key: keys[at] ?? '' }] : [],
      );
      if (missing.length > 0) {
        const startedMs = performance.now();
        const vectors = await local.embed(
          missing.map(({ text }) => text),
          options,
        );
        spent.ms += performance.now() - startedMs;
        spent.texts += missing.length;
        missing.forEach(({ key }, at) => {
          const vector = vectors[at];
          if (vector !== undefined) cache.set(key, vector);
        });
      }
      return keys.map((key) => cache.get(key) ?? new Float32Array());
    },
  };
};

const dimension = 384;

/** One file: 40 characters of key, then the vector. */
const openCache = (file: string) => {
  const known = new Map<string, Float32Array>();
  const size = 40 + dimension * 4;
  if (existsSync(file)) {
    const bytes = readFileSync(file);
    for (let at = 0; at + size <= bytes.length; at += size)
      known.set(
        bytes.toString('latin1', at, at + 40),
        new Float32Array(new Uint8Array(bytes.subarray(at + 40, at + size)).buffer),
      );
  }
  return {
    get: (key: string) => known.get(key),
    set: (key: string, vector: Float32Array): void => {
      known.set(key, vector);
      mkdirSync(dirname(file), { recursive: true });
      appendFileSync(
        file,
        Buffer.concat([
          Buffer.from(key, 'latin1'),
          Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength),
        ]),
      );
    },
  };
};
