/**
 * Documents of spaces: stored with their exact text, versioned, indexed for the full text in the same transaction, and
 * removed without a rest.
 */
import type { DocumentSummary } from '../../../contract/knowledge.ts';
import type { Db } from '../../db/open.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { newId } from '../../kernel/ids.ts';
import { detectLanguage } from './analysis/language.ts';
import { blocksWithin } from './block-store.ts';
import { type Block, layOutText, type Page } from './blocks.ts';
import { type DocumentListQuery, listDocuments, summaryOf } from './document-list.ts';
import { wholeText } from './document-text.ts';
import { knowledgeError } from './failure.ts';
import { forgetFiles } from './erasure.ts';
import { analyseDocument, type Analysis, longText } from './analyse-document.ts';
import { indexDocument, unindexDocument } from './indexing.ts';
import { nextTurn } from './next-turn.ts';
import type { Retrieval } from './retrieval.ts';
import type { WordCounts } from './search/corpus.ts';
import type { Spaces } from './spaces.ts';
import * as store from './store.ts';

export type DocumentInput = {
  spaceId: string;
  /** A known document gets a new version; without one, or with one nobody knows, it is a new document. */
  documentId?: string;
  /** The document this one was attached to or packed in. */
  parentId?: string | null;
  title: string;
  /** Found out when absent. */
  language?: string;
  date?: string | null;
  source: string;
  text: string;
  /** Ranges of `text`; without them its lines are the blocks. */
  blocks?: readonly Block[];
  pages?: readonly Page[];
  /** Of this very text, title and language, made before by `analyse`; without it the index does the work. */
  analysis?: Analysis | null;
  /** `undefined`: they stay as they are. */
  tags?: readonly string[];
} & Partial<store.VersionFacts>;

/** Documents of a space that are removed in one transaction. */
const removedAtOnce = 20;

export type DocumentsOptions = {
  db: Db;
  clock: Clock;
  words: WordCounts;
  retrieval: Retrieval;
  spaces: Spaces;
  /** Inside the transaction, while the rows are still there: what others have kept of these documents goes with them. */
  onRemoving: (tenantId: string, documentIds: readonly string[]) => void;
  /** Called when rows are gone: takes what they have left in files and indexes. */
  erase: () => Promise<void>;
  onChange: (spaceId: string) => void;
};

