/**
 * The last word of an installed reranker over the first hits. It says who stands where; the scores stay those of the
 * search, dealt out anew, because whoever judges an answer by them knows their scale. One that fails or takes too long
 * changes nothing, and one that is still at an earlier question is not asked.
 */
import type { Reranker } from '../../../adapters/reranker/kind.ts';
import type { Log } from '../../../kernel/log.ts';
import { inTime } from '../in-time.ts';
import type { SearchHit, SearchResult } from './engine.ts';

export type Reranked = { hits: SearchHit[]; reranking: SearchResult['reranking'] };

export const createRerank = (options: { reranker: Reranker; withinMs: number; log: Log }) => {
  const { reranker, withinMs, log } = options;
  let busy = 0;

  const ask = async (query: string, hits: readonly SearchHit[], signal: AbortSignal): Promise<number[]> => {
    busy += 1;
    try {
      const passages = hits.map((hit) => [hit.title, ...hit.headingPath, hit.text].join('\n'));
      return await reranker.score(query, passages, { signal });
    } finally {
      busy -= 1;
    }
  };

  return async (query: string, hits: readonly SearchHit[], signal: AbortSignal): Promise<Reranked> => {
    if (hits.length < 2) return { hits: [...hits], reranking: 'none' };
    if (busy >= atOnce) return { hits: [...hits], reranking: 'late' };
    try {
      const scores = await inTime(ask(query, hits, signal), withinMs);
      if (scores === null) {
        log.warn({ withinMs }, 'hits not reranked in time');
        return { hits: [...hits], reranking: 'late' };
      }
      return { hits: judged(hits, scores), reranking: 'done' };
    } catch (error) {
      if (signal.aborted) throw error;
      log.warn({ error }, 'hits not reranked');
      return { hits: [...hits], reranking: 'failed' };
    }
  };
};

/** Questions that may wait for it side by side: more would all come too late. */
const atOnce = 4;

const judged = (hits: readonly SearchHit[], scores: readonly number[]): SearchHit[] => {
  const dealt = hits.map(({ score }) => score).sort((a, b) => b - a);
  return hits
    .map((hit, at) => ({ hit, judgement: scores[at] ?? 0 }))
    .sort((a, b) => b.judgement - a.judgement)
    .map(({ hit, judgement }, at) => ({
      ...hit,
      score: dealt[at] ?? 0,
      scores: { ...hit.scores, reranker: judgement },
    }));
};
