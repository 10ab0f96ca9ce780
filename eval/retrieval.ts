/**
 * `npm run eval -- retrieval --data DIR`: does a search find the page that answers? The product's own service over an
 * encrypted database; every question of every set, with and without the city as a filter (spaces), and what each stage
 * adds: tokens by a plain BM25 over the same chunks, later stages by ranking the same hits without them.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, readMigrations } from '../electron/core/db/open.ts';
import { systemClock } from '../electron/core/kernel/clock.ts';
import { silentLog } from '../electron/core/kernel/log.ts';
import { detectLanguage } from '../electron/core/services/knowledge/analysis/language.ts';
import { createKnowledge, type SearchHit } from '../electron/core/services/knowledge/index.ts';
import { createLocalRetrieval } from '../electron/core/services/knowledge/retrieval.ts';
import { localOwner } from '../electron/core/services/system/identity.ts';
import { type MeasuredEmbedder, openEmbedder } from './embedder.ts';
import { type Metrics, quantile, type Suite } from './measure.ts';
import {
  foundWithin,
  ndcg10,
  type Question,
  type RetrievalSet,
  readOmos,
  readXquad,
} from './retrieval-data.ts';
import { tokenStages } from './retrieval-stages.ts';

const migrations = readMigrations(join(import.meta.dirname, '../electron/core/db/migrations'));
/** Enough hits to rank them anew without a stage. */
const deep = 50;

type Asked = { question: Question; all: SearchHit[]; inGroup: SearchHit[] | null };

/** Items in the order of their best hit; items that share a passage word for word stand beside each other. */
const itemsOf = (hits: readonly SearchHit[], folded = true): string[] => [
  ...new Set(hits.flatMap((hit) => [hit.source, ...(folded ? hit.duplicates.map((one) => one.title) : [])])),
];