export const createDocuments = (options: DocumentsOptions) => {
  const { db, clock, words, retrieval, spaces, erase, onRemoving, onChange } = options;

  const find = (tenantId: string, documentId: string): store.StoredDocument => {
    const found = store.findDocument(db, tenantId, documentId);
    if (found === null) throw knowledgeError('knowledge.DOCUMENT_NOT_FOUND', {});
    return found;
  };

  const summary = (tenantId: string, documentId: string): DocumentSummary => {
    const found = summaryOf(db, tenantId, documentId);
    if (found === null) throw knowledgeError('knowledge.DOCUMENT_NOT_FOUND', {});
    return found;
  };

  /**
   * Inside a transaction. The same text again changes nothing but title, date, source and what is known of it. Blocks and
   * pages belong to the text: they are stored when it is.
   */
  const put = (tenantId: string, input: DocumentInput): store.KnowledgeDocument & { seq: number } => {
    const spaceId = spaces.find(tenantId, input.spaceId).id;
    const text = input.text.toWellFormed();
    // A scan nobody has read yet is kept, so that it can be looked at and read later.
    if (!/[\p{L}\p{N}]/u.test(text) && input.warnings?.includes('needs-ocr') !== true)
      throw knowledgeError('knowledge.DOCUMENT_EMPTY', {});
    const laidOut =
      input.blocks === undefined
        ? layOutText(text)
        : { text, blocks: input.blocks, pages: input.pages ?? [] };
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
      parentId: known?.parentId ?? input.parentId ?? null,
      createdAt: known?.createdAt ?? at,
      updatedAt: at,
    };
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
    const { format = null, metadata = {}, warnings = [] } = input;
    if (!unchanged || input.format !== undefined)
      store.setVersionFacts(db, stored.versionId, { format, metadata, warnings });
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
        input.analysis?.title === stored.title ? input.analysis : null,
      );
    }
    if (input.tags !== undefined) store.setTags(db, tenantId, stored.id, input.tags);
    return { ...stored, seq: documentSeq };
  };

  /**
   * Several documents in one transaction, with whatever else `work` writes; searches see them when it is through.
   * `work` must not wait.
   */
  const addAll = <T>(
    tenantId: string,
    work: (add: (input: DocumentInput) => store.KnowledgeDocument, drop: (documentId: string) => void) => T,
  ): T => {
    const changed: { seq: number; spaceId: string }[] = [];
    const add = (input: DocumentInput): store.KnowledgeDocument => {
      const { seq, ...stored } = put(tenantId, input);
      changed.push({ seq, spaceId: stored.spaceId });
      return stored;
    };
    const drop = (documentId: string): void => {
      const found = store.findDocument(db, tenantId, documentId);
      if (found !== null) changed.push(...removeRows(tenantId, [found]));
    };
    let result: T;
    try {
      result = db.transaction(() => work(add, drop))();
    } catch (error) {
      // Counts that were taken back with the transaction.
      words.forget();
      throw error;
    }
    for (const { seq } of changed) retrieval.documentChanged(seq);
    for (const spaceId of new Set(changed.map((one) => one.spaceId))) onChange(spaceId);
    return result;
  };

  /** Inside a transaction. Files and attachments go along. */
  const removeRows = (tenantId: string, found: readonly store.StoredDocument[]): store.StoredDocument[] => {
    const all = new Map<string, store.StoredDocument>();
    for (const one of found)
      for (const each of store.withAttachments(db, tenantId, one)) all.set(each.id, each);
    onRemoving(tenantId, [...all.keys()]);
    for (const one of all.values()) {
      unindexDocument(db, words, tenantId, one);
      forgetFiles(db, one.id);
      store.deleteDocument(db, one.seq);
    }
    return [...all.values()];
  };

  const firstOf = (tenantId: string, spaceId: string) =>
    store.documentsOfSpace(db, tenantId, spaceId, removedAtOnce);

  /**
   * The costly part of adding a document, in slices between which everything else goes on. The tokens of a long text come
   * when it is stored, with `finishIndex`.
   */
  const analyse = async (
    tenantId: string,
    input: Pick<DocumentInput, 'title' | 'language' | 'text' | 'blocks'>,
  ): Promise<Analysis> => {
    const text = input.text.toWellFormed();
    const laidOut = input.blocks === undefined ? layOutText(text) : { text, blocks: input.blocks };
    const language = input.language ?? detectLanguage(text);
    const tokensLater = text.length > longText;
    const about = { title: input.title, language, countOf: words.of(tenantId), tokensLater };
    const work = analyseDocument(about, laidOut);
    for (;;) {
      const step = work.next();
      if (step.done) return step.value;
      await nextTurn();
    }
  };

  return {
    find,
    summary,
    analyse,
    add: (tenantId: string, input: DocumentInput): store.KnowledgeDocument =>
      addAll(tenantId, (add) => add(input)),
    addAll,
    list: (tenantId: string, query: DocumentListQuery) => listDocuments(db, tenantId, query),
    setTags: (tenantId: string, documentId: string, tags: readonly string[]): DocumentSummary => {
      const { seq, spaceId } = find(tenantId, documentId);
      db.transaction(() => store.setTags(db, tenantId, documentId, tags))();
      retrieval.documentChanged(seq);
      onChange(spaceId);
      return summary(tenantId, documentId);
    },
    whole: (tenantId: string, documentId: string) => {
      const { seq: _seq, firstChunkSeq: _first, chunkCount: _count, ...found } = find(tenantId, documentId);
      return {
        ...found,
        text: wholeText(db, found.versionId),
        blocks: blocksWithin(db, found.versionId, -1, Number.MAX_SAFE_INTEGER),
      };
    },
    /** Text, all versions, chunks, vectors and full-text entries are gone when it resolves. */
    remove: async (tenantId: string, documentId: string): Promise<void> => {
      const found = find(tenantId, documentId);
      const gone = db.transaction(() => removeRows(tenantId, [found]))();
      for (const { seq } of gone) retrieval.documentChanged(seq);
      onChange(found.spaceId);
      await erase();
    },
    /** In steps as well; what is cut off can be asked for again. */
    removeSpace: async (tenantId: string, spaceId: string): Promise<void> => {
      spaces.find(tenantId, spaceId);
      for (let some = firstOf(tenantId, spaceId); some.length > 0; some = firstOf(tenantId, spaceId)) {
        const gone = db.transaction(() => removeRows(tenantId, some))();
        for (const { seq } of gone) retrieval.documentChanged(seq);
        await nextTurn();
      }
      store.deleteSpace(db, tenantId, spaceId);
      onChange(spaceId);
      await erase();
    },
  };
};
export type Documents = ReturnType<typeof createDocuments>;
