/** Brings one GGUF model into memory: admission, device, context, chat template. */
import { availableParallelism } from 'node:os';
import {
  GeneralChatWrapper,
  GgufInsights,
  InsufficientMemoryError,
  type Llama,
  LlamaChat,
  type LlamaContext,
  type LlamaContextSequence,
  type LlamaModel,
  readGgufFileInfo,
  resolveChatWrapper,
  type Token,
} from 'node-llama-cpp';
import type { LoadedModel, LoadParams } from '../../core/adapters/llm/local/protocol.ts';
import { appError, isAppError } from '../../core/kernel/errors.ts';
import { admit, admitSequences, defaultContextLimit, tooLarge } from './admission.ts';
import type { Engine } from './graphics.ts';
import type { Planner } from './plan.ts';
import { createSlots, type Slots } from './slots.ts';

const batchTokens = 512;

/** One place in which the model writes, with what all places share. */
export type Slot = {
  model: LlamaModel;
  context: LlamaContext;
  sequence: LlamaContextSequence;
  chat: LlamaChat;
  planner: Planner;
  /** Whether a token is part of a word, as far as anyone has asked. */
  words: Map<Token, boolean>;
};

export type Loaded = {
  params: LoadParams;
  info: LoadedModel;
  model: LlamaModel;
  slots: Slots<Slot>;
  dispose(): Promise<void>;
};

/** All cores but one: a model that takes the last core is several times slower on a busy computer. */
const threadsFor = (wished: number): number =>
  wished > 0 ? wished : Math.max(1, availableParallelism() - 1);

/** The graphics card cannot take this model; the processor may. Never leaves the worker. */
export class CardRefused extends Error {
  readonly reason: 'gpu-memory' | 'gpu-failed';

  constructor(reason: CardRefused['reason'], cause?: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}

/**
 * Throws `models.TOO_LARGE` before any weight is read, `models.LOAD_FAILED` when llama.cpp refuses the file, and
 * `CardRefused` where it should be tried without the graphics card.
 */
export const loadModel = async (
  { llama, reason }: Engine,
  params: LoadParams,
  signal: AbortSignal,
): Promise<Loaded> => {
  let model: LlamaModel | undefined;
  let needBytes = 0;
  try {
    const plan = await planLoad(llama, params);
    needBytes = plan.needBytes;
    if (llama.gpu !== false && plan.gpuLayers === 0) throw new CardRefused('gpu-memory');
    model = await llama.loadModel({ modelPath: params.path, gpuLayers: plan.gpuLayers, loadSignal: signal });
    const threads = threadsFor(params.threads);
    const context = await model.createContext({
      contextSize: plan.contextTokens,
      batchSize: Math.min(batchTokens, plan.contextTokens),
      threads: { ideal: threads, min: threads },
      sequences: plan.sequences,
      createSignal: signal,
    });
    const chatWrapper = wrapperFor(model);
    const loaded = model;
    const shared = {
      model: loaded,
      context,
      planner: { llama, contextTokens: context.contextSize, plans: new Map() },
      words: new Map(),
    };
    const places = Array.from({ length: plan.sequences }, (): Slot => {
      const sequence = context.getSequence();
      return { ...shared, sequence, chat: new LlamaChat({ contextSequence: sequence, chatWrapper }) };
    });
    return {
      params,
      info: {
        contextTokens: context.contextSize,
        threads,
        sequences: plan.sequences,
        device: llama.gpu === false ? 'cpu' : llama.gpu,
        deviceReason: llama.gpu !== false && plan.gpuLayers < plan.totalLayers ? 'gpu-partly' : reason,
      },
      model: loaded,
      slots: createSlots(places),
      dispose: () => loaded.dispose(),
    };
  } catch (error) {
    await model?.dispose();
    if (signal.aborted) throw appError('request.CANCELLED', {});
    if (isAppError(error) || error instanceof CardRefused) throw error;
    const isMemory = error instanceof InsufficientMemoryError;
    if (llama.gpu !== false) throw new CardRefused(isMemory ? 'gpu-memory' : 'gpu-failed', error);
    if (isMemory) throw tooLarge(needBytes, process.availableMemory(), error);
    throw appError('models.LOAD_FAILED', { modelId: params.modelId }, { cause: error, retry: false });
  }
};

const planLoad = async (llama: Llama, params: LoadParams) => {
  const fileInfo = await readGgufFileInfo(params.path, { sourceType: 'filesystem' });
  const insights = await GgufInsights.from(fileInfo, llama);
  const trainedTokens = insights.trainContextSize ?? defaultContextLimit;
  const wishedTokens = Math.min(
    trainedTokens,
    params.contextTokens === 0 ? defaultContextLimit : params.contextTokens,
  );
  const gpuLayers = llama.gpu === false ? 0 : await gpuLayersFor(insights, wishedTokens);
  const weights = await insights.estimateModelResourceRequirementsV2({ gpuLayers });
  const needFor = async (contextSize: number, sequences = 1) => {
    const batchSize = Math.min(batchTokens, contextSize);
    const wish = { contextSize, modelGpuLayers: gpuLayers, batchSize, sequences };
    const context = await insights.estimateContextResourceRequirementsV2(wish);
    return { cpuRam: weights.cpuRam + context.cpuRam, gpuVram: weights.gpuVram + context.gpuVram };
  };
  const availableBytes = process.availableMemory();
  const contextTokens = await admit({
    wishedTokens: params.contextTokens,
    trainedTokens,
    availableBytes,
    needBytes: async (tokens) => (await needFor(tokens)).cpuRam,
  });
  const freeVram = llama.gpu === false ? 0 : (await llama.getVramState()).free;
  const sequences = await admitSequences({
    wished: params.sequences,
    availableBytes,
    needBytes: async (count) => {
      const { cpuRam, gpuVram } = await needFor(contextTokens, count);
      return gpuVram > freeVram ? Number.POSITIVE_INFINITY : cpuRam;
    },
  });
  const { cpuRam: needBytes } = await needFor(contextTokens, sequences);
  return { contextTokens, sequences, gpuLayers, totalLayers: insights.totalLayers, needBytes };
};

/** As many as leave room for one answer's context beside them. */
const gpuLayersFor = async (insights: GgufInsights, contextSize: number): Promise<number> => {
  const { gpuLayers } = await insights.configurationResolver.resolveModelGpuLayersV2({
    fitContext: { contextSize },
  });
  return gpuLayers;
};

/** The template in the file; a plain one when the file has none or a broken one. */
const wrapperFor = (model: LlamaModel) => {
  try {
    // Thinking aloud costs minutes on a laptop's processor.
    return resolveChatWrapper(model, {
      warningLogs: false,
      customWrapperSettings: { qwen: { thoughts: 'discourage' } },
    });
  } catch {
    return new GeneralChatWrapper();
  }
};
