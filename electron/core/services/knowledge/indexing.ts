/**
 * Puts a document's current version into the full-text index and takes it out again: chunks, tokens, bags, and the
 * counts that say how rare a token is. Everything here runs inside the caller's transaction.
 */
import type { Db } from '../../db/open.ts';
import { detectLanguage } from './analysis/language.ts';
import { isLanguage, type Language } from './analysis/languages.ts';
import type { CountOf } from './analysis/compounds.ts';
import { tokensOf, wordsOf } from './analysis/tokens.ts';
import type { LaidOut } from './blocks.ts';
import { type Chunk, chunkDocument } from './chunks.ts';
import { passageText } from './document-text.ts';
import { bagOf, hashesIn, packBag } from './search/bag.ts';
import { totalsOf, type WordCounts } from './search/corpus.ts';
import { sha256 } from './store.ts';
import { prepared } from './statements.ts';

/** Words that can be parts of compounds. */
const wordLength = { min: 4, max: 20 };

type Target = {
  tenantId: string;
  spaceId: string;
  documentSeq: number;
  versionId: string;
  title: string;
  language: string;
};

type AnalysedChunk = Chunk & { language: Language; hash: Buffer } & IndexedTokens;

/** What the index wants of a text: all the work that needs no transaction. */
export type Analysis = { title: string; chunks: AnalysedChunk[]; words: ReadonlyMap<string, number> };

/** Characters that are analysed between two yields: about 20 ms. */
const sliceLength = 24_000;

/** Yields now and then, so that a book does not hold up everything else. */
export function* analyseDocument(
  about: { title: string; language: string; countOf: CountOf },
  document: LaidOut,
): Generator<void, Analysis> {
  const main: Language = isLanguage(about.language) ? about.language : 'de';
  const textOf = (chunk: Chunk): string => document.text.slice(chunk.startOffset, chunk.endOffset);
  let sliced = 0;
  const isDue = (chunk: Chunk): boolean => {
    sliced += chunk.endOffset - chunk.startOffset;
    if (sliced < sliceLength) return false;
    sliced = 0;
    return true;
  };
  const chunks: (Chunk & { language: Language })[] = [];
  const words = new Map<string, number>();
  for (const chunk of chunkDocument(document, main)) {
    const language = detectLanguage(textOf(chunk), main);
    chunks.push({ ...chunk, language });
    addWords(words, textOf(chunk), language);
    if (isDue(chunk)) yield;
  }
  const countOf: CountOf = (word) => about.countOf(word) + (words.get(word) ?? 0);
  const analysed: AnalysedChunk[] = [];
  for (const chunk of chunks) {
    const text = textOf(chunk);
    const tokens = tokensOfChunk({ title: about.title, ...chunk, text }, countOf);
    analysed.push({ ...chunk, hash: sha256(text), ...packTokens(tokens) });
    if (isDue(chunk)) yield;
  }
  return { title: about.title, chunks: analysed, words };
}

const finished = (work: Generator<void, Analysis>): Analysis => {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
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
    index.addPacked(seq, chunk);
  }
  index.finish();
  prepared(db, 'UPDATE documents SET first_chunk_seq = ?, chunk_count = ? WHERE seq = ?').run(
    first,
    chunks.length,
    target.documentSeq,
  );
};

/** `distinct` for the full-text index, `bag` for scoring; `hashes` of the bag. */
type IndexedTokens = { distinct: string; bag: Buffer; hashes: Iterable<number>; tokenCount: number };

const packTokens = (tokens: readonly string[]): IndexedTokens => {
  const bag = bagOf(tokens);
  return {
    distinct: [...new Set(tokens)].join(' '),
    bag: packBag(bag),
    hashes: bag.hashes,
    tokenCount: tokens.length,
  };
};

/** A passage is found by its headings as well. */
const tokensOfChunk = (
  chunk: { title: string; headingPath: readonly string[]; text: string; language: Language },
  countOf: CountOf,
): string[] => {
  const analysis = { language: chunk.language, countOf };
  return [
    ...tokensOf([chunk.title, ...chunk.headingPath].join('\n'), analysis),
    ...tokensOf(chunk.text, analysis),
  ];
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
    add: (seq: number, tokens: readonly string[]): void => addPacked(seq, packTokens(tokens)),
    finish: (): void => {
      addCounts(db, 'knowledge_tokens', tenantId, counts);
      addTotals(db, tenantId, lengths, 1);
    },
  };
};

/** A chunk whose compounds were split by less than this share of today's corpus is worth another look. */
const staleShare = 0.75;
/** One transaction: about 40 ms on an idle machine. */
const refreshBatch = 40;

type StaleRow = {
  seq: number;
  versionId: string;
  startOffset: number;
  endOffset: number;
  headingPathJson: string;
  language: string;
  title: string;
  tokens: number;
  bag: Buffer;
};

/** Whether `refreshTokens` has something to do. */
export const hasStaleTokens = (db: Db, tenantId: string): boolean =>
  prepared(db, 'SELECT 1 FROM chunk_bags WHERE tenant_id = ? AND corpus_chunks < ? LIMIT 1').get(
    tenantId,
    Math.floor(totalsOf(db, tenantId).chunks * staleShare),
  ) !== undefined;

