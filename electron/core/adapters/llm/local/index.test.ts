import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { settingsSlices } from '../../../../contract/settings.ts';
import { silentLog } from '../../../kernel/log.ts';
import { createWorkerClient } from '../../../kernel/worker-client.ts';
import type { FromWorker, WorkerProcess } from '../../../kernel/worker-line.ts';
import { llmConformance } from '../conformance.ts';
import { heldOutputConformance } from '../conformance-held-output.ts';
import type { AnswerRequest, ChatTurn } from '../kind.ts';
import { createLocalLlm } from './index.ts';

const worker = join(import.meta.dirname, '../../../../workers/llm.ts');
const modelId = 'tinyllama-1.1b-chat-iq2';
const modelsDir =
  process.env.WATTOS_MODELS ??
  join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local/share'), 'wattos/models');
const path = join(modelsDir, modelId, 'model.gguf');

const forkWorker = (): WorkerProcess => {
  const child = fork(worker, [], {
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

const setUp = (settings: { contextTokens?: number } = {}) => {
  let process: WorkerProcess | undefined;
  const client = createWorkerClient({
    name: 'llm',
    spawn: () => {
      process = forkWorker();
      return process;
    },
    log: silentLog,
    idleStopMs: () => 0,
  });
  const adapter = createLocalLlm({
    worker: client,
    models: { resolve: async () => ({ path }) },
    settings: () => settingsSlices.models.parse(settings),
    log: silentLog,
  });
  return { client, adapter, crash: () => process?.kill() };
};

if (!existsSync(path)) console.warn(`skipped: the starter model is not installed (${path})`);

describe.skipIf(!existsSync(path))('local language model', () => {
  // A small context is overflowed, and filled again, sooner.
  const { client, adapter, crash } = setUp({ contextTokens: 1536 });
  afterAll(() => adapter.close());

  for (const { name, run } of [...llmConformance, ...heldOutputConformance])
    it(name, () => run({ adapter, modelId, crash }));

  it('says which model is in memory, and that none is after the worker has gone', async () => {
    await adapter.answer({
      modelId,
      turns: [{ role: 'user', text: 'Hi' }],
      temperature: 0,
      maxTokens: 1,
      signal: new AbortController().signal,
      onText: () => {},
    });
    expect(adapter.runtime()).toMatchObject({ state: 'ready', modelId, contextTokens: 1536, device: 'cpu' });
    client.stop();
    expect(adapter.runtime()).toMatchObject({ state: 'idle', modelId: null });
  });

  it('answers two conversations at once, and each finds its memory again', async () => {
    const ask = (text: string, more: Partial<AnswerRequest> = {}) =>
      adapter.answer({
        modelId,
        turns: [{ role: 'user', text }],
        temperature: 0,
        maxTokens: 24,
        signal: new AbortController().signal,
        onText: () => {},
        ...more,
      });
    const long = (who: string) =>
      `${who}. ${'The keeper climbed the stairs of the tower. '.repeat(6)}What then?`;
    const said: string[] = [];
    const [one, two] = await Promise.all([
      ask(long('First'), { onText: () => void said.push('one') }),
      ask(long('Second'), { onText: () => void said.push('two') }),
    ]);
    // both begin before either ends
    expect(Math.max(said.indexOf('one'), said.indexOf('two'))).toBeLessThan(
      Math.min(said.lastIndexOf('one'), said.lastIndexOf('two')),
    );
    for (const [who, answer] of [
      ['First', one],
      ['Second', two],
    ] as const) {
      const turns: ChatTurn[] = [
        { role: 'user', text: long(who) },
        { role: 'assistant', text: answer.text },
        { role: 'user', text: 'And then?' },
      ];
      const { metrics } = await ask('', { turns, maxTokens: 2 });
      expect(metrics.reusedTokens).toBeGreaterThan(answer.metrics.promptTokens * 0.9);
    }
  });

  it('the third waits visibly, and stopping one answer does not cost the others theirs', async () => {
    const waits: boolean[] = [];
    const controller = new AbortController();
    const ask = (more: Partial<AnswerRequest>) =>
      adapter.answer({
        modelId,
        turns: [{ role: 'user', text: 'Write a long story about the sea.' }],
        temperature: 0,
        maxTokens: 16,
        signal: new AbortController().signal,
        onText: () => {},
        ...more,
      });
    const unread = `${'The keeper climbed the stairs of the tower. '.repeat(60)} Summarise.`;
    const stopped = ask({ turns: [{ role: 'user', text: unread }], signal: controller.signal });
    const other = ask({ onText: () => controller.abort() });
    const third = ask({ onWaiting: (isWaiting) => void waits.push(isWaiting) });
    const answers = await Promise.all([stopped, other, third]);
    expect(answers.map(({ finish }) => finish)).toEqual(['cancelled', 'length', 'length']);
    expect(waits).toEqual([true, false]);
    expect(client.status()).toMatchObject({ state: 'ready', failures: 0 });
  });

  it('tells the graphics card, or that there is none, without loading a model', async () => {
    const { gpu, gpuReason } = await adapter.graphics();
    expect((gpu === null) === (gpuReason !== null)).toBe(true);
    expect(adapter.knownGraphics()).toEqual({ gpu, gpuReason });
  });
});
