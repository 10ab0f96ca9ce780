/** Worker process of the embedding model: holds at most one, answers batches in turn and questions before them. */
import { type EmbedParams, embedParams } from '../core/adapters/embedder/local/protocol.ts';
import { type EmbedModel, loadEmbedModel } from './embed/model.ts';
import { createTurns } from './embed/turns.ts';
import { serve } from './line.ts';

const createHandlers = () => {
  let model: EmbedModel | null = null;
  const turns = createTurns();

  const modelFor = async (params: EmbedParams['model']): Promise<EmbedModel> => {
    if (model !== null && JSON.stringify(model.params) === JSON.stringify(params)) return model;
    const old = model;
    model = null;
    await old?.dispose();
    model = await loadEmbedModel(params);
    return model;
  };

  return {
    embed: (raw: unknown) => {
      const params = embedParams.parse(raw);
      const kind = JSON.stringify(params.model);
      return params.urgent
        ? turns.urgent(kind, async () => (await modelFor(params.model)).embed(params.texts))
        : turns.inTurn(kind, async (letUrgentGo) =>
            (await modelFor(params.model)).embed(params.texts, letUrgentGo),
          );
    },
  };
};

serve(createHandlers);
