/** A graphics driver that fails ends the whole worker; the person gets the answer all the same. */
import { describe, expect, it } from 'vitest';
import { settingsSlices } from '../../../../contract/settings.ts';
import { appError } from '../../../kernel/errors.ts';
import { silentLog } from '../../../kernel/log.ts';
import type { WorkerClient } from '../../../kernel/worker-client.ts';
import { createLocalLlm } from './index.ts';
import { answerParams, infoParams, type LoadParams } from './protocol.ts';

type Plan = {
  /** The card that loading finds, and what it does to the worker. */
  device: string | null;
  diesWith: readonly LoadParams['gpu'][];
  afterLoading?: boolean;
};

const fakeWorker = ({ device, diesWith, afterLoading = false }: Plan) => {
  const asked: string[] = [];
  let generation = 0;
  const crash = () => {
    generation += 1;
    return appError('worker.CRASHED', { worker: 'llm' });
  };
  const worker: WorkerClient = {
    call: async (method, raw, { onEvent = () => {} } = {}) => {
      const gpu = method === 'info' ? infoParams.parse(raw).gpu : answerParams.parse(raw).model.gpu;
      asked.push(`${method} ${gpu}`);
      if (method === 'info') {
        if (diesWith.includes(gpu)) throw crash();
        return { gpu: null, gpuReason: gpu === 'avoid' ? null : 'no-gpu', availableMemoryBytes: 1 };
      }
      onEvent({ type: 'loading', device: null });
      if (device !== null) onEvent({ type: 'loading', device: gpu === 'auto' ? device : 'cpu' });
      const deviceReason = gpu === 'auto' ? 'gpu-used' : gpu === 'avoid' ? 'gpu-failed' : 'gpu-off';
      const loaded = { contextTokens: 512, threads: 1, sequences: 1, device: 'cpu', deviceReason };
      if (diesWith.includes(gpu) && !afterLoading) throw crash();
      onEvent({ type: 'loaded', loaded });
      if (diesWith.includes(gpu)) throw crash();
      onEvent({ type: 'text', piece: 'Ja.' });
      const metrics = {
        ...{ promptTokens: 1, reusedTokens: 0, completionTokens: 1, timeToFirstTokenMs: 1 },
        ...{ tokensPerSecond: null, durationMs: 1, contextTokens: 512, droppedMessages: 0 },
      };
      return { text: 'Ja.', finish: 'stop', metrics, droppedTurns: 0 };
    },
    status: () => ({ name: 'llm', state: 'ready', pid: 1, generation, failures: 0, memoryBytes: null }),
    reset: () => worker.status(),
    stop: () => {},
    close: async () => {},
  };
  const adapter = createLocalLlm({
    worker,
    models: { resolve: async () => ({ path: 'model.gguf' }) },
    settings: () => settingsSlices.models.parse({}),
    log: silentLog,
  });
  const ask = () =>
    adapter.answer({
      modelId: 'm',
      turns: [{ role: 'user', text: 'Ist das so?' }],
      temperature: 0,
      maxTokens: 4,
      signal: new AbortController().signal,
      onText: () => {},
    });
  return { adapter, asked, ask };
};

describe('a graphics card that brings the worker down', () => {
  it.each([
    ['while the model is loaded onto it', 'vulkan'],
    ['before it even has a name', null],
  ])('%s: the processor answers, says why, and stays at it', async (_, device) => {
    const { adapter, asked, ask } = fakeWorker({ device, diesWith: ['auto'] });
    expect((await ask()).text).toBe('Ja.');
    expect(adapter.runtime()).toMatchObject({ state: 'ready', device: 'cpu', deviceReason: 'gpu-failed' });
    expect(await adapter.graphics()).toEqual({ gpu: null, gpuReason: 'gpu-failed' });
    await ask();
    expect(asked).toEqual(['answer auto', 'answer avoid', 'answer avoid']);
  });

  it('is not blamed for a crash on the processor, nor for one in the middle of an answer', async () => {
    const onProcessor = fakeWorker({ device: 'cpu', diesWith: ['auto'] });
    await expect(onProcessor.ask()).rejects.toMatchObject({ code: 'worker.CRASHED' });
    const answering = fakeWorker({ device: 'vulkan', diesWith: ['auto'], afterLoading: true });
    await expect(answering.ask()).rejects.toMatchObject({ code: 'worker.CRASHED' });
    expect([...onProcessor.asked, ...answering.asked]).toEqual(['answer auto', 'answer auto']);
  });

  it('does not cost the page about this computer its answer', async () => {
    const { adapter, asked, ask } = fakeWorker({ device: 'vulkan', diesWith: ['auto'] });
    expect(await adapter.graphics()).toEqual({ gpu: null, gpuReason: 'gpu-failed' });
    expect((await ask()).text).toBe('Ja.');
    expect(asked).toEqual(['info auto', 'info avoid', 'answer avoid']);
  });

  it('is not blamed when the worker does not start at all', async () => {
    const { adapter } = fakeWorker({ device: 'vulkan', diesWith: ['auto', 'avoid'] });
    expect(await adapter.graphics()).toEqual({ gpu: null, gpuReason: null });
  });
});
