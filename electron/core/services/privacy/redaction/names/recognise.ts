/**
 * Names of persons: the trained model and the written rules decide word by word, and neighbours join to one name. Never throws.
 */
import { type Span, span } from '../span.ts';
import { isCandidate, isCaseless } from './features.ts';
import type { NameModel } from './model.ts';
import { isOrdinary } from './ordinary.ts';
import { byRule } from './rules.ts';
import { isCapitalised, isWord, type Token, tokensOf } from './tokens.ts';
import { turkishNames } from './turkish.ts';

/** Chosen on the part of the training corpus that was held back: recall .97, see the decision. */
const uncertainFrom = 0.035;
/** For a single long word within a line of running text: names there have words about them that tell. */
const faintBelow = 0.1;
const longWord = 4;
const runningWords = 5;
/** Beside a word that surely is a name. */
const besideFrom = 0.02;
const sure = 0.6;
const likely = 0.15;

const particles = new Set(
  'von van vom zu zur zum de der den del della di da dos la le el al bin ibn ten ter auf und'.split(' '),
);

type Scored = { probability: number; rule: boolean };

export const recogniseNames = (text: string, model: NameModel, language: string): Span[] => {
  const tokens = tokensOf(text);
  const context = model.context(tokens);
  const caseless = isCaseless(text);
  const rules = byRule(tokens);
  if (language === 'tr')
    for (const [index, least] of turkishNames(
      tokens,
      model.lists,
      (at) => model.probability(context, at) > likely,
    ))
      rules.set(index, Math.max(least, rules.get(index) ?? 0));
  const scores: Scored[] = tokens.map((token, index) => {
    const least = rules.get(index) ?? 0;
    const guess = isCandidate(token, caseless) ? model.probability(context, index) : 0;
    if (least === 0 && guess >= besideFrom && isOrdinary(tokens, context.listed, index, guess))
      return { probability: 0, rule: false };
    return { probability: Math.max(least, guess), rule: least > guess };
  });
  return joined(tokens, scores, model, language === 'en');
};

const joined = (
  tokens: readonly Token[],
  scores: readonly Scored[],
  model: NameModel,
  nounsAreSmall: boolean,
): Span[] => {
  const at = (index: number): number => scores[index]?.probability ?? 0;
  const spans: Span[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    if (at(index) < uncertainFrom) continue;
    let last = index;
    let probability = at(index);
    let rule = scores[index]?.rule === true;
    for (let next = following(tokens, last); next !== null; next = following(tokens, last)) {
      const apart = tokens[next - 1]?.text === ',';
      const least = probability >= sure && !apart ? besideFrom : uncertainFrom;
      if (at(next) < least && !(probability >= sure && isNoble(tokens, last, next, model))) break;
      // “Meier, Schulz” are two, “Meier, Anna” is one.
      if (apart && (last > index || !isReversed(tokens, last, next, model))) break;
      probability = Math.max(probability, at(next));
      rule ||= scores[next]?.rule === true;
      last = next;
    }
    const opening = withGivenNames(tokens, index, model);
    const first = tokens[opening];
    if (!nounsAreSmall && opening === last && probability < faintBelow && isWithinRunningText(tokens, last))
      continue;
    last = withFamilyName(tokens, last, probability, model);
    const end = withStop(tokens, last);
    if (first !== undefined && end !== null)
      spans.push(
        span(
          'person',
          quoted(tokens, opening, last) ?? [first.startOffset, end],
          probability,
          rule ? 'rule' : 'model',
        ),
      );
    index = last;
  }
  return spans;
};

const isWithinRunningText = (tokens: readonly Token[], at: number): boolean => {
  if ((tokens[at]?.text.length ?? 0) < longWord) return false;
  let count = 1;
  for (let index = at; index > 0 && !isLineStart(tokens[index]); index -= 1)
    if (isWord(tokens[index - 1]) && ++count >= runningWords) return true;
  for (let index = at + 1; index < tokens.length && !isLineStart(tokens[index]); index += 1)
    if (isWord(tokens[index]) && ++count >= runningWords) return true;
  return false;
};

const isLineStart = (token: Token | undefined): boolean => token?.gap === '¶' || token?.gap === '\n';

