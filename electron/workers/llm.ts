/**
 * Worker process of the chat model: holds at most one model, which writes as many answers at once as its memory was
 * admitted for. Requests come in one after the other: each brings its model into memory and takes a place there.
 */
import type { Llama } from 'node-llama-cpp';
import {
  type AnswerEvent,
  answerParams,
  infoParams,
  type LoadParams,
  loadParams,
  tokenCountParams,
  type WorkerInfo,
} from '../core/adapters/llm/local/protocol.ts';
import { type RequestContext, serve, type WorkerLog } from './line.ts';
import { answer } from './llm/answer.ts';
import { answerBinaryTest } from './llm/binary-test.ts';
import { type Loaded, loadModel, openLlama } from './llm/model.ts';
import { createOneAtATime } from './llm/one-at-a-time.ts';

const createHandlers = (log: WorkerLog) => {
  const inTurn = createOneAtATime();
  let engine: { gpu: LoadParams['gpu']; llama: Llama } | null = null;
  let loaded: Loaded | null = null;

  const unload = async (signal: AbortSignal): Promise<void> => {
    const old = loaded;
    await old?.slots.idle(signal);
    loaded = null;
    await old?.dispose();
  };

  const llamaFor = async (gpu: LoadParams['gpu'], signal: AbortSignal): Promise<Llama> => {
    if (engine?.gpu === gpu) return engine.llama;
    await unload(signal);
    await engine?.llama.dispose();
    engine = { gpu, llama: await openLlama(gpu, log) };
    return engine.llama;
  };

  const ensureLoaded = async (params: LoadParams, { signal, emit }: RequestContext): Promise<Loaded> => {
    if (loaded !== null && sameModel(loaded.params, params)) return loaded;
    const tell = (event: AnswerEvent) => emit(event);
    tell({ type: 'loading' });
    const llama = await llamaFor(params.gpu, signal);
    // Two models at once would not pass admission on most computers.
    await unload(signal);
    loaded = await loadModel(llama, params, signal);
    tell({ type: 'loaded', loaded: loaded.info });
    return loaded;
  };

  return {
    load: (params: unknown, context: RequestContext) => {
      const wish = loadParams.parse(params);
      return inTurn(context.signal, async () => (await ensureLoaded(wish, context)).info);
    },
    answer: async (params: unknown, context: RequestContext) => {
      const request = answerParams.parse(params);
      const tell = (event: AnswerEvent) => context.emit(event);
      let waited = false;
      const wait = () => {
        if (!waited) tell({ type: 'waiting' });
        waited = true;
      };
      const { slots, lease } = await inTurn(
        context.signal,
        async () => {
          if (loaded !== null && !sameModel(loaded.params, request.model) && loaded.slots.busy() > 0) wait();
          const { slots } = await ensureLoaded(request.model, context);
          return { slots, lease: await slots.take(request.turns, context.signal, wait) };
        },
        wait,
      );
      if (waited) tell({ type: 'started' });
      let droppedTurns = lease.remembered.droppedTurns;
      try {
        const result = await answer(lease.place, request, {
          signal: context.signal,
          onText: (piece) => tell({ type: 'text', piece }),
          droppedBefore: droppedTurns,
          isAlone: () => slots.busy() === 1,
        });
        droppedTurns = result.droppedTurns;
        return result;
      } finally {
        lease.release({ turns: request.turns, droppedTurns });
      }
    },
    tokenCount: (params: unknown, context: RequestContext) => {
      const { model, text } = tokenCountParams.parse(params);
      return inTurn(
        context.signal,
        async () => (await ensureLoaded(model, context)).model.tokenize(text).length,
      );
    },
    unload: (_params: unknown, { signal }: RequestContext) => inTurn(signal, () => unload(signal)),
    info: (params: unknown, { signal }: RequestContext) => {
      const { gpu } = infoParams.parse(params);
      return inTurn(signal, async (): Promise<WorkerInfo> => describe(await llamaFor(gpu, signal)));
    },
  };
};

const sameModel = (a: LoadParams, b: LoadParams): boolean =>
  a.modelId === b.modelId &&
  a.path === b.path &&
  a.contextTokens === b.contextTokens &&
  a.threads === b.threads &&
  a.gpu === b.gpu &&
  a.sequences === b.sequences;

const describe = async (llama: Llama): Promise<WorkerInfo> => {
  const availableMemoryBytes = process.availableMemory();
  if (llama.gpu === false) return { gpu: null, availableMemoryBytes };
  const names = await llama.getGpuDeviceNames();
  const { total } = await llama.getVramState();
  return { gpu: { name: names.join(', '), api: llama.gpu, memoryBytes: total }, availableMemoryBytes };
};

answerBinaryTest();
serve(createHandlers);
