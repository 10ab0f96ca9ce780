/**
 * Language models on this computer, in the llm worker. The model is loaded by the first answer that wants it and leaves
 * memory with the worker when that falls idle. A stop is honoured within 300 ms: a worker that is deep in a long prompt
 * is killed, and the next answer starts it again.
 */
import type { ModelRuntime } from '../../../../contract/models.ts';
import type { Settings } from '../../../../contract/settings.ts';
import type { Hardware } from '../../../../contract/system.ts';
import { hasCode, isAppError } from '../../../kernel/errors.ts';
import type { Log } from '../../../kernel/log.ts';
import type { WorkerClient } from '../../../kernel/worker-client.ts';
import type { Answer, AnswerRequest, LlmAdapter } from '../kind.ts';
import {
  type AnswerParams,
  answerEvent,
  answerResult,
  type LoadedModel,
  type LoadParams,
  workerInfo,
} from './protocol.ts';

/** Of the 300 ms a stop may take, what remains is for ending the process and telling the person. */
const cancelGraceMs = 250;

export type LocalLlm = LlmAdapter & {
  runtime(): ModelRuntime;
  /** `null`: none the runtime can use. Asks the worker once and remembers. */
  gpu(): Promise<Hardware['gpu']>;
};

export type LocalLlmOptions = {
  worker: WorkerClient;
  models: { resolve(modelId: string): Promise<{ path: string }> };
  settings: () => Settings['models'];
  log: Log;
  /** The runtime has changed. */
  onRuntime?: (runtime: ModelRuntime) => void;
};

const idle: ModelRuntime = {
  state: 'idle',
  modelId: null,
  contextTokens: null,
  threads: null,
  device: null,
  deviceReason: null,
};

export const createLocalLlm = (options: LocalLlmOptions): LocalLlm => {
  const { worker, models, settings, log } = options;
  let remembered: ModelRuntime = idle;
  let rememberedAt = -1;
  let gpu: Hardware['gpu'] | undefined;

  const remember = (runtime: ModelRuntime): void => {
    remembered = runtime;
    rememberedAt = worker.status().generation;
    options.onRuntime?.(runtime);
  };

  /** What was loaded died with its process. */
  const runtime = (): ModelRuntime => {
    if (remembered.state === 'idle' || remembered.state === 'failed') return remembered;
    const { state, generation } = worker.status();
    return state === 'stopped' || state === 'breaker-open' || generation !== rememberedAt ? idle : remembered;
  };

  const onEvent = (request: AnswerRequest, written: { text: string }) => (raw: unknown) => {
    const event = answerEvent.parse(raw);
    switch (event.type) {
      case 'waiting':
        request.onWaiting?.(true);
        return;
      case 'started':
        request.onWaiting?.(false);
        return;
      case 'loading':
        remember({ ...idle, state: 'loading', modelId: request.modelId });
        request.onLoading?.();
        return;
      case 'loaded':
        log.info({ modelId: request.modelId, ...event.loaded }, 'model loaded');
        remember(readyWith(request.modelId, event.loaded));
        return;
      case 'text':
        written.text += event.piece;
        request.onText(event.piece);
    }
  };

  const answer = async (request: AnswerRequest): Promise<Answer> => {
    const startedAt = performance.now();
    const written = { text: '' };
    if (request.signal.aborted) return cutShort('', startedAt);
    const { path } = await models.resolve(request.modelId);
    const { contextTokens, threads, gpu: gpuSetting, parallelAnswers: sequences } = settings();
    const { modelId, signal: _, onText: _text, onLoading: _loading, onWaiting: _waiting, ...asked } = request;
    const model: LoadParams = { modelId, path, contextTokens, threads, gpu: gpuSetting, sequences };
    const params: AnswerParams = { ...asked, model };
    try {
      const call = { signal: request.signal, onEvent: onEvent(request, written), cancelGraceMs };
      return answerResult.parse(await worker.call('answer', params, call));
    } catch (error) {
      if (hasCode(error, 'request.CANCELLED') && request.signal.aborted)
        return cutShort(written.text, startedAt);
      if (isAppError(error) && error.code.startsWith('models.') && error.family !== 'INVALID')
        remember({ ...idle, state: 'failed' });
      throw error;
    }
  };

  return {
    location: 'local',
    answer,
    runtime,
    gpu: async () => {
      if (settings().gpu === 'off') return null;
      gpu ??= workerInfo.parse(await worker.call('info', { gpu: 'auto' })).gpu;
      return gpu;
    },
    close: () => worker.close(),
  };
};

const readyWith = (modelId: string, { sequences: _, ...loaded }: LoadedModel): ModelRuntime => ({
  state: 'ready',
  modelId,
  ...loaded,
});

/** An answer whose process was stopped together with it: the text is known, the counts are not. */
const cutShort = (text: string, startedAt: number): Answer => ({
  text,
  finish: 'cancelled',
  droppedTurns: 0,
  metrics: {
    promptTokens: 0,
    reusedTokens: 0,
    completionTokens: 0,
    timeToFirstTokenMs: null,
    tokensPerSecond: null,
    durationMs: performance.now() - startedAt,
    contextTokens: 0,
    droppedMessages: 0,
  },
});
