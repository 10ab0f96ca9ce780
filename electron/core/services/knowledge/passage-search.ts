/** From a question to ranked passages: embeds it where a model serves, searches, lets an installed reranker judge. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Embedder, trustOf } from '../../adapters/embedder/kind.ts';
import type { Reranker } from '../../adapters/reranker/kind.ts';
import type { Log } from '../../kernel/log.ts';
import { detectLanguage } from './analysis/language.ts';
import type { Retrieval } from './retrieval.ts';
import type { Filters } from './search/catalogue.ts';
import type { SearchResult } from './search/engine.ts';
import { rerank } from './search/rerank.ts';

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
};

export const createSearch = (options: SearchOptions) => {
  const { retrieval, embedder, reranker, log, meaningWithinMs } = options;

  const meaningOf = async (tenantId: string, text: string, language: string, signal: AbortSignal) => {
    const info = await embedder.info();
    const modelId = info === null ? null : await retrieval.servingModel(tenantId);
    // While another model's vectors still serve, this model's query cannot be compared with them.
    if (info === null || info.modelId !== modelId) return null;
    const trust = trustOf(info, language);
    if (trust === 0) return null;
    try {
      const embedded = embedder.embed([text], { role: 'query', signal });
      const [vector] = await (meaningWithinMs === null ? embedded : orNothing(embedded, meaningWithinMs));
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
    if (!judges) return found;
    const hits = await rerank(reranker, input.query, found.hits, signal, log);
    return { ...found, hits: hits.slice(0, limit) };
  };
};

/** What comes too late is not stopped: a model that is still being loaded is there for the next question. */
const orNothing = async <T>(work: Promise<T[]>, withinMs: number): Promise<T[]> => {
  const late = new AbortController();
  const nothing = sleep(withinMs, [], { signal: late.signal, ref: false });
  work.catch(() => {});
  try {
    return await Promise.race([work, nothing]);
  } finally {
    nothing.catch(() => {});
    late.abort();
  }
};
