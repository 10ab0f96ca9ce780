import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Embedder } from '../../adapters/embedder/kind.ts';
import { type Db, openDatabase, openMemoryDatabase, readMigrations } from '../../db/open.ts';
import { systemClock } from '../../kernel/clock.ts';
import { silentLog } from '../../kernel/log.ts';
import { localOwner } from '../system/identity.ts';
import { createKnowledge } from './index.ts';
import { createRetrievalThread } from './retrieval-thread.ts';
import { createLocalRetrieval } from './retrieval.ts';

const migrations = readMigrations(join(import.meta.dirname, '../../db/migrations'));

/** Each word is a direction: texts are near when they share words. `salt` makes another model of it. */
const wordEmbedder = (modelId = 'words', salt = 0): Embedder & { calls: number } => ({
  calls: 0,
  info: async () => ({ modelId, dimension: 64, trust: { '*': 0.5 } }),
  async embed(texts) {
    this.calls += 1;
    return texts.map((text) => {
      const vector = new Float32Array(64);
      for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? [])
        vector[([...word].reduce((sum, letter) => sum + letter.charCodeAt(0) * 31, salt) >>> 0) % 64] = 1;
      const length = Math.hypot(...vector) || 1;
      return vector.map((value) => value / length);
    });
  },
  close: async () => {},
});

const noEmbedder: Embedder = { info: async () => null, embed: async () => [], close: async () => {} };
const signal = new AbortController().signal;

const setUp = (db: Db, embedder: Embedder = noEmbedder, meaningWithinMs: number | null = null) => {
  const { tenantId } = localOwner(db, systemClock);
  const retrieval = createLocalRetrieval(db);
  const knowledge = createKnowledge({
    db,
    retrieval,
    embedder,
    meaningWithinMs,
    reranker: null,
    labels: { get: () => 'internal', set: () => {} },
    clock: systemClock,
    log: silentLog,
  });
  const space = knowledge.createSpace(tenantId, { name: 'Satzungen' });
  const add = (title: string, text: string, more: object = {}) =>
    knowledge.addDocument(tenantId, { spaceId: space.id, title, source: `${title}.txt`, text, ...more });
  const search = async (query: string, more: object = {}) =>
    (await knowledge.search(tenantId, { query, ...more })).hits;
  return { tenantId, knowledge, space, add, search, retrieval };
};

const dogs =
  'Wer einen Hund hält, zahlt Hundesteuer. Die Steuer beträgt 120 Euro im Jahr. Blindenhunde sind befreit.';
const rooms = 'Das Wohngeld beantragen Sie bei der Wohngeldstelle. Öffnungszeiten: Montag 8 bis 12 Uhr.';

