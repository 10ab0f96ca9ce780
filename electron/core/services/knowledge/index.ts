/**
 * Knowledge: spaces of documents, and the passage that answers a question. Texts are stored exactly as given; a hit names
 * document, version, page and character range, and its text is what stands there.
 */
import type { Embedder } from '../../adapters/embedder/kind.ts';
import type { Reranker } from '../../adapters/reranker/kind.ts';
import type { Db } from '../../db/open.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import type { Runs } from '../../runs/runs.ts';
import { createDocuments, type DocumentInput } from './documents.ts';
import { createErasure, forgetFile } from './erasure.ts';
import { createUpkeep } from './index-upkeep.ts';
import { createSearch } from './passage-search.ts';
import type { Originals } from './originals.ts';
import { createReader } from './reader.ts';
import type { Retrieval } from './retrieval.ts';
import { createWordCounts } from './search/corpus.ts';
import { createSpaces, type SpaceLabels } from './spaces.ts';
import { changeTags, listTags, type TagChange } from './tags.ts';

export type { DocumentInput } from './documents.ts';
export type { Analysis } from './analyse-document.ts';
export type { Originals } from './originals.ts';
export type { Answers } from './answers/index.ts';
export type { SearchHit } from './search/engine.ts';

export type KnowledgeOptions = {
  db: Db;
  retrieval: Retrieval;
  embedder: Embedder;
  reranker: Reranker | null;
  labels: SpaceLabels;
  /** `null`: none are kept. */
  originals?: Originals | null;
  clock: Clock;
  log: Log;
  /** Longest wait of a search for the question's vector; the full text alone answers then. `null`: as long as it takes. */
  meaningWithinMs?: number | null;
  /** Longest wait for the reranker. */
  rerankWithinMs?: number;
  /** Background work; without it, `catchUp` is called by hand. */
  runs?: Pick<Runs, 'start'>;
  makeWay?: (signal: AbortSignal) => Promise<void>;
  /** Inside the transaction that removes documents, before their rows go. */
  onRemoving?: (tenantId: string, documentIds: readonly string[]) => void;
  /** A space, its documents or the state of the index has changed. */
  onChange?: (spaceId: string | null) => void;
};

/** Twenty passages take a slow laptop about half of it. */
const usualRerankWithinMs = 2_000;

export type Knowledge = ReturnType<typeof createKnowledge>;

export const createKnowledge = (options: KnowledgeOptions) => {
  const { db, retrieval, embedder, reranker, labels, clock, log, runs = null, originals = null } = options;
  const { makeWay = async () => {}, onRemoving = () => {}, onChange = () => {} } = options;
  const { meaningWithinMs = null, rerankWithinMs = usualRerankWithinMs } = options;
  const words = createWordCounts(db);
  const spaces = createSpaces({ db, clock, labels });
  const upkeep = createUpkeep({
    ...{ db, words, retrieval, embedder, clock, log, makeWay, runs },
    onChange: () => onChange(null),
  });
  const erase = createErasure({ db, originals, log });
  const documents = createDocuments({ db, clock, words, retrieval, spaces, erase, onRemoving, onChange });
  const told = <T extends { id: string }>(space: T): T => {
    onChange(space.id);
    return space;
  };

  return {
    listSpaces: spaces.list,
    getSpace: spaces.find,
    createSpace: (...args: Parameters<typeof spaces.create>) => told(spaces.create(...args)),
    updateSpace: (...args: Parameters<typeof spaces.update>) => told(spaces.update(...args)),
    removeSpace: documents.removeSpace,
    addDocument: (tenantId: string, input: DocumentInput) => {
      const added = documents.add(tenantId, input);
      upkeep.soon(tenantId);
      return added;
    },
    /** In one transaction; the index is looked after when `checkIndex` is called. */
    addDocuments: documents.addAll,
    /** What `addDocuments` needs for a long text, made beforehand. */
    analyse: documents.analyse,
    /** What a long text was stored without, piece by piece; a chat goes first. What is cut off goes on with the next index run. */
    finishIndex: upkeep.finishTokens,
    listDocuments: documents.list,
    getSummary: documents.summary,
    getDocument: documents.whole,
    viewDocument: createReader(db, documents, originals),
    setTags: documents.setTags,
    changeTags: (tenantId: string, change: TagChange) =>
      changeTags({ db, retrieval, onChange }, tenantId, change),
    listTags: (tenantId: string, spaceIds: readonly string[] | null) => listTags(db, tenantId, spaceIds),
    remove: documents.remove,
    /** `false`: the file has a document, which is to be deleted instead, or is being read. */
    forgetFile: async (fileId: string): Promise<boolean> => {
      const isGone = db.transaction(() => forgetFile(db, fileId))();
      if (isGone) await erase();
      return isGone;
    },
    search: createSearch({ retrieval, embedder, reranker, log, meaningWithinMs, rerankWithinMs }),
    catchUp: upkeep.catchUp,
    /** Something the index depends on has changed, e.g. the installed models. */
    checkIndex: upkeep.soon,
    indexState: upkeep.state,
    close: async (): Promise<void> => {
      upkeep.close();
      await retrieval.close();
    },
  };
};
