/**
 * The last word of an installed reranker over the first hits. It says who stands where; the scores stay those of the
 * search, dealt out anew, because whoever judges an answer by them knows their scale. One that fails changes nothing.
 */
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
  if (hits.length < 2) return [...hits];
  try {
    const scores = await reranker.score(
      query,
      hits.map((hit) => [hit.title, ...hit.headingPath, hit.text].join('\n')),
      { signal },
    );
    const dealt = hits.map(({ score }) => score).sort((a, b) => b - a);
    return hits
      .map((hit, at) => ({ hit, judged: scores[at] ?? 0 }))
      .sort((a, b) => b.judged - a.judged)
      .map(({ hit, judged }, at) => ({
        ...hit,
        score: dealt[at] ?? 0,
        scores: { ...hit.scores, reranker: judged },
      }));
  } catch (error) {
    if (signal.aborted) throw error;
    log.warn({ error }, 'hits not reranked');
    return [...hits];
  }
};
