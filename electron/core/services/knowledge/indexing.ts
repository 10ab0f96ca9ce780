/**
 * Puts a document's current version into the full-text index and takes it out again: chunks, tokens, bags, and the
 * counts that say how rare a token is. Everything here runs inside the caller's transaction.
 */
import type { Db } from '../../db/open.ts';
import {
  type Analysis,
  analyseDocument,
  countWords,
  finished,
  type IndexedTokens,
  packTokens,
} from './analyse-document.ts';
import type { LaidOut } from './blocks.ts';
import { addCounts, addTotals, negated } from './corpus-counts.ts';
import { passageText } from './document-text.ts';
import { nothingYet } from './refresh-tokens.ts';
import { hashesIn } from './search/bag.ts';
import { totalsOf, type WordCounts } from './search/corpus.ts';
import { prepared } from './statements.ts';

type Target = {
  tenantId: string;
  spaceId: string;
  documentSeq: number;
  versionId: string;
  title: string;
  language: string;
};

/** Without an analysis it is made here. */
export const indexDocument = (
  db: Db,
  words: WordCounts,
  target: Target,
  document: LaidOut,
  given: Analysis | null,
): void => {
  const { tenantId } = target;
  const { chunks, words: ownWords } =
    given ?? finished(analyseDocument({ ...target, countOf: words.of(tenantId) }, document));
  addCounts(db, 'knowledge_words', tenantId, ownWords);
  words.changed(tenantId, ownWords);
  const insertChunk = prepared(
    db,
    `INSERT INTO chunks (tenant_id, space_id, document_seq, version_id, page, start_offset, end_offset, heading_path_json, language, text_hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const corpusChunks = totalsOf(db, tenantId).chunks + chunks.length;
  const index = indexWriter(db, tenantId, corpusChunks);
  let first = 0;
  for (const chunk of chunks) {
    const { lastInsertRowid } = insertChunk.run(
      tenantId,
      target.spaceId,
      target.documentSeq,
      target.versionId,
      chunk.page,
      chunk.startOffset,
      chunk.endOffset,
      JSON.stringify(chunk.headingPath),
      chunk.language,
      chunk.hash,
    );
    const seq = Number(lastInsertRowid);
    if (first === 0) first = seq;
    if (chunk.tokens === null) index.addLater(seq);
    else index.addPacked(seq, chunk.tokens);
  }
  index.finish();
  prepared(db, 'UPDATE documents SET first_chunk_seq = ?, chunk_count = ? WHERE seq = ?').run(
    first,
    chunks.length,
    target.documentSeq,
  );
};

/** Tokens of a run of neighbouring chunks: into the index, into bags, into the counts. */
export const indexWriter = (db: Db, tenantId: string, corpusChunks: number) => {
  const insertTokens = prepared(db, 'INSERT INTO chunks_fts (rowid, tokens) VALUES (?, ?)');
  const insertBag = prepared(
    db,
    'INSERT INTO chunk_bags (chunk_seq, tenant_id, token_count, corpus_chunks, bag) VALUES (?, ?, ?, ?, ?)',
  );
  const counts = new Map<number, number>();
  const lengths: number[] = [];
  const addPacked = (seq: number, { distinct, bag, hashes, tokenCount }: IndexedTokens): void => {
    insertTokens.run(seq, distinct);
    insertBag.run(seq, tenantId, tokenCount, corpusChunks, bag);
    for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1);
    lengths.push(tokenCount);
  };
  return {
    addPacked,
    /** Of a long text: `refreshTokens` finds it by its corpus of `nothingYet` chunks. */
    addLater: (seq: number): void => {
      insertBag.run(seq, tenantId, 0, nothingYet, Buffer.alloc(0));
      lengths.push(0);
    },
    add: (seq: number, tokens: readonly string[]): void => addPacked(seq, packTokens(tokens)),
    finish: (): void => {
      addCounts(db, 'knowledge_tokens', tenantId, counts);
      addTotals(db, tenantId, lengths, 1);
    },
  };
};

/** Takes a document's chunks out of both indexes; the caller deletes the document or indexes its next version. */
export const unindexDocument = (
  db: Db,
  words: WordCounts,
  tenantId: string,
  document: { seq: number; firstChunkSeq: number; chunkCount: number },
): void => {
  const rows = prepared(
    db,
    `SELECT chunks.seq, version_id AS versionId, start_offset AS startOffset, end_offset AS endOffset, language, token_count AS tokens, bag,
         corpus_chunks AS corpusChunks FROM chunks JOIN chunk_bags ON chunk_seq = chunks.seq WHERE document_seq = ? ORDER BY chunks.seq`,
  ).all(document.seq) as {
    seq: number;
    versionId: string;
    startOffset: number;
    endOffset: number;
    language: string;
    tokens: number;
    bag: Buffer;
    corpusChunks: number;
  }[];
  const counts = new Map<number, number>();
  for (const { bag } of rows) for (const hash of hashesIn(bag)) counts.set(hash, (counts.get(hash) ?? 0) - 1);
  addCounts(db, 'knowledge_tokens', tenantId, counts);
  const texts = rows
    .filter((row) => row.corpusChunks !== nothingYet)
    .map((row) => ({
      text: passageText(db, row.versionId, row.startOffset, row.endOffset),
      language: row.language,
    }));
  const goneWords = negated(countWords(texts));
  addCounts(db, 'knowledge_words', tenantId, goneWords);
  words.changed(tenantId, goneWords);
  addTotals(
    db,
    tenantId,
    rows.map((row) => row.tokens),
    -1,
  );
  const removeTokens = prepared(db, 'DELETE FROM chunks_fts WHERE rowid = ?');
  for (const { seq } of rows) removeTokens.run(seq);
  prepared(db, 'DELETE FROM vector_codes WHERE document_seq = ?').run(document.seq);
  // Vectors and bags go with their chunks.
  prepared(db, 'DELETE FROM chunks WHERE document_seq = ?').run(document.seq);
  prepared(db, 'UPDATE documents SET first_chunk_seq = 0, chunk_count = 0 WHERE seq = ?').run(document.seq);
};

/**
 * Deleted rows leave their tokens in older segments of the full-text index until those are merged. One call does a
 * bounded piece of that work and says whether there is more.
 */
export const purgeStep = (db: Db, first: boolean): boolean => {
  const before = prepared(db, 'SELECT total_changes()').pluck().get() as number;
  prepared(db, "INSERT INTO chunks_fts (chunks_fts, rank) VALUES ('merge', ?)").run(
    first ? -mergePages : mergePages,
  );
  const after = prepared(db, 'SELECT total_changes()').pluck().get() as number;
  // https://www.sqlite.org/fts5.html#the_merge_command: less than two changes mean that nothing was left to merge.
  return after - before >= 2;
};
const mergePages = 500;
