/** Ties the models to what uses them: settings, conversations, vectors, and the runtime that measures itself as it answers. */
import type { ModelUse } from '../../contract/models.ts';
import type { Settings } from '../../contract/settings.ts';
import type { AnswerRequest } from '../adapters/llm/kind.ts';
import type { LocalLlm } from '../adapters/llm/local/index.ts';
import type { Db } from '../db/open.ts';
import type { WorkerClient } from '../kernel/worker-client.ts';
import { conversationsByModel } from '../services/chat/model-use.ts';
import { spacesByEmbedder } from '../services/knowledge/model-use.ts';
import type { Models } from '../services/models/index.ts';

export type ModelsWiring = {
  models: Models;
  llm: LocalLlm;
  /** The process of that runtime. */
  worker: WorkerClient;
  db: Db;
  temporaryDb: Db;
  settings: () => Settings;
};

/** Returns the runtime that answers from now on. */
export const wireModels = ({ models, llm, worker, db, temporaryDb, settings }: ModelsWiring): LocalLlm => {
  const answer = async (request: AnswerRequest) => {
    const answered = await llm.answer(request);
    if (answered.finish !== 'cancelled') models.noteAnswer(request.modelId, answered.metrics);
    return answered;
  };
  models.connect({
    inUse: (modelId) => llm.runtime().modelId === modelId && worker.status().state === 'busy',
    release: (modelId) => {
      if (llm.runtime().modelId === modelId) worker.stop();
    },
    uses: () => usesOf([db, temporaryDb], settings().chat.defaultModelId),
    threads: () => settings().models.threads,
    onGraphicsCard: () => {
      const { device } = llm.runtime();
      return device !== null && device !== 'cpu';
    },
    graphicsBytes: () => llm.knownGraphics()?.gpu?.ownMemoryBytes ?? 0,
    write: async (modelId, { prompt, maxTokens, signal, onPiece, onLoading }) => {
      const turns = [{ role: 'user' as const, text: prompt }];
      const request = { modelId, turns, maxTokens, temperature: 0, signal, onText: onPiece, onLoading };
      return (await llm.answer(request)).metrics;
    },
  });
  return { ...llm, answer };
};

const usesOf = (homes: readonly Db[], defaultModelId: string | null): ReadonlyMap<string, ModelUse[]> => {
  const uses = new Map<string, ModelUse[]>();
  const add = (modelId: string, use: ModelUse): void => {
    uses.set(modelId, [...(uses.get(modelId) ?? []), use]);
  };
  if (defaultModelId !== null) add(defaultModelId, { kind: 'default-chat' });
  const conversations = new Map<string, number>();
  for (const { modelId, count } of homes.flatMap(conversationsByModel))
    conversations.set(modelId, (conversations.get(modelId) ?? 0) + count);
  for (const [modelId, count] of conversations) add(modelId, { kind: 'conversations', count });
  for (const { modelId, count } of homes.flatMap(spacesByEmbedder)) add(modelId, { kind: 'vectors', count });
  return uses;
};
