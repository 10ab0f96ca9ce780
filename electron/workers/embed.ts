/**
 * Worker process of the embedding and the reranking model: holds at most one of each, answers batches in turn and
 * questions before them.
 */
import { embedParams } from '../core/adapters/embedder/local/protocol.ts';
import { rerankParams } from '../core/adapters/reranker/local/protocol.ts';
import { loadEmbedModel } from './embed/model.ts';
import { loadRerankModel } from './embed/rerank-model.ts';
import { createTurns } from './embed/turns.ts';
import { serve } from './line.ts';
import { leaveRoomForTheWindow } from './priority.ts';

type Model<Params> = { params: Params; dispose(): Promise<void> };

/** Keeps the model that was asked for last. */
const createPlace = <Params, M extends Model<Params>>(load: (params: Params) => Promise<M>) => {
  let model: M | null = null;
  return async (params: Params): Promise<M> => {
    if (model !== null && JSON.stringify(model.params) === JSON.stringify(params)) return model;
    const old = model;
    model = null;
    await old?.dispose();
    model = await load(params);
    return model;
  };
};

const createHandlers = () => {
  const embedder = createPlace(loadEmbedModel);
  const reranker = createPlace(loadRerankModel);
  const turns = createTurns();

  return {
    embed: (raw: unknown) => {
      const params = embedParams.parse(raw);
      const kind = JSON.stringify(params.model);
      return params.urgent
        ? turns.urgent(kind, async () => (await embedder(params.model)).embed(params.texts))
        : turns.inTurn(kind, async (letUrgentGo) =>
            (await embedder(params.model)).embed(params.texts, letUrgentGo),
          );
    },
    rerank: (raw: unknown) => {
      const { model, query, passages } = rerankParams.parse(raw);
      return turns.urgent(JSON.stringify(model), async () => (await reranker(model)).score(query, passages));
    },
  };
};

leaveRoomForTheWindow('answering');
serve(createHandlers);
