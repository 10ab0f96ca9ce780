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

export type Graphics = Pick<Hardware, 'gpu' | 'gpuReason'>;

export type LocalLlm = LlmAdapter & {
  runtime(): ModelRuntime;
  /** The card the runtime can use, or why there is none. Asks the worker once and remembers. Never throws. */
  graphics(): Promise<Graphics>;
  /** What is known of it so far; asks nobody. */
  knownGraphics(): Graphics | null;
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
  let graphics: Graphics | null = null;
  /** The card or its driver has ended the worker; until the program starts anew it is left alone. */
  let avoidsCard = false;

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

  const onEvent = (request: AnswerRequest, written: { text: string }, loading: Loading) => (raw: unknown) => {
    const event = answerEvent.parse(raw);
    switch (event.type) {
      case 'waiting':
        request.onWaiting?.(true);
        return;
      case 'started':
        request.onWaiting?.(false);
        return;
      case 'loading':
        loading.device = event.device;
        if (event.device !== null) return;
        remember({ ...idle, state: 'loading', modelId: request.modelId });
        request.onLoading?.();
        return;
      case 'loaded':
        loading.device = 'cpu';
        log.info({ modelId: request.modelId, ...event.loaded }, 'model loaded');
        remember(readyWith(request.modelId, event.loaded));
        return;
      case 'text':
        written.text += event.piece;
        request.onText(event.piece);
    }
  };

  /** A driver that fails ends the whole process: then the processor has to do. */
  const answer = async (request: AnswerRequest): Promise<Answer> => {
    const loading: Loading = { device: 'cpu' };
    try {
      return await tryAnswer(request, loading);
    } catch (error) {
      const isCard = !avoidsCard && settings().gpu === 'auto' && loading.device !== 'cpu';
      if (!hasCode(error, 'worker.CRASHED') || !isCard) throw error;
      log.warn({ modelId: request.modelId }, 'worker died on the graphics card, once more without it');
      avoidsCard = true;
      const answered = await tryAnswer(request, loading).catch((again: unknown) => {
        // It dies on the processor as well: then it was not the card.
        if (hasCode(again, 'worker.CRASHED')) avoidsCard = false;
        throw again;
      });
      graphics = { gpu: null, gpuReason: 'gpu-failed' };
      return answered;
    }
  };

  const tryAnswer = async (request: AnswerRequest, loading: Loading): Promise<Answer> => {
    const startedAt = performance.now();
    const written = { text: '' };
    if (request.signal.aborted) return cutShort('', startedAt);
    const { path } = await models.resolve(request.modelId);
    const { contextTokens, threads, gpu: gpuSetting, parallelAnswers: sequences } = settings();
    const { modelId, signal: _, onText: _text, onLoading: _loading, onWaiting: _waiting, ...asked } = request;
    const gpu = gpuSetting === 'auto' && avoidsCard ? 'avoid' : gpuSetting;
    const model: LoadParams = { modelId, path, contextTokens, threads, gpu, sequences };
    const params: AnswerParams = { ...asked, model };
    try {
      const call = { signal: request.signal, onEvent: onEvent(request, written, loading), cancelGraceMs };
      return answerResult.parse(await worker.call('answer', params, call));
    } catch (error) {
      if (hasCode(error, 'request.CANCELLED') && request.signal.aborted)
        return cutShort(written.text, startedAt);
      if (isAppError(error) && error.code.startsWith('models.') && error.family !== 'INVALID')
        remember({ ...idle, state: 'failed' });
      throw error;
    }
  };

  const askForCard = async (): Promise<Graphics> => {
    const ask = async (gpu: 'auto' | 'avoid'): Promise<Graphics> => {
      const { gpu: card, gpuReason } = workerInfo.parse(await worker.call('info', { gpu }));
      return { gpu: card, gpuReason };
    };
    try {
      return await ask('auto');
    } catch (error) {
      if (!hasCode(error, 'worker.CRASHED')) throw error;
      // A worker that does not start at all says nothing about the card.
      await ask('avoid');
      avoidsCard = true;
      return { gpu: null, gpuReason: 'gpu-failed' };
    }
  };

  return {
    location: 'local',
    answer,
    runtime,
    graphics: async () => {
      if (settings().gpu === 'off') return { gpu: null, gpuReason: 'gpu-off' };
      if (graphics !== null) return graphics;
      try {
        graphics = await askForCard();
      } catch (error) {
        log.warn({ error }, 'graphics card not asked');
        return { gpu: null, gpuReason: null };
      }
      options.onRuntime?.(runtime());
      return graphics;
    },
    knownGraphics: () => (settings().gpu === 'off' ? null : graphics),
    close: () => worker.close(),
  };
};

/** On what a model is being loaded right now: `null` while that is open, `cpu` where no card can be at fault. */
type Loading = { device: string | null };

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
