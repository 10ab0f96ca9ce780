/** Cross-encoders on this computer, in the embed worker: the preferred one of those installed, a few passages at a time. */
import { appError } from '../../../kernel/errors.ts';
import type { WorkerClient } from '../../../kernel/worker-client.ts';
import type { Reranker } from '../kind.ts';
import { type RerankParams, rerankResult } from './protocol.ts';

/** Small enough that a question to the embedding model in the same process does not wait long. */
const batchSize = 4;
/** What the models of the catalog were trained with. */
const maxTokens = 512;
/** A question leaves room for the passage. */
const maxQueryLength = 600;

export type LocalRerankerOptions = {
  worker: WorkerClient;
  /** Installed reranking models, the preferred first. */
  installed: () => Promise<readonly { id: string; folder: string; file: string }[]>;
  threads: () => number;
};

export const createLocalReranker = ({ worker, installed, threads }: LocalRerankerOptions): Reranker => ({
  modelId: async () => (await installed())[0]?.id ?? null,
  score: async (query, passages, { signal }) => {
    const [found] = await installed();
    if (found === undefined) throw appError('models.NOT_INSTALLED', { modelId: 'rerank' });
    const { id: modelId, folder, file } = found;
    const model: RerankParams['model'] = { modelId, folder, file, maxTokens, threads: threads() };
    const scores: number[] = [];
    for (let from = 0; from < passages.length; from += batchSize) {
      if (signal.aborted) throw appError('request.CANCELLED', {});
      const batch = passages.slice(from, from + batchSize);
      const params: RerankParams = { model, query: query.slice(0, maxQueryLength), passages: batch };
      scores.push(...rerankResult.parse(await worker.call('rerank', params, { signal })).scores);
    }
    return scores;
  },
  close: () => worker.close(),
});
