/** The real worker with a real graph: one that counts words instead of understanding them. */
import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLog } from '../../../kernel/log.ts';
import { createWorkerClient } from '../../../kernel/worker-client.ts';
import type { FromWorker, WorkerProcess } from '../../../kernel/worker-line.ts';
import { rerankerConformance } from '../conformance.ts';
import { createLocalReranker } from './index.ts';
import { writeTinyReranker } from './testing/tiny-model.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wattos-rerank-'));
  await writeTinyReranker(folder, ['wo', 'beantrage', 'ich', 'den', 'ausweis', 'man', 'im', 'amt', 'park']);
});
afterAll(async () => {
  await reranker.close();
  await rm(folder, { recursive: true });
});

const spawn = (): WorkerProcess => {
  const child = fork(join(import.meta.dirname, '../../../../workers/embed.ts'), [], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return {
    get pid() {
      return child.pid;
    },
    post: (message) => child.connected && child.send(message, () => {}),
    onMessage: (listener) => child.on('message', (message) => listener(message as FromWorker)),
    onExit: (listener) => child.once('exit', listener),
    kill: () => child.kill('SIGKILL'),
  };
};
const worker = createWorkerClient({ name: 'embed', spawn, log: silentLog, idleStopMs: () => 0 });
const reranker = createLocalReranker({
  worker,
  installed: async () => [{ id: 'tiny', folder, file: 'model.onnx' }],
  threads: () => 1,
});

describe('the local reranker', () => {
  const subject = {
    reranker,
    query: 'Wo beantrage ich den Ausweis?',
    answers: 'Den Ausweis beantrage man im Amt.',
    doesNot: 'Im Park. ',
  };
  for (const { name, run } of rerankerConformance) it(name, () => run(subject));

  it('is none without an installed model', async () => {
    const none = createLocalReranker({ worker, installed: async () => [], threads: () => 1 });
    expect(await none.modelId()).toBeNull();
    const signal = new AbortController().signal;
    await expect(none.score('x', ['y'], { signal })).rejects.toMatchObject({ code: 'models.NOT_INSTALLED' });
  });
});