/** The word behind a lone given name is the family name, also one that no list knows: “Sierra DeRose”. */
const withFamilyName = (
  tokens: readonly Token[],
  last: number,
  probability: number,
  { lists }: NameModel,
): number => {
  const [given, next] = [tokens[last], tokens[last + 1]];
  const belongs =
    probability >= likely &&
    given !== undefined &&
    isCapitalised(next) &&
    next.gap === ' ' &&
    given.text.length > 2 &&
    lists.isGivenName(given.text.toLowerCase()) &&
    !lists.isFamilyName(given.text.toLowerCase()) &&
    /^\p{Lu}\p{L}*\p{Ll}$/u.test(next.text) &&
    next.text.length >= longWord &&
    !noFamily.test(next.text);
  return belongs ? last + 1 : last;
};

/** Given names and initials before a name belong to it, also those the model did not see. */
const withGivenNames = (tokens: readonly Token[], from: number, { lists }: NameModel): number => {
  let first = from;
  for (;;) {
    if (tokens[first]?.gap === '¶' || tokens[first]?.gap === '\n') return first;
    const stop = tokens[first - 1]?.text === '.' && tokens[first - 1]?.gap === '';
    const before = tokens[stop ? first - 2 : first - 1];
    if (!isCapitalised(before)) return first;
    // “z.B. Blümich”: the letter belongs to the abbreviation.
    const belongs = stop
      ? /^\p{Lu}$/u.test(before.text) && before.gap !== ''
      : before.text.length > 2 && lists.isGivenName(before.text.toLowerCase());
    if (!belongs) return first;
    first -= stop ? 2 : 1;
  }
};

const isReversed = (
  tokens: readonly Token[],
  family: number,
  given: number,
  { lists }: NameModel,
): boolean => {
  const word = tokens[given]?.text ?? '';
  const last = tokens[family]?.text ?? '';
  return last.length > 2 && (lists.isGivenName(word.toLowerCase()) || word.length === 1);
};

/** “Karl-Heinz von der Heydte”, and not “Anna von der Verwaltung”. */
const noFamily =
  /(?:ung|heit|keit|schaft|tion|tät|amt|stelle|behörde|stadt|gemeinde|kammer|schule|firma|bank|presse|kasse|polizei|kirche)$/iu;
const isNoble = (tokens: readonly Token[], given: number, family: number, { lists }: NameModel): boolean => {
  const parts = (tokens[given]?.text ?? '').split('-').map((part) => part.toLowerCase());
  const word = tokens[family];
  return (
    /^(?:von|van|zu|de)$/u.test(tokens[given + 1]?.text ?? '') &&
    isCapitalised(word) &&
    !noFamily.test(word.text) &&
    parts.some((part) => part.length > 2 && lists.isGivenName(part))
  );
};

/** The next word that could belong to the same name: past an initial's full stop, a hyphen, or “von der”. */
const following = (tokens: readonly Token[], from: number): number | null => {
  for (let index = from + 1; index <= from + 4; index += 1) {
    const token = tokens[index];
    if (token === undefined || token.gap === '¶' || token.gap === '\n') return null;
    if (isWord(token) && !particles.has(token.text)) return index;
    const comma = index === from + 1 && token.text === ',';
    const initialStop = index === from + 1 && token.text === '.' && (tokens[from]?.text.length ?? 9) <= 2;
    if (!initialStop && !comma && !(isWord(token) && particles.has(token.text) && token.text !== 'und'))
      return null;
  }
  return null;
};

/** Quotes around a name say that it is one: “General "A"”. They go with it. */
const quoted = (tokens: readonly Token[], first: number, last: number): [number, number] | null => {
  const open = tokens[first - 1];
  const close = tokens[last + 1]?.text === '.' ? tokens[last + 2] : tokens[last + 1];
  if (open === undefined || close === undefined) return null;
  return /^["„“»«]$/u.test(open.text) && /^["“”«»]$/u.test(close.text)
    ? [open.startOffset, close.endOffset]
    : null;
};

/** The full stop of an initial is part of the name. */
const withStop = (tokens: readonly Token[], last: number): number | null => {
  const token = tokens[last];
  const next = tokens[last + 1];
  if (token === undefined) return null;
  if (token.text.length > 2 || next === undefined || next.gap === '¶') return token.endOffset;
  // “K.”, and “K …” or “K [...]” of a name that was blanked.
  let end = token.endOffset;
  for (
    let index = last + 1;
    /^[.…[\]]$/u.test(tokens[index]?.text ?? '') && tokens[index]?.gap !== '¶';
    index += 1
  ) {
    const sign = tokens[index];
    if (sign === undefined || (sign.text === '.' && sign.gap !== '')) break;
    end = sign.endOffset;
  }
  return end;
};
