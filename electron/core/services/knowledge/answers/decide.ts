/**
 * Which units make up the answer, and whether there is one at all. How many units: as many as promise the best balance of
 * completeness and brevity. Whether: from how sure the best units are, how much of the question they cover and what the
 * corpus knows of its words. Both models and the point from which on an answer is given are in `models/answers`. Pure.
 */
import { featureNames, featuresOf } from './features.ts';
import type { Stretch } from './read.ts';
import { logistic, logOdds, type TreeModel } from './trees.ts';
import type { Unit } from './units.ts';
import type { Counts, Question } from './words.ts';

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

/**
 * Shares of the best unit's likelihood: of a unit that is quoted at all, of one of another document than the best one's, of one
 * that stands between two quoted ones, of a heading under which nothing is quoted.
 */
const least = { quoted: 0.55, elsewhere: 0.75, between: 0.3, bareHeading: 0.65 };
const mostUnits = 16;
/** Answers stand in one place: so few units between two quoted ones belong to it as well. */
const widestGap = 2;
/** A page of a few lines quoted whole is no extract. */
const mostOfDocument = 0.8;
const fewestKept = 3;

/** The likeliest units, in the order of the search's documents and of their texts. */
export const chooseUnits = (scored: readonly Scored[]): Scored[] => {
  const [first, ...others] = scored;
  if (first === undefined) return [];
  const best = others.reduce((high, one) => (one.probability > high.probability ? one : high), first);
  const enough = (one: Scored): boolean =>
    one.probability >= best.probability * (one.stretch === best.stretch ? least.quoted : least.elsewhere);
  const likeliest = new Set(likelier(scored.filter(enough)).slice(0, mostUnits));
  return [...Map.groupBy(scored, (one) => one.stretch).values()].flatMap((own) =>
    shortened(own, withoutBareHeadings(own, withGaps(own, likeliest, best), best)),
  );
};

const likelier = (scored: readonly Scored[]): Scored[] =>
  [...scored].sort((a, b) => b.probability - a.probability);

const withGaps = (own: readonly Scored[], chosen: ReadonlySet<Scored>, best: Scored): Set<Scored> => {
  const kept = new Set(own.filter((one) => chosen.has(one)));
  let last = Number.NEGATIVE_INFINITY;
  for (const [at, one] of own.entries()) {
    if (!chosen.has(one)) continue;
    const between = own.slice(Math.max(0, last + 1), at);
    if (
      between.length <= widestGap &&
      Number.isFinite(last) &&
      between.every((other) => other.probability >= least.between * best.probability)
    )
      for (const other of between) kept.add(other);
    last = at;
  }
  return kept;
};

/** The title stands above every quotation anyway, and a heading alone says what is asked, not what is answered. */
const withoutBareHeadings = (
  own: readonly Scored[],
  chosen: ReadonlySet<Scored>,
  best: Scored,
): Set<Scored> => {
  const left = own.filter((one, at) => {
    if (!chosen.has(one) || one.unit.text === one.stretch.title) return false;
    const below = own[at + 1];
    return (
      one.unit.kind !== 'heading' ||
      one.probability >= least.bareHeading * best.probability ||
      (below !== undefined && chosen.has(below))
    );
  });
  return left.length === 0 && chosen.has(best) ? new Set(chosen) : new Set(left);
};

const shortened = (own: readonly Scored[], chosen: ReadonlySet<Scored>): Scored[] => {
  const most = Math.max(fewestKept, Math.ceil(mostOfDocument * own.length));
  const kept = new Set(likelier([...chosen]).slice(0, most));
  return own.filter((one) => kept.has(one));
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
  'coverLocal',
  'coverLocalNear',
  'coverLocalSection',
  'heaviestMissing',
  'missingWords',
  'bestElsewhere',
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
    coverLocal: ofTop('coverLocal'),
    coverLocalNear: ofTop('coverLocalNear'),
    coverLocalSection: ofTop('coverLocalSection'),
    heaviestMissing: ofTop('heaviestMissing'),
    missingWords: ofTop('missingWords'),
    bestElsewhere: scored.reduce(
      (high, one) => (one.stretch === bestDocument ? high : Math.max(high, one.probability)),
      0,
    ),
  };
  return Float32Array.from(presenceNames, (name) => row[name]);
};

export const presence = (models: Pick<AnswerModels, 'presence'>, row: ArrayLike<number>): number =>
  logistic(logOdds(models.presence, row));