const measureSet = async (
  set: RetrievalSet,
  embedder: MeasuredEmbedder,
  metrics: Metrics,
): Promise<Asked[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'wattos-retrieval-'));
  const db = openDatabase({
    file: join(folder, 'wattos.db'),
    key: randomBytes(32),
    migrations,
    log: silentLog,
  });
  try {
    const { tenantId } = localOwner(db, systemClock);
    const retrieval = createLocalRetrieval(db);
    const knowledge = createKnowledge({
      db,
      retrieval,
      embedder,
      reranker: null,
      labels: { get: () => 'internal', set: () => {} },
      clock: systemClock,
      log: silentLog,
    });
    const spaces = new Map(
      [...new Set(set.items.map((item) => item.group))].map((name) => [
        name,
        knowledge.createSpace(tenantId, { name }).id,
      ]),
    );
    const itemOf = new Map<string, string>();
    for (const item of set.items) {
      const { id } = knowledge.addDocument(tenantId, {
        spaceId: spaces.get(item.group) ?? '',
        title: item.title,
        source: item.id,
        text: item.text,
      });
      itemOf.set(id, item.id);
    }
    await knowledge.catchUp(tenantId, { signal: new AbortController().signal });
    const ask = async (query: string, group: string | null): Promise<SearchHit[]> => {
      const inSpaces = group === null ? null : [spaces.get(group) ?? ''];
      const { hits } = await knowledge.search(tenantId, { query, spaces: inSpaces, limit: deep });
      for (const hit of hits)
        for (const duplicate of hit.duplicates) duplicate.title = itemOf.get(duplicate.documentId) ?? '';
      return hits;
    };
    const asked: Asked[] = [];
    const tookMs: number[] = [];
    for (const question of set.questions) {
      const startedMs = performance.now();
      const all = await ask(question.text, null);
      tookMs.push(performance.now() - startedMs);
      asked.push({
        question,
        all,
        inGroup: question.group === null ? null : await ask(question.text, question.group),
      });
    }
    metrics[`${set.name}.searchP95Ms`] = quantile(tookMs, 0.95);
    return asked;
  } finally {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

type Ranked = { ranked: string[]; relevant: ReadonlySet<string> };

/** With the filter, only items of the city can be right. */
const rankings = (
  asked: readonly Asked[],
  set: RetrievalSet,
  order: (hits: readonly SearchHit[]) => string[],
): Record<'all' | 'city', Ranked[]> => {
  const groupOf = new Map(set.items.map((item) => [item.id, item.group]));
  return {
    all: asked.map(({ question, all }) => ({ ranked: order(all), relevant: question.relevant })),
    city: asked.flatMap(({ question, inGroup }) =>
      inGroup === null
        ? []
        : [
            {
              ranked: order(inGroup),
              relevant: new Set([...question.relevant].filter((id) => groupOf.get(id) === question.group)),
            },
          ],
    ),
  };
};

const byScore = (score: (hit: SearchHit) => number) => (hits: readonly SearchHit[]) =>
  itemsOf([...hits].sort((a, b) => score(b) - score(a)));

const stages: Record<string, (hits: readonly SearchHit[]) => string[]> = {
  'full text': byScore((hit) => hit.scores.fullText),
  '+ meaning': (hits) => itemsOf(hits),
  'without showing duplicates': (hits) => itemsOf(hits, false),
};

const report = (
  set: RetrievalSet,
  asked: readonly Asked[],
  metrics: Metrics,
  say: (line: string) => void,
): void => {
  const put = (name: string, ranked: readonly Ranked[]): void => {
    if (ranked.length === 0) return;
    metrics[`${name}.ndcg10`] = mean(ranked.map((one) => ndcg10(one.ranked, one.relevant)));
    for (const depth of [1, 5, 10])
      metrics[`${name}.r${depth}`] = mean(ranked.map((one) => foundWithin(one.ranked, one.relevant, depth)));
  };
  const final = rankings(asked, set, (hits) => itemsOf(hits));
  if (final.city.length === 0) put(set.name, final.all);
  else {
    put(`${set.name}.all`, final.all);
    put(`${set.name}.city`, final.city);
  }
  for (const [stage, value] of Object.entries(tokenStages(set))) row(say, set.name, stage, value);
  for (const [stage, order] of Object.entries(stages)) {
    const { all, city } = rankings(asked, set, order);
    const score = (ranked: readonly Ranked[]) => mean(ranked.map((one) => ndcg10(one.ranked, one.relevant)));
    row(say, set.name, stage, { all: score(all), city: city.length === 0 ? null : score(city) });
  }
};

const row = (
  say: (line: string) => void,
  set: string,
  stage: string,
  value: { all: number; city: number | null },
): void =>
  say(
    `${set.padEnd(12)} ${stage.padEnd(28)} ${value.all.toFixed(3)}${value.city === null ? '' : `  with filter ${value.city.toFixed(3)}`}`,
  );

const suite: Suite = async ({ data, say }): Promise<Metrics> => {
  if (data === null) throw new Error('needs --data');
  const metrics: Metrics = {};
  const embedder = openEmbedder(say);
  const sets = [
    readOmos(data, 'de'),
    readOmos(data, 'en'),
    ...['de', 'en', 'tr'].map((language) => readXquad(data, language, language)),
    readXquad(data, 'de', 'en'),
  ];
  const only = process.env.WATTOS_EVAL_SETS?.split(',');
  for (const set of sets.filter((one) => only === undefined || only.includes(one.name))) {
    const asked = await measureSet(set, embedder, metrics);
    report(set, asked, metrics, say);
    metrics[`language.${set.name}`] = mean(
      set.questions.map((question) => (detectLanguage(question.text) === set.language ? 1 : 0)),
    );
  }
  const { texts, ms } = embedder.uncached();
  if (texts > 0) metrics['embed.textsPerSecond'] = texts / (ms / 1000);
  await embedder.close();
  return metrics;
};

export default suite;
