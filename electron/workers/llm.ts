/**
 * Worker process of the chat model: holds at most one model, which writes as many answers at once as its memory was
 * admitted for. Requests come in one after the other: each brings its model into memory and takes a place there.
 */
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
import { leaveRoomForTheWindow } from './priority.ts';
import { answer } from './llm/answer.ts';
import { answerBinaryTest } from './llm/binary-test.ts';
import { type Engine, openEngine } from './llm/graphics.ts';
import { CardRefused, type Loaded, loadModel } from './llm/model.ts';
import { createOneAtATime } from './llm/one-at-a-time.ts';

const createHandlers = (log: WorkerLog) => {
  const inTurn = createOneAtATime();
  let opened: { gpu: LoadParams['gpu']; engine: Engine } | null = null;
  /** The first thing that was found out about the card; a model it had no room for does not change it. */
  let card: Pick<WorkerInfo, 'gpu' | 'gpuReason'> | null = null;
  let loaded: Loaded | null = null;

  const unload = async (signal: AbortSignal): Promise<void> => {
    const old = loaded;
    await old?.slots.idle(signal);
    loaded = null;
    await old?.dispose();
  };

  const engineFor = async (gpu: LoadParams['gpu'], signal: AbortSignal): Promise<Engine> => {
    if (opened?.gpu === gpu) return opened.engine;
    await unload(signal);
    await opened?.engine.llama.dispose();
    opened = null;
    const engine = await openEngine(gpu, log);
    opened = { gpu, engine };
    if (gpu === 'auto') card ??= await describe(engine);
    return engine;
  };

  const ensureLoaded = async (params: LoadParams, { signal, emit }: RequestContext): Promise<Loaded> => {
    if (loaded !== null && sameModel(loaded.params, params)) return loaded;
    const tell = (event: AnswerEvent) => emit(event);
    tell({ type: 'loading', device: null });
    const engine = await engineFor(params.gpu, signal);
    tell({ type: 'loading', device: engine.llama.gpu === false ? 'cpu' : engine.llama.gpu });
    // Two models at once would not pass admission on most computers.
    await unload(signal);
    try {
      loaded = await loadModel(engine, params, signal);
    } catch (error) {
      if (!(error instanceof CardRefused)) throw error;
      log('warn', `without the graphics card: ${error.reason}; ${String(error.cause ?? '')}`);
      const { llama } = await engineFor('off', signal);
      loaded = await loadModel({ llama, reason: error.reason }, params, signal);
    }
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
      return inTurn(signal, async (): Promise<WorkerInfo> => {
        if (card === null && gpu === 'auto') await engineFor(gpu, signal);
        return {
          ...(card ?? { gpu: null, gpuReason: null }),
          availableMemoryBytes: process.availableMemory(),
        };
      });
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

const describe = async ({ llama, reason }: Engine): Promise<Pick<WorkerInfo, 'gpu' | 'gpuReason'>> => {
  if (llama.gpu === false) return { gpu: null, gpuReason: reason };
  const names = await llama.getGpuDeviceNames();
  const { total, unifiedSize } = await llama.getVramState();
  const gpu = {
    name: names.join(', '),
    api: llama.gpu,
    memoryBytes: total,
    ownMemoryBytes: Math.max(0, total - unifiedSize),
  };
  return { gpu, gpuReason: null };
};

answerBinaryTest();
leaveRoomForTheWindow('answering');
serve(createHandlers);