/**
 * Splits compounds again where the corpus has grown since: the first documents were indexed before most words were known.
 * Does a bounded piece of the work in one transaction; `false` when nothing is left. A chunk comes around again only
 * when the corpus has grown by a third, so the whole work is a small multiple of indexing once.
 */
export const refreshTokens = (db: Db, words: WordCounts, tenantId: string): boolean =>
  db.transaction(() => {
    const { chunks } = totalsOf(db, tenantId);
    const rows = prepared(
      db,
      `SELECT chunks.seq, chunks.version_id AS versionId, start_offset AS startOffset, end_offset AS endOffset,
           heading_path_json AS headingPathJson, chunks.language, title, token_count AS tokens, bag
         FROM chunk_bags JOIN chunks ON chunks.seq = chunk_seq JOIN documents ON documents.seq = document_seq
         WHERE chunk_bags.tenant_id = ? AND corpus_chunks < ? LIMIT ?`,
    ).all(tenantId, Math.floor(chunks * staleShare), refreshBatch) as StaleRow[];
    const countOf = words.of(tenantId);
    const counts = new Map<number, number>();
    const replaceTokens = prepared(db, 'INSERT OR REPLACE INTO chunks_fts (rowid, tokens) VALUES (?, ?)');
    const updateBag = prepared(
      db,
      'UPDATE chunk_bags SET token_count = ?, corpus_chunks = ?, bag = ? WHERE chunk_seq = ?',
    );
    let more = 0;
    for (const row of rows) {
      const language = isLanguage(row.language) ? row.language : 'de';
      const text = passageText(db, row.versionId, row.startOffset, row.endOffset);
      const headingPath = JSON.parse(row.headingPathJson) as string[];
      const tokens = tokensOfChunk({ title: row.title, headingPath, text, language }, countOf);
      const bag = bagOf(tokens);
      const packed = packBag(bag);
      updateBag.run(tokens.length, chunks, packed, row.seq);
      if (packed.equals(row.bag)) continue;
      replaceTokens.run(row.seq, [...new Set(tokens)].join(' '));
      for (const hash of hashesIn(row.bag)) counts.set(hash, (counts.get(hash) ?? 0) - 1);
      for (const hash of bag.hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1);
      more += tokens.length - row.tokens;
    }
    addCounts(db, 'knowledge_tokens', tenantId, new Map([...counts].filter(([, count]) => count !== 0)));
    prepared(db, 'UPDATE knowledge_totals SET tokens = tokens + ? WHERE tenant_id = ?').run(more, tenantId);
    return rows.length > 0;
  })();

/** Takes a document's chunks out of both indexes; the caller deletes the document or indexes its next version. */
export const unindexDocument = (
  db: Db,
  words: WordCounts,
  tenantId: string,
  document: { seq: number; firstChunkSeq: number; chunkCount: number },
): void => {
  const rows = prepared(
    db,
    `SELECT chunks.seq, version_id AS versionId, start_offset AS startOffset, end_offset AS endOffset, language, token_count AS tokens, bag
       FROM chunks JOIN chunk_bags ON chunk_seq = chunks.seq WHERE document_seq = ? ORDER BY chunks.seq`,
  ).all(document.seq) as {
    seq: number;
    versionId: string;
    startOffset: number;
    endOffset: number;
    language: string;
    tokens: number;
    bag: Buffer;
  }[];
  const counts = new Map<number, number>();
  for (const { bag } of rows) for (const hash of hashesIn(bag)) counts.set(hash, (counts.get(hash) ?? 0) - 1);
  addCounts(db, 'knowledge_tokens', tenantId, counts);
  const texts = rows.map((row) => ({
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

const addWords = (counts: Map<string, number>, text: string, language: string): void => {
  if (language !== 'de') return;
  for (const word of new Set(wordsOf(text, 'de')))
    if (word.length >= wordLength.min && word.length <= wordLength.max)
      counts.set(word, (counts.get(word) ?? 0) + 1);
};

const countWords = (chunks: readonly { text: string; language: string }[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { text, language } of chunks) addWords(counts, text, language);
  return counts;
};

const negated = <K>(counts: ReadonlyMap<K, number>): Map<K, number> =>
  new Map([...counts].map(([key, count]) => [key, -count]));

const addCounts = (
  db: Db,
  table: 'knowledge_words' | 'knowledge_tokens',
  tenantId: string,
  counts: ReadonlyMap<string | number, number>,
): void => {
  const key = table === 'knowledge_words' ? 'word' : 'token_hash';
  const add = prepared(
    db,
    `INSERT INTO ${table} (tenant_id, ${key}, chunks) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET chunks = chunks + excluded.chunks`,
  );
  const clear = prepared(db, `DELETE FROM ${table} WHERE tenant_id = ? AND ${key} = ? AND chunks <= 0`);
  for (const [value, count] of counts) {
    add.run(tenantId, value, count);
    if (count < 0) clear.run(tenantId, value);
  }
};

const addTotals = (db: Db, tenantId: string, lengths: readonly number[], sign: 1 | -1): void => {
  const tokens = lengths.reduce((sum, length) => sum + length, 0);
  prepared(
    db,
    `INSERT INTO knowledge_totals (tenant_id, chunks, tokens) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET chunks = chunks + excluded.chunks, tokens = tokens + excluded.tokens`,
  ).run(tenantId, sign * lengths.length, sign * tokens);
};
