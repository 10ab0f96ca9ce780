/** The last word of an installed reranker over the first hits. A reranker that fails leaves the order as it was. */
import type { Reranker } from '../../../adapters/reranker/kind.ts';
import type { Log } from '../../../kernel/log.ts';
import type { SearchHit } from './engine.ts';

export const rerank = async (
  reranker: Reranker,
  query: string,
  hits: readonly SearchHit[],
  signal: AbortSignal,
  log: Log,
): Promise<SearchHit[]> => {
  if (hits.length < 2 || (await reranker.modelId()) === null) return [...hits];
  try {
    const scores = await reranker.score(
      query,
      hits.map((hit) => [hit.title, ...hit.headingPath, hit.text].join('\n')),
      { signal },
    );
    return hits
      .map((hit, at) => ({
        ...hit,
        score: scores[at] ?? 0,
        scores: { ...hit.scores, reranker: scores[at] ?? 0 },
      }))
      .sort((a, b) => b.score - a.score);
  } catch (error) {
    if (signal.aborted) throw error;
    log.warn({ error }, 'hits not reranked');
    return [...hits];
  }
};