describe('search', () => {
  it('gives the passage with offsets that hold the very text', async () => {
    const { knowledge, tenantId, add, search } = setUp(openMemoryDatabase(migrations, silentLog));
    add('Hunde', dogs);
    add('Wohnen', rooms);
    const [hit] = await search('Wie hoch ist die Hundesteuer?');
    expect(hit?.title).toBe('Hunde');
    const stored = knowledge.getDocument(tenantId, hit?.documentId ?? '');
    expect(stored.text).toBe(dogs);
    expect(stored.text.slice(hit?.startOffset, hit?.endOffset)).toBe(hit?.text);
    expect(hit?.matchedWords).toContain('hundesteuer');
  });

  it('does not wait for a vector that comes too late, and takes it the next time', async () => {
    const slow = wordEmbedder();
    const late = Promise.withResolvers<void>();
    const embedder: Embedder = {
      ...slow,
      embed: async (texts, options) => {
        if (options.role === 'query') await late.promise;
        return slow.embed(texts, options);
      },
    };
    const db = openMemoryDatabase(migrations, silentLog);
    const { knowledge, tenantId, add, search } = setUp(db, embedder, 20);
    add('Hunde', dogs);
    await knowledge.catchUp(tenantId, { signal });
    const [found] = await search('Wie hoch ist die Hundesteuer?');
    expect(found).toMatchObject({ title: 'Hunde', scores: { meaning: null } });
    late.resolve();
    await expect
      .poll(async () => (await search('Wie hoch ist die Hundesteuer?'))[0]?.scores.meaning)
      .toBeGreaterThan(0);
  });

  it('stays inside space, tags, dates and sources', async () => {
    const { knowledge, tenantId, space, add, search } = setUp(openMemoryDatabase(migrations, silentLog));
    const other = knowledge.createSpace(tenantId, { name: 'Andere' });
    add('Alt', dogs, { date: '2019-05-01', tags: ['archiv'] });
    add('Neu', `${dogs} Stand heute.`, { date: '2026-01-31' });
    knowledge.addDocument(tenantId, {
      spaceId: other.id,
      title: 'Fremd',
      source: 'x',
      text: `${dogs} Anderswo.`,
    });
    const titles = async (more: object) => (await search('Hundesteuer', more)).map((hit) => hit.title).sort();
    expect(await titles({})).toEqual(['Alt', 'Fremd', 'Neu']);
    expect(await titles({ spaces: [space.id] })).toEqual(['Alt', 'Neu']);
    expect(await titles({ filters: { tags: ['archiv'] } })).toEqual(['Alt']);
    expect(await titles({ filters: { dateFrom: '2026-01-01', dateTo: '2026-01' } })).toEqual(['Neu']);
    expect(await titles({ filters: { sources: ['Neu'] } })).toEqual(['Neu']);
    expect((await knowledge.search('another tenant', { query: 'Hundesteuer' })).hits).toEqual([]);
  });

  it('finds a compound by its part once the corpus knows the part', async () => {
    const { knowledge, tenantId, add, search } = setUp(openMemoryDatabase(migrations, silentLog));
    add('Bescheid', 'Der Einkommensteuerbescheid kommt mit der Post.');
    for (let n = 0; n < 6; n += 1)
      add(`Steuer ${n}`, `Die Steuer und das Einkommen sowie der Bescheid, Teil ${n} von vielen.`);
    await knowledge.catchUp(tenantId, { signal });
    expect((await search('Steuer')).map((hit) => hit.title)).toContain('Bescheid');
  });

  it('names a passage that stands in two documents once, with both', async () => {
    const { add, search } = setUp(openMemoryDatabase(migrations, silentLog));
    const first = add('A', dogs);
    const second = add('B', dogs);
    const hits = await search('Hundesteuer');
    expect(hits).toHaveLength(1);
    expect([hits[0]?.documentId, ...(hits[0]?.duplicates ?? []).map((one) => one.documentId)].sort()).toEqual(
      [first.id, second.id].sort(),
    );
  });
});

describe('a changed document', () => {
  it('is found by its new text only, under the same id', async () => {
    const { add, search } = setUp(openMemoryDatabase(migrations, silentLog));
    const { id, versionId } = add('Hunde', dogs);
    const again = add('Hunde', 'Ab 2027 gilt die Katzensteuer.', { documentId: id });
    expect(again.id).toBe(id);
    expect(again.versionId).not.toBe(versionId);
    expect(await search('Blindenhunde')).toEqual([]);
    expect((await search('Katzensteuer'))[0]?.documentId).toBe(id);
  });

  it('makes no new version of the same text', () => {
    const { add } = setUp(openMemoryDatabase(migrations, silentLog));
    const { id, versionId } = add('Hunde', dogs);
    expect(add('Hunde', dogs, { documentId: id }).versionId).toBe(versionId);
  });
});

