import { describe, expect, it } from 'vitest';
import type { Embedder } from '../../../adapters/embedder/kind.ts';
import type { Reranker } from '../../../adapters/reranker/kind.ts';
import { join } from 'node:path';
import { openMemoryDatabase, readMigrations } from '../../../db/open.ts';
import { systemClock } from '../../../kernel/clock.ts';
import { silentLog } from '../../../kernel/log.ts';
import { localOwner } from '../../system/identity.ts';
import { createKnowledge } from '../index.ts';
import { createLocalRetrieval } from '../retrieval.ts';

const migrations = readMigrations(join(import.meta.dirname, '../../../db/migrations'));
const noEmbedder: Embedder = { info: async () => null, embed: async () => [], close: async () => {} };

/** Likes what was written last. */
const numbersFirst = (seen: number[]): Reranker => ({
  modelId: async () => 'numbers',
  score: async (_, passages) => {
    seen.push(passages.length);
    return passages.map((passage) => Number(/Nummer (\d+)/.exec(passage)?.[1] ?? 0) / 100);
  },
  close: async () => {},
});

const setUp = (reranker: Reranker | null, rerankWithinMs = 60_000) => {
  const db = openMemoryDatabase(migrations, silentLog);
  const { tenantId } = localOwner(db, systemClock);
  const knowledge = createKnowledge({
    ...{ db, reranker, rerankWithinMs, retrieval: createLocalRetrieval(db), embedder: noEmbedder },
    ...{ labels: { get: () => 'internal', set: () => {} }, clock: systemClock, log: silentLog },
  });
  const space = knowledge.createSpace(tenantId, { name: 'Satzungen' });
  for (let number = 1; number <= 30; number += 1) {
    const text = `Die Hundesteuer steht in der Satzung. ${'Hundesteuer. '.repeat(31 - number)} Nummer ${number}.`;
    const about = { spaceId: space.id, title: `Blatt ${number}`, source: `${number}.txt`, text };
    knowledge.addDocument(tenantId, about);
  }
  return (limit: number) => knowledge.search(tenantId, { query: 'Hundesteuer', limit });
};

describe('a reranker', () => {
  it('looks further than is asked for, and says who stands where', async () => {
    const seen: number[] = [];
    const { hits: plain } = await setUp(null)(20);
    const { hits, reranking } = await setUp(numbersFirst(seen))(3);
    expect(reranking).toBe('done');
    expect(seen).toEqual([20]);
    expect(hits).toHaveLength(3);
    const numbers = plain.map(({ title }) => Number(title.replace('Blatt ', ''))).sort((a, b) => b - a);
    expect(hits.map(({ title }) => title)).toEqual(numbers.slice(0, 3).map((number) => `Blatt ${number}`));
    // The scale of the search stays: an answer is judged by it.
    expect(hits.map(({ score }) => score)).toEqual(plain.slice(0, 3).map(({ score }) => score));
    expect(hits.map(({ scores }) => scores.reranker)).toEqual(
      numbers.slice(0, 3).map((number) => number / 100),
    );
  });

  it('that fails, or is not installed, leaves the order of the search', async () => {
    const titles = async (reranker: Reranker | null) =>
      (await setUp(reranker)(5)).hits.map(({ title, scores }) => [title, scores.reranker]);
    const plain = await titles(null);
    const score = async () => {
      throw new Error('broken graph');
    };
    expect(await titles({ ...numbersFirst([]), score })).toEqual(plain);
    expect(await titles({ ...numbersFirst([]), modelId: async () => null })).toEqual(plain);
  });

  it('that is too slow is not waited for, and not asked by ever more questions', async () => {
    const seen: number[] = [];
    const waiting = Promise.withResolvers<void>();
    const slow: Reranker = {
      ...numbersFirst(seen),
      score: async (query, passages, options) => {
        const scores = await numbersFirst(seen).score(query, passages, options);
        await waiting.promise;
        return scores;
      },
    };
    const { hits: plain } = await setUp(null)(5);
    const search = setUp(slow, 30);
    for (let question = 0; question < 6; question += 1) {
      const { hits, reranking } = await search(5);
      expect(hits.map(({ title }) => title)).toEqual(plain.map(({ title }) => title));
      expect(reranking).toBe('late');
    }
    expect(seen).toHaveLength(4);
    waiting.resolve();
    await expect.poll(async () => (await search(5)).reranking).toBe('done');
  });
});
