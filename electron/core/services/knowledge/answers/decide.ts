/**
 * Which units make up the answer, and whether there is one at all. How many units: as many as promise the best balance of
 * completeness and brevity. Whether: from how sure the best units are, how much of the question they cover and what the
 * corpus knows of its words. Both models and the point from which on an answer is given are in `models/answers`. Pure.
 */
import { featureNames, featuresOf, type Counts, type Question } from './features.ts';
import type { Stretch } from './read.ts';
import { logistic, logOdds, type TreeModel } from './trees.ts';
import type { Unit } from './units.ts';

export type AnswerModels = {
  /** How likely a unit belongs to the answer. */
  lines: TreeModel;
  /** How likely there is an answer. */
  presence: TreeModel;
  /** Below it the answer is a refusal: see `eval/answers.ts` for the curve it is chosen from. */
  presenceLimit: number;
};

export type Scored = { stretch: Stretch; unit: Unit; probability: number };

export const scoreUnits = (
  models: Pick<AnswerModels, 'lines'>,
  question: Question,
  stretches: readonly Stretch[],
  counts: Counts,
): { scored: Scored[]; rows: Float32Array[] } => {
  const scored: Scored[] = [];
  const rows: Float32Array[] = [];
  for (const stretch of stretches)
    for (const [at, row] of featuresOf(question, stretch, stretches, counts).entries()) {
      const unit = stretch.units[at];
      if (unit === undefined) continue;
      scored.push({ stretch, unit, probability: logistic(logOdds(models.lines, row)) });
      rows.push(row);
    }
  return { scored, rows };
};

/** Units this much less likely than the best one are left out. */
const shareOfBest = 0.6;
const mostUnits = 16;

/** The likeliest units, in the order of the search's documents and of their texts. */
export const chooseUnits = (scored: readonly Scored[]): Scored[] => {
  const best = scored.reduce((high, one) => Math.max(high, one.probability), 0);
  const chosen = new Set(
    scored
      .filter((one) => one.probability >= shareOfBest * best)
      .sort((a, b) => b.probability - a.probability)
      .slice(0, mostUnits),
  );
  return scored.filter((one) => chosen.has(one));
};

export const presenceNames = [
  'best',
  'second',
  'fifth',
  'sum',
  'sumOfBestDocument',
  'chosen',
  'cover',
  'coverNear',
  'coverSection',
  'coverWithHeadings',
  'rarestMet',
  'askedShown',
  'askedShownNear',
  'bestCover',
  'bestCoverWithHeadings',
  'bestCoverNear',
  'documentCover',
  'headingPeak',
  'documentMargin',
  'unknownShare',
  'questionWords',
  'asksTime',
  'asksMoney',
  'asksPlace',
  'asksContact',
  'asksWho',
  'asksList',
  'asksReason',
  'asksDefinition',
  'asksYesNo',
] as const;

/** One row per question. `rows` are those of `scored`. */
export const presenceRow = (scored: readonly Scored[], rows: readonly Float32Array[]): Float32Array => {
  const column = (name: (typeof featureNames)[number]): number => featureNames.indexOf(name);
  const order = scored.map((one, at) => ({ p: one.probability, at })).sort((a, b) => b.p - a.p);
  const top = rows[order[0]?.at ?? -1] ?? new Float32Array(featureNames.length);
  const ofTop = (name: (typeof featureNames)[number]): number => top[column(name)] ?? 0;
  const highest = (name: (typeof featureNames)[number]): number => {
    const index = column(name);
    return rows.reduce((high, row) => Math.max(high, row[index] ?? 0), 0);
  };
  const bestDocument = scored[order[0]?.at ?? -1]?.stretch;
  const row: Record<(typeof presenceNames)[number], number> = {
    best: order[0]?.p ?? 0,
    second: order[1]?.p ?? 0,
    fifth: order[4]?.p ?? 0,
    sum: scored.reduce((sum, one) => sum + one.probability, 0),
    sumOfBestDocument: scored.reduce(
      (sum, one) => sum + (one.stretch === bestDocument ? one.probability : 0),
      0,
    ),
    chosen: chooseUnits(scored).length,
    cover: ofTop('cover'),
    coverNear: ofTop('coverNear'),
    coverSection: ofTop('coverSection'),
    coverWithHeadings: ofTop('coverWithHeadings'),
    rarestMet: ofTop('rarestMet'),
    askedShown: ofTop('askedShown'),
    askedShownNear: ofTop('askedShownNear'),
    bestCover: highest('cover'),
    bestCoverWithHeadings: highest('coverWithHeadings'),
    bestCoverNear: highest('coverNear'),
    documentCover: highest('documentCover'),
    headingPeak: highest('headingPeak'),
    documentMargin: ofTop('documentMargin'),
    unknownShare: ofTop('unknownShare'),
    questionWords: ofTop('questionWords'),
    asksTime: ofTop('asksTime'),
    asksMoney: ofTop('asksMoney'),
    asksPlace: ofTop('asksPlace'),
    asksContact: ofTop('asksContact'),
    asksWho: ofTop('asksWho'),
    asksList: ofTop('asksList'),
    asksReason: ofTop('asksReason'),
    asksDefinition: ofTop('asksDefinition'),
    asksYesNo: ofTop('asksYesNo'),
  };
  return Float32Array.from(presenceNames, (name) => row[name]);
};

export const presence = (models: Pick<AnswerModels, 'presence'>, row: ArrayLike<number>): number =>
  logistic(logOdds(models.presence, row));
