import { describe, expect, it } from 'vitest';
import { setUp } from '../../wiring/intelligence-room.ts';
import type { Db } from '../../db/open.ts';
import { longText } from './analyse-document.ts';
import { refreshTokens } from './refresh-tokens.ts';
import { createWordCounts } from './search/corpus.ts';

const open = new AbortController().signal;

/** Long enough to be indexed in pieces, with compounds whose parts stand in it as well. */
const book = Array.from({ length: Math.ceil((longText * 1.3) / 110) }, (_, at) =>
  at % 2 === 0
    ? `Die Hundesteuersatzung ${at} der Gemeinde gilt für jeden Hund, der im Gemeindegebiet gehalten wird.`
    : `Jede Steuer nach der Satzung ${at} zahlt der Halter im Januar an die Stadtkasse am Marktplatz.`,
).join('\n');

const index = (db: Db) => ({
  chunks: db.prepare('SELECT start_offset, end_offset, text_hash FROM chunks ORDER BY seq').all(),
  bags: db.prepare('SELECT token_count, corpus_chunks, bag FROM chunk_bags ORDER BY chunk_seq').all(),
  tokens: db.prepare('SELECT token_hash, chunks FROM knowledge_tokens ORDER BY token_hash').all(),
  words: db.prepare('SELECT word, chunks FROM knowledge_words ORDER BY word').all(),
  totals: db.prepare('SELECT chunks, tokens FROM knowledge_totals').all(),
  found: db.prepare("SELECT count(*) FROM chunks_fts WHERE chunks_fts MATCH 'halt'").pluck().get(),
});

const stored = async () => {
  const room = setUp();
  const input = { spaceId: room.space.id, title: 'Satzungen', source: 'satzungen.txt', text: book };
  const analysis = await room.knowledge.analyse(room.tenantId, input);
  const id = room.knowledge.addDocuments(room.tenantId, (add) => add({ ...input, analysis }).id);
  return { ...room, id };
};

describe('a long text', () => {
  it('has, after all its pieces, the index it would have been given at once', async () => {
    const { db, knowledge, tenantId } = await stored();
    await knowledge.finishIndex(tenantId, open);
    const whole = setUp();
    whole.add('Satzungen', book);
    expect(index(db)).toEqual(index(whole.db));
    const { hits } = await knowledge.search(tenantId, { query: 'Hundesteuer' });
    expect(hits.length).toBeGreaterThan(0);
  });

  it('is written in pieces that hold nobody up', async () => {
    const { db, tenantId } = await stored();
    const words = createWordCounts(db);
    const missing = db.prepare('SELECT count(*) FROM chunk_bags WHERE corpus_chunks < 0').pluck();
    const all = Number(missing.get());
    expect(all).toBeGreaterThan(100);
    let written = 0;
    for (let left = all, more = true; more; ) {
      more = refreshTokens(db, words, tenantId);
      const now = Number(missing.get());
      expect(left - now).toBeLessThanOrEqual(40);
      written += left - now;
      left = now;
    }
    expect(written).toBe(all);
  });

  it('cut off in the middle is finished by the next index run, and leaves no count behind when deleted', async () => {
    const { db, knowledge, tenantId, id } = await stored();
    const words = createWordCounts(db);
    for (let piece = 0; piece < 7; piece += 1) refreshTokens(db, words, tenantId);
    const before = index(db);
    await knowledge.catchUp(tenantId, { signal: open });
    expect(index(db).tokens.length).toBeGreaterThan(before.tokens.length);
    const whole = setUp();
    whole.add('Satzungen', book);
    expect(index(db)).toEqual(index(whole.db));

    const other = await stored();
    for (let piece = 0; piece < 7; piece += 1)
      refreshTokens(other.db, createWordCounts(other.db), other.tenantId);
    await other.knowledge.remove(other.tenantId, other.id);
    expect(index(other.db)).toMatchObject({ chunks: [], bags: [], tokens: [], words: [] });
    expect(index(other.db).totals).toEqual([{ chunks: 0, tokens: 0 }]);
    await knowledge.remove(tenantId, id);
    expect(index(db)).toMatchObject({ chunks: [], tokens: [], words: [] });
  });
});
