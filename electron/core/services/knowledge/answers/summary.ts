/**
 * An extractive summary: the sentences that say most about a text, each from another part of it, in its order. A sentence is
 * central when it shares rare words with many others (LexRank, Erkan & Radev 2004, on weighted word overlap instead of
 * eigenvectors: for a few hundred sentences both rank alike); what was said already counts less (MMR). Pure.
 */
import { isLanguage } from '../analysis/languages.ts';
import { tokensOf } from '../analysis/tokens.ts';
import { isInstruction } from './instructions.ts';
import type { Stretch } from './read.ts';
import type { Unit } from './units.ts';

export type Central = { stretch: Stretch; unit: Unit };

/** More sentences are sampled evenly: the work grows with their square. */
const mostSentences = 600;
const words = { min: 6, max: 60 };
const redundancy = 0.7;
/** Another sentence of a document that is quoted already. */
const sameDocument = 0.15;

export const centralUnits = (stretches: readonly Stretch[], wanted: number): Central[] => {
  const all = stretches.flatMap((stretch) =>
    stretch.units.filter(isTelling).map((unit, at, own) => ({
      stretch,
      unit,
      // The beginning of a document says what it is about.
      early: worth(unit) * (1 + 0.3 * (1 - at / Math.max(1, own.length))),
      tokens: new Set(
        tokensOf(unit.text, { language: isLanguage(stretch.language) ? stretch.language : 'de' }).filter(
          (token) => !token.startsWith('p'),
        ),
      ),
    })),
  );
  const step = Math.max(1, all.length / mostSentences);
  const sentences = Array.from(
    { length: Math.min(all.length, mostSentences) },
    (_, at) => all[Math.floor(at * step)],
  ).flatMap((one) => one ?? []);
  const having = new Map<string, number>();
  for (const { tokens } of sentences)
    for (const token of tokens) having.set(token, (having.get(token) ?? 0) + 1);
  const weight = (token: string): number => Math.log(1 + sentences.length / (having.get(token) ?? 1));
  const norms = sentences.map(({ tokens }) =>
    Math.sqrt([...tokens].reduce((sum, token) => sum + weight(token) ** 2, 0)),
  );
  const likeness = (a: number, b: number): number => {
    const [one, other] = [sentences[a], sentences[b]];
    if (one === undefined || other === undefined) return 0;
    let shared = 0;
    for (const token of one.tokens) if (other.tokens.has(token)) shared += weight(token) ** 2;
    return shared / Math.max(1e-9, (norms[a] ?? 0) * (norms[b] ?? 0));
  };
  const central = sentences.map(
    (one, at) =>
      one.early * sentences.reduce((sum, _, other) => sum + (other === at ? 0 : likeness(at, other)), 0),
  );
  const highest = Math.max(1e-9, ...central);
  const isOne = stretches.length === 1;
  const chosen: number[] = [];
  while (chosen.length < Math.min(wanted, sentences.length)) {
    let best = -1;
    let bestValue = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < sentences.length; at += 1) {
      if (chosen.includes(at)) continue;
      const said = chosen.reduce((high, other) => Math.max(high, likeness(at, other)), 0);
      const { stretch } = sentences[at] ?? {};
      const ofSame = chosen.filter((other) => sentences[other]?.stretch === stretch).length;
      const value = (central[at] ?? 0) / highest - redundancy * said - (isOne ? 0 : sameDocument * ofSame);
      if (value > bestValue) {
        bestValue = value;
        best = at;
      }
    }
    chosen.push(best);
  }
  return chosen
    .sort((a, b) => a - b)
    .flatMap((at) => {
      const found = sentences[at];
      return found === undefined ? [] : [{ stretch: found.stretch, unit: found.unit }];
    });
};

/** What only points somewhere else, or announces what follows, tells little when it stands alone. */
const pointing = /:$|\bhttps?:|\bwww\.|\b(?:hier|here)\b[^.!]{0,12}[.!]?$/iu;
const worth = ({ text }: Unit): number =>
  pointing.test(text) ? 0.3 : /[.!…]["”“»)]*$/u.test(text) ? 1 : 0.6;

/** Says something by itself: no heading, row, question or order to a model. */
export const isTelling = (unit: Unit): boolean => {
  if (unit.kind === 'heading' || unit.kind === 'row' || unit.text.endsWith('?') || isInstruction(unit.text))
    return false;
  const count = unit.text.match(/\p{L}+/gu)?.length ?? 0;
  return count >= words.min && count <= words.max;
};
