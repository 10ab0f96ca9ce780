/** Figures of extracts: citation F1 on lines, and both errors of refusing as a curve over the limit. */
import { chooseUnits, type Scored } from '../electron/core/services/knowledge/answers/decide.ts';
import type { AskedQuestion } from './answers-corpus.ts';
import { isGold } from './answers-rows.ts';
import type { Metrics } from './measure.ts';

export type Judged = { asked: AskedQuestion; where: string; scored: readonly Scored[]; presence: number };

/** Of one question: precision, recall, F1 of the quoted lines. A line quoted from two pages counts once. */
export const lineScore = (
  asked: AskedQuestion,
  quoted: readonly string[],
): { p: number; r: number; f: number } => {
  const hits = Math.min(asked.goldLines, quoted.filter((text) => isGold(asked, text)).length);
  const p = quoted.length === 0 ? 0 : hits / quoted.length;
  const r = asked.goldLines === 0 ? 0 : hits / asked.goldLines;
  return { p, r, f: p + r === 0 ? 0 : (2 * p * r) / (p + r) };
};

/** Share of unanswerable questions that are answered, share of answerable ones that are refused. */
export const errorsAt = (
  judged: readonly Judged[],
  limit: number,
): { falseAnswers: number; falseRefusals: number } => {
  const share = (of: readonly Judged[], bad: (one: Judged) => boolean): number =>
    of.length === 0 ? 0 : of.filter(bad).length / of.length;
  return {
    falseAnswers: share(
      judged.filter((one) => one.asked.goldLines === 0),
      (one) => one.presence >= limit,
    ),
    falseRefusals: share(
      judged.filter((one) => one.asked.goldLines > 0),
      (one) => one.presence < limit,
    ),
  };
};

const limits = Array.from({ length: 99 }, (_, index) => (index + 1) / 100);

/** So little more of both errors together is worth having them equal: a product that refuses everything doubtful is no use either. */
const tolerated = 0.03;

/** Where both errors are closest to each other, among the limits at which their sum is about the smallest. */
export const bestLimit = (judged: readonly Judged[]): number => {
  const errors = limits.map((limit) => ({ limit, ...errorsAt(judged, limit) }));
  const least = Math.min(...errors.map((one) => one.falseAnswers + one.falseRefusals));
  return errors
    .filter((one) => one.falseAnswers + one.falseRefusals <= least + tolerated)
    .reduce((best, one) => (apart(one) < apart(best) ? one : best)).limit;
};
const apart = (one: { falseAnswers: number; falseRefusals: number }): number =>
  Math.abs(one.falseAnswers - one.falseRefusals);

export const curve = (
  judged: readonly Judged[],
): { limit: number; falseAnswers: number; falseRefusals: number }[] =>
  [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map((limit) => ({ limit, ...errorsAt(judged, limit) }));

export const quality = (name: string, judged: readonly Judged[], limit: number): Metrics => {
  const answerable = judged.filter((one) => one.asked.goldLines > 0);
  const scores = answerable.map((one) => ({
    ...lineScore(
      one.asked,
      chooseUnits(one.scored).map((chosen) => chosen.unit.text),
    ),
    given: one.presence >= limit,
  }));
  const mean = (of: (one: (typeof scores)[number]) => number): number =>
    scores.reduce((sum, one) => sum + of(one), 0) / Math.max(1, scores.length);
  return {
    [`${name}.f1`]: mean((one) => one.f),
    [`${name}.precision`]: mean((one) => one.p),
    [`${name}.recall`]: mean((one) => one.r),
    [`${name}.f1WithRefusals`]: mean((one) => (one.given ? one.f : 0)),
    ...Object.fromEntries(
      Object.entries(errorsAt(judged, limit)).map(([key, value]) => [`${name}.${key}`, value]),
    ),
  };
};