describe('vectors', () => {
  it('serve the old model until the new one has all of them', async () => {
    const db = openMemoryDatabase(migrations, silentLog);
    const before = setUp(db, wordEmbedder('old'));
    before.add('Hunde', dogs);
    await before.knowledge.catchUp(before.tenantId, { signal });
    const next = wordEmbedder('new', 5);
    const after = createKnowledge({
      db,
      retrieval: before.retrieval,
      embedder: next,
      reranker: null,
      labels: { get: () => 'internal', set: () => {} },
      clock: systemClock,
      log: silentLog,
    });
    const abort = new AbortController();
    const stopped: Embedder = {
      ...next,
      embed: async () => {
        abort.abort();
        throw new Error('stopped');
      },
    };
    const half = createKnowledge({
      db,
      retrieval: before.retrieval,
      embedder: stopped,
      reranker: null,
      labels: { get: () => 'internal', set: () => {} },
      clock: systemClock,
      log: silentLog,
    });
    await expect(half.catchUp(before.tenantId, { signal: abort.signal })).rejects.toThrow();
    expect(await before.retrieval.servingModel(before.tenantId)).toBe('old');
    expect((await before.search('Hundesteuer'))[0]?.scores.meaning).toBeGreaterThan(0);
    await after.catchUp(before.tenantId, { signal });
    expect(await before.retrieval.servingModel(before.tenantId)).toBe('new');
    expect(db.prepare('SELECT count(*) FROM vector_sets').pluck().get()).toBe(1);
  });
});

describe('removing', () => {
  it('leaves no word of a document in any table', async () => {
    const db = openMemoryDatabase(migrations, silentLog);
    const { knowledge, tenantId, add, search } = setUp(db, wordEmbedder());
    add('Bleibt', rooms);
    const gone = add('Xylophonzwang', 'Der Quastenflosserverein zahlt. Zuständig: Frau Zwetschgenmus.', {
      tags: ['vertraulich'],
      source: '/home/geheim.txt',
    });
    await knowledge.catchUp(tenantId, { signal });
    await knowledge.remove(tenantId, gone.id);
    const bytes = db.serialize().toString('latin1').toLowerCase();
    for (const word of [
      'xylophon',
      'quasten',
      'zwetsch',
      'vertraulich',
      'geheim.txt',
      gone.id,
      gone.versionId,
    ])
      expect(bytes, word).not.toContain(word);
    for (const table of ['chunk_vectors', 'vector_codes', 'chunk_bags', 'chunks'])
      expect(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(1);
    expect(await search('Quastenflosserverein')).toEqual([]);
    expect(await search('Wohngeldstelle')).toHaveLength(1);
  });

  it('a space takes its documents along', async () => {
    const db = openMemoryDatabase(migrations, silentLog);
    const { knowledge, tenantId, space, add } = setUp(db);
    add('Hunde', dogs);
    await knowledge.removeSpace(tenantId, space.id);
    for (const table of [
      'documents',
      'document_versions',
      'document_texts',
      'blocks',
      'chunks',
      'knowledge_tokens',
      'knowledge_words',
    ])
      expect(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(0);
  });
});

describe('the retrieval thread', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wattos-knowledge-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('sees a document as soon as it is added, and not after it is removed', async () => {
    const key = randomBytes(32);
    const file = join(folder, 'wattos.db');
    const db = openDatabase({ file, key, migrations, log: silentLog });
    const { tenantId } = localOwner(db, systemClock);
    const workerFile = join(import.meta.dirname, '../../../workers/retrieve.ts');
    const retrieval = createRetrievalThread({ workerFile, databaseFile: file, key, log: silentLog });
    const knowledge = createKnowledge({
      db,
      retrieval,
      embedder: wordEmbedder(),
      reranker: null,
      labels: { get: () => 'internal', set: () => {} },
      clock: systemClock,
      log: silentLog,
    });
    const { id: spaceId } = knowledge.createSpace(tenantId, { name: 's' });
    const titles = async (query: string) =>
      (await knowledge.search(tenantId, { query })).hits.map((hit) => hit.title);
    expect(await titles('Hundesteuer')).toEqual([]);
    const { id } = knowledge.addDocument(tenantId, { spaceId, title: 'Hunde', source: 'x', text: dogs });
    expect(await titles('Hundesteuer')).toEqual(['Hunde']);
    await knowledge.catchUp(tenantId, { signal });
    const [hit] = (await knowledge.search(tenantId, { query: 'Hundesteuer' })).hits;
    expect(hit?.scores.meaning).toBeGreaterThan(0.1);
    await knowledge.remove(tenantId, id);
    expect(await titles('Hundesteuer')).toEqual([]);
    await retrieval.close();
    db.close();
    for (const name of readdirSync(folder))
      expect(readFileSync(join(folder, name)).includes('Hundesteuer')).toBe(false);
  });
});
