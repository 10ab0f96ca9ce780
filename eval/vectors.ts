/**
 * `npm run eval -- vectors --data DIR`: search at a million chunks on the encrypted store, through the retrieval thread
 * as the application runs it. `WATTOS_EVAL_VECTORS` sets the size (1,000,000), the small figure is taken at 50,000.
 *
 * Texts: windows of real sentences (municipal pages, encyclopaedia paragraphs, federal laws; de, en, tr) in which four of
 * ten sentences come from elsewhere in the same language, plus two rare words each, so that no text occurs twice.
 * Vectors: each is the embedding of a real passage, moved by up to half the difference of two other real embeddings and
 * brought back to length one: mixtures keep the directions in which real texts differ, unlike isotropic noise. Questions
 * are embeddings of real questions, none of which is among the passages.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, openDatabase, readMigrations } from '../electron/core/db/open.ts';
import { systemClock } from '../electron/core/kernel/clock.ts';
import { silentLog } from '../electron/core/kernel/log.ts';
import { createRetrievalThread } from '../electron/core/services/knowledge/retrieval-thread.ts';
import type { Retrieval } from '../electron/core/services/knowledge/retrieval.ts';
import { createCatalogue } from '../electron/core/services/knowledge/search/catalogue.ts';
import { createWordCounts, totalsOf } from '../electron/core/services/knowledge/search/corpus.ts';
import { createLexicalSearch } from '../electron/core/services/knowledge/search/lexical.ts';
import { analyseQuery } from '../electron/core/services/knowledge/search/query.ts';
import { createVectorSearch } from '../electron/core/services/knowledge/search/vector-search.ts';
import { localOwner } from '../electron/core/services/system/identity.ts';
import { openEmbedder } from './embedder.ts';
import { type Metrics, median, quantile, type Suite } from './measure.ts';
import {
  type BuiltCorpus,
  buildCorpus,
  type MeasuredQuestion,
  modelId,
  readSources,
} from './vectors-corpus.ts';

const migrations = readMigrations(join(import.meta.dirname, '../electron/core/db/migrations'));
const smallSize = 50_000;
/** Questions whose exact neighbours are found by comparing with everything. */
const exactQuestions = 100;

type Place = { db: Db; file: string; key: Buffer; tenantId: string; corpus: BuiltCorpus };

