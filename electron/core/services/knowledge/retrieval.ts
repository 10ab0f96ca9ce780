/** Where searches run: in place over a connection of the caller, or in the retrieval thread. */
import type { Db } from '../../db/open.ts';
import { createSearchEngine, type SearchRequest, type SearchResult } from './search/engine.ts';

export type Retrieval = {
  search(request: SearchRequest, signal?: AbortSignal): Promise<SearchResult>;
  /** The model whose vectors serve, `null` for none. */
  servingModel(tenantId: string): Promise<string | null>;
  memoryBytes(): Promise<number>;
  /** The three below are told after the transaction, never inside it. */
  documentChanged(documentSeq: number): void;
  vectorsAdded(setSeq: number, firstChunkSeq: number): void;
  vectorSetsChanged(): void;
  close(): Promise<void>;
};

export const createLocalRetrieval = (db: Db): Retrieval => {
  const engine = createSearchEngine(db);
  return {
    search: async (request) => engine.search(request),
    servingModel: async (tenantId) => engine.servingModel(tenantId),
    memoryBytes: async () => engine.memoryBytes(),
    documentChanged: engine.documentChanged,
    vectorsAdded: engine.vectorsAdded,
    vectorSetsChanged: engine.vectorSetsChanged,
    close: async () => {},
  };
};
