/** Worker process of the embedding model: holds at most one, answers batches in turn. */
import { type EmbedParams, embedParams } from '../core/adapters/embedder/local/protocol.ts';
import { type EmbedModel, loadEmbedModel } from './embed/model.ts';
import { serve } from './line.ts';

const createHandlers = () => {
  let model: EmbedModel | null = null;
  let turn: Promise<unknown> = Promise.resolve();

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
      const work = async () => (await modelFor(params.model)).embed(params.texts);
      const result = turn.then(work, work);
      turn = result.catch(() => {});
      return result;
    },
  };
};

serve(createHandlers);
