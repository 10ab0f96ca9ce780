/**
 * Finds words and phrases of the lexicons in a sentence. A pattern is words between blanks; `*` at the end of a word means
 * any ending, at its beginning any beginning. Cost per sentence grows with its words, not with the number of patterns. Pure.
 */

type WordTest = { text: string; open: 'none' | 'end' | 'start' };
type Pattern<K> = { key: K; words: WordTest[] };

export type Match<K> = { key: K; at: number; length: number };
export type Matcher<K> = (words: readonly string[]) => Match<K>[];

const wordPattern = /[\p{L}\p{N}]+(?:[-*:'’./][\p{L}\p{N}]+)*/gu;

/** “gewerbe@stadt.example” speaks of no trade, and “www.familie.example” of no family. */
const address = /[\w.+-]+@[\w.-]+|(?:https?:\/\/|www\.)\S+/giu;

/** Lower-case words, without those of addresses; gender marks (`Schüler*innen`) and hyphens stay inside. */
export const wordsIn = (text: string, language: string): string[] => {
  const spoken = /@|www\.|:\/\//i.test(text) ? text.replaceAll(address, ' ') : text;
  return (language === 'tr' ? spoken.toLocaleLowerCase('tr') : spoken.toLowerCase()).match(wordPattern) ?? [];
};

const testOf = (word: string): WordTest =>
  word.endsWith('*')
    ? { text: word.slice(0, -1), open: 'end' }
    : word.startsWith('*')
      ? { text: word.slice(1), open: 'start' }
      : { text: word, open: 'none' };

const passes = (word: string | undefined, { text, open }: WordTest): boolean => {
  if (word === undefined) return false;
  if (open === 'none') return word === text;
  return open === 'end' ? word.startsWith(text) : word.endsWith(text);
};

/** Patterns are normalised like text, so that `e-mail*` and “E-Mails” meet. */
export const createMatcher = <K>(entries: readonly { key: K; pattern: string }[]): Matcher<K> => {
  const exact = new Map<string, Pattern<K>[]>();
  const open: Pattern<K>[] = [];
  for (const { key, pattern } of entries) {
    const words = pattern
      .toLowerCase()
      .split(/[\s,]+/)
      .filter((word) => word !== '')
      .map(testOf);
    const [first] = words;
    if (first === undefined) continue;
    if (first.open === 'none') exact.set(first.text, [...(exact.get(first.text) ?? []), { key, words }]);
    else open.push({ key, words });
  }
  /** Texts repeat their words: which patterns may begin with a word is found out once. */
  const known = new Map<string, Pattern<K>[]>();
  const startingWith = (word: string): Pattern<K>[] => {
    const seen = known.get(word);
    if (seen !== undefined) return seen;
    const found = [
      ...(exact.get(word) ?? []),
      ...open.filter(({ words: [first] }) => first !== undefined && passes(word, first)),
    ];
    if (known.size > 200_000) known.clear();
    known.set(word, found);
    return found;
  };
  return (words) => {
    const matches: Match<K>[] = [];
    words.forEach((word, at) => {
      for (const { key, words: tests } of startingWith(word))
        if (tests.every((test, offset) => passes(words[at + offset], test)))
          matches.push({ key, at, length: tests.length });
    });
    return matches;
  };
};
