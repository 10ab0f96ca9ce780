/**
 * Knowledge: spaces of documents, and the passage that answers a question. Texts are stored exactly as given; a hit names
 * document, version, page and character range, and its text is what stands there.
 */
import type { Embedder } from '../../adapters/embedder/kind.ts';
import { trustOf } from '../../adapters/embedder/kind.ts';
import type { Reranker } from '../../adapters/reranker/kind.ts';
import type { Db } from '../../db/open.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { newId } from '../../kernel/ids.ts';
import type { Log } from '../../kernel/log.ts';
import { detectLanguage } from './analysis/language.ts';
import { type Block, layOutText } from './blocks.ts';
import { wholeText } from './document-text.ts';
import { type EmbeddingProgress, embedMissing } from './embedding.ts';
import { knowledgeError } from './failure.ts';
import { indexDocument, purgeStep, refreshTokens, unindexDocument } from './indexing.ts';
import type { Retrieval } from './retrieval.ts';
import type { Filters } from './search/catalogue.ts';
import { createWordCounts } from './search/corpus.ts';
import type { SearchResult } from './search/engine.ts';
import { rerank } from './search/rerank.ts';
import * as store from './store.ts';

export type { Block } from './blocks.ts';
export type { Filters } from './search/catalogue.ts';
export type { SearchHit, SearchResult } from './search/engine.ts';

export type KnowledgeOptions = {
  db: Db;
  retrieval: Retrieval;
  embedder: Embedder;
  reranker: Reranker | null;
  clock: Clock;
  log: Log;
};

export type DocumentInput = {
  spaceId: string;
  /** A known document gets a new version; without one it is a new document. */
  documentId?: string;
  title: string;
  /** Found out when absent. */
  language?: string;
  date?: string | null;
  source: string;
  text: string;
  /** Ranges of `text`; without them its lines are the blocks. */
  blocks?: readonly Block[];
  tags?: readonly string[];
};

export type Query = {
  query: string;
  /** `null`: all spaces. */
  spaces?: readonly string[] | null;
  filters?: Filters;
  limit?: number;
  signal?: AbortSignal;
};

