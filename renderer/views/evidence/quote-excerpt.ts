/** What a hover shows of a cited passage: the sentence in question between as much of its neighbours as there is room for. Pure. */

export type QuoteExcerpt = { before: string; sentence: string; after: string };

/** About four lines of a wide tooltip. */
const shownLength = 320;
/** Inflected words meet by their beginnings; figures as a whole. */
const stemLength = 6;
const stemsOf = (text: string): Set<string> =>
  new Set(
    (text.toLocaleLowerCase().match(/\p{L}{3,}|\p{N}+(?:[.,]\p{N}+)*/gu) ?? []).map((word) =>
      /^\p{L}/u.test(word) ? word.slice(0, stemLength) : word,
    ),
  );

type Range = { start: number; end: number };

/** Where `said` stands word for word, else the sentence that shares most words with it, else the first. */
const sentenceFor = (quote: string, said: string): Range => {
  const at = said === '' ? -1 : quote.indexOf(said);
  if (at >= 0) return { start: at, end: at + said.length };
  const stems = stemsOf(said);
  let best = { start: 0, end: 0, shared: -1 };
  for (const { segment, index } of new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(
    quote,
  )) {
    const shared = [...stemsOf(segment)].filter((stem) => stems.has(stem)).length;
    if (segment.trim() === '' || shared <= best.shared) continue;
    const start = index + segment.length - segment.trimStart().length;
    best = { start, end: index + segment.trimEnd().length, shared };
  }
  return best;
};

/** `said`: the sentence of the answer that the passage is to prove. What is left out is marked by `…`, and no word is cut in two. */
export const quoteExcerpt = (quote: string, said: string): QuoteExcerpt => {
  const { start, end } = sentenceFor(quote, said);
  const sentence = quote.slice(start, end);
  const room = shownLength - sentence.length;
  if (room < 0) return { before: start > 0 ? '… ' : '', sentence: headOf(sentence, shownLength), after: '' };
  // What follows says more than what went before.
  const before = tailOf(quote.slice(0, start), Math.max(Math.floor(room / 3), room - (quote.length - end)));
  return { before, sentence, after: headOf(quote.slice(end), room - before.length) };
};

const headOf = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length).replace(/\s*\S*$/, '')} …`;
const tailOf = (text: string, length: number): string =>
  text.length <= length ? text : `… ${text.slice(text.length - length).replace(/^\S*\s*/, '')}`;
