/** The embedding model as programs see it: under its own id, texts as passages, tokens counted. */
import type { Embedder } from '../adapters/embedder/kind.ts';
import { appError } from '../kernel/errors.ts';
import type { EndpointEmbedder } from '../services/gateway/endpoint.ts';

/**
 * The contract of the endpoint knows no difference between question and passage: all texts are embedded as passages, so
 * that the same text always has the same vector.
 */
export const endpointEmbedder = (embedder: Embedder): EndpointEmbedder => ({
  model: async () => {
    const info = await embedder.info();
    return info === null ? null : { id: info.modelId, name: info.modelId, dimensions: info.dimension };
  },
  embed: async (texts, { modelId, signal }) => {
    const info = await embedder.info();
    if (info?.modelId !== modelId) throw appError('models.NOT_FOUND', {});
    let promptTokens = 0;
    const vectors = await embedder.embed(texts, {
      role: 'passage',
      signal,
      onTokens: (count) => {
        promptTokens += count;
      },
    });
    return { modelId, vectors: vectors.map((vector) => [...vector]), promptTokens };
  },
});
