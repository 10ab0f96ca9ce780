/** Brings one GGUF model into memory: admission, device, context, chat template. */
import { availableParallelism } from 'node:os';
import {
  GeneralChatWrapper,
  GgufInsights,
  getLlama,
  getLlamaGpuTypes,
  InsufficientMemoryError,
  type Llama,
  LlamaChat,
  type LlamaContext,
  type LlamaContextSequence,
  LlamaLogLevel,
  type LlamaModel,
  readGgufFileInfo,
  resolveChatWrapper,
  type Token,
} from 'node-llama-cpp';
import type { LoadedModel, LoadParams } from '../../core/adapters/llm/local/protocol.ts';
import { appError, isAppError } from '../../core/kernel/errors.ts';
import type { WorkerLog } from '../line.ts';
import { admit, admitSequences, defaultContextLimit, reserveBytes, tooLarge } from './admission.ts';
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

/** Never builds and never downloads: only the binaries that came with the program. */
export const openLlama = (gpu: LoadParams['gpu'], log: WorkerLog): Promise<Llama> =>
  getLlama({
    gpu: gpu === 'off' ? false : 'auto',
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    // Its own reserve is a quarter of the memory; ours has been kept by `admit` already.
    ramPadding: reserveBytes,
    // The number of threads is set per context.
    maxThreads: 0,
    logLevel: LlamaLogLevel.warn,
    logger: (level, message) =>
      log(level === 'error' || level === 'fatal' ? 'error' : 'warn', message.trimEnd()),
  });

const deviceOf = async (
  llama: Llama,
  gpu: LoadParams['gpu'],
): Promise<Pick<LoadedModel, 'device' | 'deviceReason'>> => {
  if (llama.gpu !== false) return { device: llama.gpu, deviceReason: 'gpu-used' };
  if (gpu === 'off') return { device: 'cpu', deviceReason: 'gpu-off' };
  const usable = (await getLlamaGpuTypes('supported')).filter((type) => type !== false);
  return { device: 'cpu', deviceReason: usable.length > 0 ? 'no-gpu-build' : 'no-gpu' };
};

/** Throws `models.TOO_LARGE` before any weight is read, `models.LOAD_FAILED` when llama.cpp refuses the file. */
export const loadModel = async (llama: Llama, params: LoadParams, signal: AbortSignal): Promise<Loaded> => {
  let model: LlamaModel | undefined;
  let needBytes = 0;
  try {
    const plan = await planLoad(llama, params);
    needBytes = plan.needBytes;
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
    const device = await deviceOf(llama, params.gpu);
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
      info: { contextTokens: context.contextSize, threads, sequences: plan.sequences, ...device },
      model: loaded,
      slots: createSlots(places),
      dispose: () => loaded.dispose(),
    };
  } catch (error) {
    await model?.dispose();
    if (signal.aborted) throw appError('request.CANCELLED', {});
    if (isAppError(error)) throw error;
    if (error instanceof InsufficientMemoryError) throw tooLarge(needBytes, process.availableMemory(), error);
    throw appError('models.LOAD_FAILED', { modelId: params.modelId }, { cause: error, retry: false });
  }
};

const planLoad = async (llama: Llama, params: LoadParams) => {
  const fileInfo = await readGgufFileInfo(params.path, { sourceType: 'filesystem' });
  const insights = await GgufInsights.from(fileInfo, llama);
  const trainedTokens = insights.trainContextSize ?? defaultContextLimit;
  const gpuLayers = llama.gpu === false ? 0 : await gpuLayersFor(insights);
  const weights = await insights.estimateModelResourceRequirementsV2({ gpuLayers });
  const needFor = async (contextSize: number, sequences = 1): Promise<number> => {
    const batchSize = Math.min(batchTokens, contextSize);
    const wish = { contextSize, modelGpuLayers: gpuLayers, batchSize, sequences };
    const context = await insights.estimateContextResourceRequirementsV2(wish);
    return weights.cpuRam + context.cpuRam;
  };
  const availableBytes = process.availableMemory();
  const contextTokens = await admit({
    wishedTokens: params.contextTokens,
    trainedTokens,
    availableBytes,
    needBytes: needFor,
  });
  const sequences = await admitSequences({
    wished: params.sequences,
    availableBytes,
    needBytes: (count) => needFor(contextTokens, count),
  });
  return { contextTokens, sequences, gpuLayers, needBytes: await needFor(contextTokens, sequences) };
};

const gpuLayersFor = async (insights: GgufInsights): Promise<number> => {
  const wish = { fitContext: { contextSize: Math.min(insights.trainContextSize ?? 4096, 4096) } };
  const { gpuLayers } = await insights.configurationResolver.resolveModelGpuLayersV2(wish);
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
