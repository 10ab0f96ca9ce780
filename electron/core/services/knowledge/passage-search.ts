/** From a question to ranked passages: embeds it where a model serves, searches, lets an installed reranker judge. */
import { type Embedder, trustOf } from '../../adapters/embedder/kind.ts';
import type { Reranker } from '../../adapters/reranker/kind.ts';
import type { Log } from '../../kernel/log.ts';
import { detectLanguage } from './analysis/language.ts';
import type { Retrieval } from './retrieval.ts';
import type { Filters } from './search/catalogue.ts';
import type { SearchResult } from './search/engine.ts';
import { inTime } from './in-time.ts';
import { createRerank } from './search/rerank.ts';

export type Query = {
  query: string;
  /** `null`: all spaces. */
  spaces?: readonly string[] | null;
  filters?: Filters;
  limit?: number;
  signal?: AbortSignal;
};

/** What a reranker looks at, even where fewer are wanted: each costs it some ten milliseconds. */
const candidates = 20;

export type SearchOptions = {
  retrieval: Retrieval;
  embedder: Embedder;
  reranker: Reranker | null;
  log: Log;
  /** Longest wait for the question's vector; `null`: as long as it takes. */
  meaningWithinMs: number | null;
  /** Longest wait for the reranker; after it the order of the search stands. */
  rerankWithinMs: number;
};

export const createSearch = (options: SearchOptions) => {
  const { retrieval, embedder, reranker, log, meaningWithinMs, rerankWithinMs } = options;
  const rerank = reranker === null ? null : createRerank({ reranker, withinMs: rerankWithinMs, log });

  const meaningOf = async (tenantId: string, text: string, language: string, signal: AbortSignal) => {
    const info = await embedder.info();
    const modelId = info === null ? null : await retrieval.servingModel(tenantId);
    // While another model's vectors still serve, this model's query cannot be compared with them.
    if (info === null || info.modelId !== modelId) return null;
    const trust = trustOf(info, language);
    if (trust === 0) return null;
    try {
      const embedded = embedder.embed([text], { role: 'query', signal });
      const [vector] =
        (await (meaningWithinMs === null ? embedded : inTime(embedded, meaningWithinMs))) ?? [];
      return vector === undefined ? null : { modelId, vector, trust };
    } catch (error) {
      if (signal.aborted) throw error;
      log.warn({ error }, 'question not embedded, searching the full text alone');
      return null;
    }
  };

  return async (tenantId: string, input: Query): Promise<SearchResult> => {
    const signal = input.signal ?? new AbortController().signal;
    const language = detectLanguage(input.query);
    const meaning = await meaningOf(tenantId, input.query, language, signal);
    const limit = input.limit ?? 10;
    const judges = reranker !== null && (await reranker.modelId()) !== null;
    const found = await retrieval.search(
      {
        tenantId,
        text: input.query,
        spaceIds: input.spaces ?? null,
        filters: input.filters ?? {},
        limit: judges ? Math.max(limit, candidates) : limit,
        language,
        meaning,
      },
      signal,
    );
    if (!judges || rerank === null) return found;
    const startedMs = performance.now();
    const { hits, reranking } = await rerank(input.query, found.hits, signal);
    const timings = { ...found.timings, rerankMs: performance.now() - startedMs };
    return { ...found, hits: hits.slice(0, limit), reranking, timings };
  };
};