export const createKnowledge = (options: KnowledgeOptions) => {
  const { db, retrieval, embedder, reranker, clock, log } = options;
  const words = createWordCounts(db);

  const space = (tenantId: string, spaceId: string): store.KnowledgeSpace => {
    const found = store.findSpace(db, tenantId, spaceId);
    if (found === null) throw knowledgeError('knowledge.SPACE_NOT_FOUND', {});
    return found;
  };

  const document = (tenantId: string, documentId: string): store.StoredDocument => {
    const found = store.findDocument(db, tenantId, documentId);
    if (found === null) throw knowledgeError('knowledge.DOCUMENT_NOT_FOUND', {});
    return found;
  };

  const checkName = (tenantId: string, name: string, own: string | null): void => {
    const taken = store.findSpaceByName(db, tenantId, name);
    if (taken !== null && taken.id !== own) throw knowledgeError('knowledge.SPACE_NAME_TAKEN', { name });
  };

  const createSpace = (
    tenantId: string,
    input: { name: string; description?: string },
  ): store.KnowledgeSpace => {
    checkName(tenantId, input.name, null);
    const at = isoNow(clock);
    const created = {
      id: newId(),
      name: input.name,
      description: input.description ?? '',
      createdAt: at,
      updatedAt: at,
    };
    store.insertSpace(db, tenantId, created);
    return created;
  };

  const updateSpace = (
    tenantId: string,
    spaceId: string,
    change: { name?: string; description?: string },
  ): store.KnowledgeSpace => {
    const changed = { ...space(tenantId, spaceId), ...change, updatedAt: isoNow(clock) };
    checkName(tenantId, changed.name, spaceId);
    store.updateSpace(db, tenantId, changed);
    return changed;
  };

  const removeSpace = async (tenantId: string, spaceId: string): Promise<void> => {
    space(tenantId, spaceId);
    const documents = store.documentsOfSpace(db, tenantId, spaceId);
    db.transaction(() => {
      for (const one of documents) removeRows(tenantId, one);
      store.deleteSpace(db, tenantId, spaceId);
    })();
    for (const one of documents) retrieval.documentChanged(one.seq);
    await purge();
  };

  /** The same text again changes nothing but title, date, source and tags. */
  const addDocument = (tenantId: string, input: DocumentInput): store.KnowledgeDocument => {
    const spaceId = space(tenantId, input.spaceId).id;
    const text = input.text.toWellFormed();
    if (!/[\p{L}\p{N}]/u.test(text)) throw knowledgeError('knowledge.DOCUMENT_EMPTY', {});
    const laidOut = input.blocks === undefined ? layOutText(text) : { text, blocks: input.blocks };
    const known = input.documentId === undefined ? null : store.findDocument(db, tenantId, input.documentId);
    const at = isoNow(clock);
    const unchanged =
      known !== null && store.versionHash(db, known.versionId)?.equals(store.sha256(text)) === true;
    const stored: store.KnowledgeDocument = {
      id: known?.id ?? input.documentId ?? newId(),
      // A document stays where it is.
      spaceId: known?.spaceId ?? spaceId,
      title: input.title,
      language: input.language ?? detectLanguage(text),
      date: input.date ?? null,
      source: input.source,
      versionId: unchanged && known !== null ? known.versionId : newId(),
      createdAt: known?.createdAt ?? at,
      updatedAt: at,
    };
    const seq = db.transaction(() => {
      const documentSeq = known?.seq ?? store.insertDocument(db, tenantId, stored);
      if (known !== null) store.updateDocument(db, documentSeq, stored);
      if (!unchanged) {
        store.insertVersion(
          db,
          tenantId,
          { id: stored.versionId, documentId: stored.id, spaceId: stored.spaceId, createdAt: at },
          laidOut,
        );
      }
      // Headings of chunks carry the title: a new one is a new index entry as well.
      if (!unchanged || known?.title !== stored.title) {
        if (known !== null) unindexDocument(db, words, tenantId, known);
        indexDocument(
          db,
          words,
          {
            tenantId,
            spaceId: stored.spaceId,
            documentSeq,
            versionId: stored.versionId,
            title: stored.title,
            language: stored.language,
          },
          laidOut,
        );
      }
      store.setTags(db, tenantId, stored.id, input.tags ?? []);
      return documentSeq;
    })();
    retrieval.documentChanged(seq);
    return stored;
  };

  const removeRows = (tenantId: string, found: store.StoredDocument): void => {
    unindexDocument(db, words, tenantId, found);
    store.deleteDocument(db, found.seq);
  };

  /** Text, all versions, chunks, vectors and full-text entries are gone when it resolves. */
  const remove = async (tenantId: string, documentId: string): Promise<void> => {
    const found = document(tenantId, documentId);
    db.transaction(() => removeRows(tenantId, found))();
    retrieval.documentChanged(found.seq);
    await purge();
  };

  /** In steps, so that a large index does not hold up everything else. */
  const purge = async (): Promise<void> => {
    for (let first = true; purgeStep(db, first); first = false) await nextTurn();
  };

  const meaningOf = async (tenantId: string, text: string, language: string, signal: AbortSignal) => {
    const info = await embedder.info();
    const modelId = info === null ? null : await retrieval.servingModel(tenantId);
    // While another model's vectors still serve, this model's query cannot be compared with them.
    if (info === null || info.modelId !== modelId) return null;
    const trust = trustOf(info, language);
    if (trust === 0) return null;
    try {
      const [vector] = await embedder.embed([text], { role: 'query', signal });
      return vector === undefined ? null : { modelId, vector, trust };
    } catch (error) {
      if (signal.aborted) throw error;
      log.warn({ error }, 'question not embedded, searching the full text alone');
      return null;
    }
  };

  const search = async (tenantId: string, input: Query): Promise<SearchResult> => {
    const signal = input.signal ?? new AbortController().signal;
    const language = detectLanguage(input.query);
    const meaning = await meaningOf(tenantId, input.query, language, signal);
    const limit = input.limit ?? 10;
    const request = {
      tenantId,
      text: input.query,
      spaceIds: input.spaces ?? null,
      filters: input.filters ?? {},
      limit,
      language,
      meaning,
    };
    const found = await retrieval.search(request, signal);
    return reranker === null
      ? found
      : { ...found, hits: await rerank(reranker, input.query, found.hits, signal, log) };
  };

  /**
   * What may lag behind the texts: compounds split by the grown vocabulary, then missing vectors. For a run in the
   * background, after documents were added and when the embedding model changed; searches go on meanwhile.
   */
  const catchUp = async (
    tenantId: string,
    work: { signal: AbortSignal; onProgress?: (progress: EmbeddingProgress) => void },
  ): Promise<void> => {
    while (!work.signal.aborted && refreshTokens(db, words, tenantId)) await nextTurn();
    const onSetsChanged = retrieval.vectorSetsChanged;
    await embedMissing(
      { db, embedder, clock, onVectors: retrieval.vectorsAdded, onSetsChanged },
      tenantId,
      work,
    );
  };

  return {
    createSpace,
    updateSpace,
    removeSpace,
    listSpaces: (tenantId: string) => store.listSpaces(db, tenantId),
    addDocument,
    getDocument: (
      tenantId: string,
      documentId: string,
    ): store.KnowledgeDocument & { text: string; blocks: Block[] } => {
      const {
        seq: _seq,
        firstChunkSeq: _first,
        chunkCount: _count,
        ...found
      } = document(tenantId, documentId);
      return { ...found, text: wholeText(db, found.versionId), blocks: store.blocksOf(db, found.versionId) };
    },
    remove,
    search,
    catchUp,
    close: () => retrieval.close(),
  };
};

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
