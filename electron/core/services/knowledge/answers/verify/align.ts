/**
 * Does a sentence of a source say what a claim says? Only when a whole clause of it, or several in a row, has the same
 * content words and facts in the same order, nothing left out, and no “not”, “only” or “if” elsewhere in the sentence that the
 * claim does not have. A free paraphrase is not recognised, and that is intended: a claim counts as proven when its proof
 * can be pointed at. Pure.
 */
import { covers } from './facts.ts';
import { governing, type Said } from './sequence.ts';

const same = (said: Said, source: Said): boolean => {
  if (said.kind === 'fact') return source.kind === 'fact' && covers(source.fact, said.fact);
  if (said.kind === 'word')
    return source.kind === 'word' && said.key === source.key && alike(said.word, source.word);
  if (said.kind === 'break' || source.kind !== said.kind) return false;
  return said.key === source.key;
};

/** Stemmers join what endings do not explain (“Schule”, “Schüler”): two forms of a word differ in their last letters only. */
const alike = (a: string, b: string): boolean => {
  if (a === b) return true;
  const shorter = Math.min(a.length, b.length);
  let shared = 0;
  while (shared < shorter && a[shared] === b[shared]) shared += 1;
  return shared >= Math.max(2, shorter - 2) && Math.abs(a.length - b.length) <= 5;
};

/** Ends of clauses; whoever is meant may be left out. */
const isQuiet = (one: Said): boolean => one.kind === 'break' || one.kind === 'person';

export const saysTheSame = (claim: readonly Said[], source: readonly Said[]): boolean => {
  const wanted = claim.filter((one) => one.kind !== 'break');
  // A single word or number proves nothing by standing somewhere.
  if (wanted.filter((one) => one.kind === 'word' || one.kind === 'fact').length < 2) return false;
  const governs = (one: Said): boolean => one.kind === 'turn' && governing.has(one.key);

  const matchesFrom = (from: number): boolean => {
    let at = from;
    for (const said of wanted) {
      while (at < source.length && !matches(said, source[at]) && isQuiet(source[at] ?? said)) at += 1;
      if (!matches(said, source[at])) return false;
      at += 1;
    }
    return clauseEnds(source.slice(at)) && !source.slice(at).some(governs);
  };
  return source.some(
    (_, at) =>
      clauseEnds(source.slice(0, at).reverse()) && !source.slice(0, at).some(governs) && matchesFrom(at),
  );
};

const matches = (said: Said, source: Said | undefined): boolean => source !== undefined && same(said, source);

/** “10 Euro” of “10 Euro pro Tag”, “Studierende” of “ausländische Studierende” say something else than the whole. */
const clauseEnds = (rest: readonly Said[]): boolean => {
  const next = rest.find((one) => one.kind !== 'person');
  return next === undefined || next.kind === 'break';
};
