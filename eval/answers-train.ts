/**
 * `npm run eval -- answers-train --data DIR`: trains the two models of the extract on OMoS-QA (train and dev, German and
 * English, asked of the page, of a small space and of the whole city) and on questions that fit no document, and writes `models/answers`. What it prints is of questions the
 * models have not seen: `crossCity` with their city left out of the training, `trainToDev` of dev by models trained on train alone. The figures of the product come
 * from `answers`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type AnswerModels,
  presence,
  presenceNames,
  presenceRow,
  type Scored,
} from '../electron/core/services/knowledge/answers/decide.ts';
import { featureNames } from '../electron/core/services/knowledge/answers/features.ts';
import { logistic, logOdds, type TreeModel } from '../electron/core/services/knowledge/answers/trees.ts';
import { openOmos, openSmallOmos, openXquad } from './answers-corpus.ts';
import { bestLimit, type Judged, quality } from './answers-figures.ts';
import { see, type Seen } from './answers-rows.ts';
import { boost, type BoostOptions, type Example } from './boost.ts';
import { openEmbedder } from './embedder.ts';
import type { Metrics, Suite } from './measure.ts';

const lineOptions: BoostOptions = { trees: 130, depth: 4, rate: 0.1, minWeight: 15, lambda: 5, columns: 0.3 };
const presenceOptions: BoostOptions = { trees: 60, depth: 2, rate: 0.1, minWeight: 8, lambda: 10 };
/** What ranks lower has hardly an answer and would only slow the training down. */
const trainedDocuments = 3;

const lineExamples = (seen: readonly Seen[]): Example[] =>
  seen.flatMap((one) =>
    one.stretches.slice(0, trainedDocuments).flatMap((_, at) =>
      (one.rows[at] ?? []).map((row, index) => ({
        row,
        label: one.labels[at]?.[index] ?? 0,
        weight: one.where === 'document' ? 1 : 0.5,
      })),
    ),
  );

export const scoredBy = (lines: TreeModel, one: Seen): { scored: Scored[]; rows: Float32Array[] } => {
  const scored = one.stretches.flatMap((stretch, at) =>
    stretch.units.map((unit, index) => ({
      stretch,
      unit,
      probability: logistic(logOdds(lines, one.rows[at]?.[index] ?? [])),
    })),
  );
  return { scored, rows: one.rows.flat() };
};

const presenceExamples = (lines: TreeModel, seen: readonly Seen[]): Example[] => {
  const without = seen.filter((one) => one.asked.goldLines === 0).length;
  // Refusals weigh in all as much as answers do: both errors count the same.
  const weight = (seen.length - without) / Math.max(1, without);
  return seen.map((one) => {
    const { scored, rows } = scoredBy(lines, one);
    return {
      row: presenceRow(scored, rows),
      label: one.asked.goldLines > 0 ? 1 : 0,
      weight: one.asked.goldLines > 0 ? 1 : weight,
    };
  });
};

/** The presence model must see probabilities as unsure as they will be, so they come from models that do not know the question. */
const train = (seen: readonly Seen[], say: (line: string) => void): Omit<AnswerModels, 'presenceLimit'> => {
  const folds = [0, 1].map((fold) => seen.filter((one) => foldOf(one) === fold));
  const examples = folds.flatMap((held, at) => {
    const others = folds[1 - at] ?? [];
    return presenceExamples(boost(lineExamples(others), featureNames, lineOptions), held);
  });
  say(`  ${seen.length} questions, ${examples.filter((one) => one.label === 0).length} without an answer`);
  return {
    lines: boost(lineExamples(seen), featureNames, lineOptions),
    presence: boost(examples, presenceNames, presenceOptions),
  };
};

/** The same question in both languages and both ways falls into the same half. */
const foldOf = ({ asked }: Seen): number =>
  [...asked.document].reduce((sum, sign) => sum + sign.charCodeAt(0), 0) % 2;

/** Questions that are held out, judged by models trained on all others. */
const judgeHeldOut = (
  seen: readonly Seen[],
  isHeldOut: (one: Seen) => boolean,
  say: (line: string) => void,
): Judged[] => {
  const models = train(
    seen.filter((one) => !isHeldOut(one)),
    say,
  );
  return seen.filter(isHeldOut).map((one) => {
    const { scored, rows } = scoredBy(models.lines, one);
    return {
      asked: one.asked,
      where: one.where,
      scored,
      presence: scored.length === 0 ? 0 : presence(models, presenceRow(scored, rows)),
    };
  });
};

const report = (name: string, judged: readonly Judged[], limit: number): Metrics => {
  const metrics: Metrics = {};
  for (const where of ['document', 'city', 'small'])
    for (const language of ['de', 'en']) {
      const own = judged.filter(
        (one) => one.where === where && one.asked.language === language && one.asked.part !== 'xquad',
      );
      Object.assign(metrics, quality(`${name}.${where}.${language}`, own, limit));
    }
  return metrics;
};

const suite: Suite = async ({ data, say }): Promise<Metrics> => {
  if (data === null) throw new Error('needs --data');
  const embedder = openEmbedder(say);
  const seen: Seen[] = [];
  for (const language of ['de', 'en'] as const) {
    const corpus = await openOmos(data, language, embedder);
    for (const where of ['document', 'city'] as const) seen.push(...(await see(corpus, where)));
    // Questions about the world, asked of a municipality: nothing there answers them.
    const foreign = await openXquad(data, language, embedder);
    const groups = [...new Set(corpus.questions.map((one) => one.group))];
    const strangers = foreign.questions
      .filter((_, at) => at % 12 === 0)
      .map((one, at) => ({
        ...one,
        group: groups[at % groups.length] ?? '',
        gold: new Set<string>(),
        goldLines: 0,
      }));
    seen.push(...(await see(corpus, 'city', strangers)));
    for await (const small of openSmallOmos(data, language, embedder)) {
      seen.push(...(await see(small, 'small')));
      small.close();
    }
    corpus.close();
    foreign.close();
  }
  await embedder.close();
  const metrics: Metrics = {};
  const cities = [...new Set(seen.map((one) => one.asked.group))];
  const crossCity = cities.flatMap((city) => {
    say(`without ${city}`);
    return judgeHeldOut(seen, (one) => one.asked.group === city, say);
  });
  const limit = bestLimit(crossCity.filter((one) => one.asked.part !== 'xquad'));
  Object.assign(metrics, report('crossCity', crossCity, limit));
  say('without dev');
  const dev = judgeHeldOut(seen, (one) => one.asked.part === 'dev', say);
  // Not even the limit may come from the questions it is measured on.
  const trainLimit = bestLimit(crossCity.filter((one) => one.asked.part === 'train'));
  Object.assign(metrics, report('trainToDev', dev, trainLimit));
  const strangers = crossCity.filter((one) => one.asked.part === 'xquad');
  metrics['crossCity.strangers.falseAnswers'] =
    strangers.filter((one) => one.presence >= limit).length / strangers.length;
  metrics.limit = limit;
  const { lines, presence: present } = train(seen, say);
  const folder = join(import.meta.dirname, '../models/answers');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'lines.json'), `${JSON.stringify(lines)}\n`);
  writeFileSync(
    join(folder, 'presence.json'),
    `${JSON.stringify({ limit: Math.round(limit * 1000) / 1000, ...present })}\n`,
  );
  return metrics;
};

export default suite;
