/**
 * Tokens of chunks that are there already: those of a long text, which is stored without them, and those whose compounds
 * were split while the corpus was small. In bounded pieces, each a transaction of its own, so that nothing waits for a book;
 * what is missing is in the database, so the work goes on after a crash.
 */
import type { Db } from '../../db/open.ts';
import { isLanguage } from './analysis/languages.ts';
import { addWords, tokensOfChunk } from './analyse-document.ts';
import { addCounts } from './corpus-counts.ts';
import { passageText } from './document-text.ts';
import { bagOf, hashesIn, packBag } from './search/bag.ts';
import { totalsOf, type WordCounts } from './search/corpus.ts';
import { prepared } from './statements.ts';

/** In place of the corpus a chunk was indexed with: nothing of it is, or its words are counted and its tokens are missing. */
export const nothingYet = -2;
const wordsCounted = -1;

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
  corpusChunks: number;
};

/** Chunks without tokens are there: a search does not find them by their words yet. */
export const hasMissingTokens = (db: Db, tenantId: string): boolean =>
  prepared(db, 'SELECT 1 FROM chunk_bags WHERE tenant_id = ? AND corpus_chunks < 0 LIMIT 1').get(tenantId) !==
  undefined;

/** Whether `refreshTokens` has something to do. */
export const hasStaleTokens = (db: Db, tenantId: string): boolean =>
  prepared(db, 'SELECT 1 FROM chunk_bags WHERE tenant_id = ? AND corpus_chunks < ? LIMIT 1').get(
    tenantId,
    Math.floor(totalsOf(db, tenantId).chunks * staleShare),
  ) !== undefined || hasMissingTokens(db, tenantId);

/** All words of a text count before the first of its compounds is split. Returns how many chunks were read. */
const countMissingWords = (db: Db, words: WordCounts, tenantId: string): number => {
  const rows = prepared(
    db,
    `SELECT chunks.seq, version_id AS versionId, start_offset AS startOffset, end_offset AS endOffset, language
       FROM chunk_bags JOIN chunks ON chunks.seq = chunk_seq
       WHERE chunk_bags.tenant_id = ? AND corpus_chunks = ? LIMIT ?`,
  ).all(tenantId, nothingYet, refreshBatch) as Omit<
    StaleRow,
    'headingPathJson' | 'title' | 'tokens' | 'bag'
  >[];
  const counted = prepared(db, 'UPDATE chunk_bags SET corpus_chunks = ? WHERE chunk_seq = ?');
  const counts = new Map<string, number>();
  for (const row of rows) {
    addWords(counts, passageText(db, row.versionId, row.startOffset, row.endOffset), row.language);
    counted.run(wordsCounted, row.seq);
  }
  addCounts(db, 'knowledge_words', tenantId, counts);
  words.changed(tenantId, counts);
  return rows.length;
};

/**
 * Splits compounds again where the corpus has grown since: the first documents were indexed before most words were known.
 * Does a bounded piece of the work in one transaction; `false` when nothing is left. A chunk comes around again only
 * when the corpus has grown by a third, so the whole work is a small multiple of indexing once.
 */
export const refreshTokens = (db: Db, words: WordCounts, tenantId: string): boolean =>
  db.transaction(() => {
    if (countMissingWords(db, words, tenantId) > 0) return true;
    const { chunks } = totalsOf(db, tenantId);
    const rows = prepared(
      db,
      `SELECT chunks.seq, chunks.version_id AS versionId, start_offset AS startOffset, end_offset AS endOffset,
           heading_path_json AS headingPathJson, chunks.language, title, token_count AS tokens, bag,
           corpus_chunks AS corpusChunks FROM chunk_bags JOIN chunks ON chunks.seq = chunk_seq JOIN documents ON documents.seq = document_seq
         WHERE chunk_bags.tenant_id = ? AND corpus_chunks < ? ORDER BY corpus_chunks LIMIT ?`,
    ).all(tenantId, Math.floor(chunks * staleShare), refreshBatch) as StaleRow[];
    const countOf = words.of(tenantId);
    const counts = new Map<number, number>();
    const insertTokens = prepared(db, 'INSERT INTO chunks_fts (rowid, tokens) VALUES (?, ?)');
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
      (row.corpusChunks < 0 ? insertTokens : replaceTokens).run(row.seq, [...new Set(tokens)].join(' '));
      for (const hash of hashesIn(row.bag)) counts.set(hash, (counts.get(hash) ?? 0) - 1);
      for (const hash of bag.hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1);
      more += tokens.length - row.tokens;
    }
    addCounts(db, 'knowledge_tokens', tenantId, new Map([...counts].filter(([, count]) => count !== 0)));
    prepared(db, 'UPDATE knowledge_totals SET tokens = tokens + ? WHERE tenant_id = ?').run(more, tenantId);
    return rows.length > 0;
  })();