const suite: Suite = async ({ data, say }): Promise<Metrics> => {
  if (data === null) throw new Error('needs --data');
  const size = Number(process.env.WATTOS_EVAL_VECTORS ?? 1_000_000);
  const embedder = openEmbedder(say);
  const sources = await readSources(data, embedder, say);
  await embedder.close();
  const metrics: Metrics = {};
  for (const [chunks, name] of [
    [Math.min(smallSize, size), '50k'],
    [size, '1m'],
  ] as const) {
    const folder = mkdtempSync(join(tmpdir(), 'wattos-vectors-'));
    const file = join(folder, 'wattos.db');
    const key = randomBytes(32);
    const db = openDatabase({ file, key, migrations, log: silentLog });
    try {
      const { tenantId } = localOwner(db, systemClock);
      const corpus = await buildCorpus(db, tenantId, sources, chunks, say);
      db.pragma('wal_checkpoint(TRUNCATE)');
      metrics[`vectors.${name}.fileMb`] = statSync(file).size / 1e6;
      await measure({ db, file, key, tenantId, corpus }, sources.questions, name, metrics, say);
    } finally {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return metrics;
};

const measure = async (
  place: Place,
  questions: readonly MeasuredQuestion[],
  name: string,
  metrics: Metrics,
  say: (line: string) => void,
): Promise<void> => {
  measureParts(place, questions, name, metrics, say);
  const retrieval = createRetrievalThread({
    workerFile: join(import.meta.dirname, '../electron/workers/retrieve.ts'),
    databaseFile: place.file,
    key: place.key,
    log: silentLog,
  });
  try {
    const startedMs = performance.now();
    await retrieval.servingModel(place.tenantId);
    metrics[`vectors.${name}.openMs`] = performance.now() - startedMs;
    metrics[`vectors.${name}.indexMb`] = (await retrieval.memoryBytes()) / 1e6;
    await measureSearch(retrieval, place, questions, `search.${name}`, null, metrics);
    await measureSearch(
      retrieval,
      place,
      questions,
      `search.${name}.oneSpace`,
      [place.corpus.spaceIds[0] ?? ''],
      metrics,
    );
  } finally {
    await retrieval.close();
  }
};

const measureSearch = async (
  retrieval: Retrieval,
  { tenantId }: Place,
  questions: readonly MeasuredQuestion[],
  name: string,
  spaceIds: string[] | null,
  metrics: Metrics,
): Promise<void> => {
  const search = ({ text, language, vector }: MeasuredQuestion) =>
    retrieval.search({
      tenantId,
      text,
      language,
      spaceIds,
      filters: {},
      limit: 10,
      meaning: { modelId, vector, trust: 0.5 },
    });
  for (const question of questions.slice(0, 10)) await search(question);
  const tookMs: number[] = [];
  for (const question of questions) {
    const startedMs = performance.now();
    await search(question);
    tookMs.push(performance.now() - startedMs);
  }
  metrics[`${name}.p50Ms`] = median(tookMs);
  metrics[`${name}.p95Ms`] = quantile(tookMs, 0.95);
};

/** Vector stage and full-text stage by themselves, and the vector stage against an exact search. */
const measureParts = (
  place: Place,
  questions: readonly MeasuredQuestion[],
  name: string,
  metrics: Metrics,
  say: (line: string) => void,
): void => {
  const { db, tenantId, corpus } = place;
  const catalogue = createCatalogue(db);
  const vectors = createVectorSearch(db);
  const everything = catalogue.scope({ tenantId, spaceIds: null, filters: {} });
  const oneSpace = catalogue.scope({ tenantId, spaceIds: [corpus.spaceIds[0] ?? ''], filters: {} });
  const rangeOf = (documentSeq: number): [number, number] => {
    const document = catalogue.document(documentSeq);
    return [document?.firstChunkSeq ?? 0, document?.chunkCount ?? 0];
  };
  const nearest = (vector: Float32Array, scope: typeof everything): number[] =>
    [...vectors.search({ tenantId, modelId, vector }, scope, rangeOf, [])]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 10)
      .map(([seq]) => seq);

  for (const [label, scope] of [
    ['', everything],
    ['.oneSpace', oneSpace],
  ] as const) {
    for (const { vector } of questions.slice(0, 10)) nearest(vector, scope);
    const tookMs = questions.map(({ vector }) => timed(() => nearest(vector, scope)));
    metrics[`vectors.${name}${label}.p50Ms`] = median(tookMs);
    metrics[`vectors.${name}${label}.p95Ms`] = quantile(tookMs, 0.95);
  }

  const step = Math.max(1, Math.floor(questions.length / exactQuestions));
  const some = questions.filter((_, at) => at % step === 0).slice(0, exactQuestions);
  say(`${name}: exact neighbours of ${some.length} questions`);
  const exact = corpus.exactNeighbours(
    some.map(({ vector }) => vector),
    10,
  );
  const recalls = some.map(({ vector }, at) => {
    const found = new Set(nearest(vector, everything));
    return (exact[at] ?? []).filter((seq) => found.has(seq)).length / 10;
  });
  metrics[`vectors.${name}.recall10`] = recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;

  const lexical = createLexicalSearch(db);
  const words = createWordCounts(db);
  const totals = totalsOf(db, tenantId);
  const fullText = ({ text, language }: MeasuredQuestion) =>
    lexical(analyseQuery(db, words, { tenantId, text, language, totals }), everything, 200);
  for (const question of questions.slice(0, 10)) fullText(question);
  const tookMs = questions.map((question) => timed(() => fullText(question)));
  metrics[`fts.${name}.p50Ms`] = median(tookMs);
  metrics[`fts.${name}.p95Ms`] = quantile(tookMs, 0.95);
};

const timed = (work: () => unknown): number => {
  const startedMs = performance.now();
  work();
  return performance.now() - startedMs;
};

export default suite;
