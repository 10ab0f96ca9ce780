/** Whether a sentence speaks of what a statement says: they share words with meaning, and every number stands in the sentence. Pure. */

const leastShared = 2;
const leastShare = 0.34;

export const supports = (
  statement: string,
  quote: string,
  language: string,
  stemOf: (word: string, language: string) => string | null,
): boolean => {
  const stems = (text: string): Set<string> =>
    new Set((text.toLowerCase().match(/\p{L}{3,}/gu) ?? []).flatMap((word) => stemOf(word, language) ?? []));
  const said = stems(statement);
  const stands = stems(quote);
  const shared = [...said].filter((stem) => stands.has(stem)).length;
  const numbers = statement.match(/\d+(?:[.,]\d+)*/g) ?? [];
  return (
    shared >= Math.min(leastShared, said.size) &&
    shared >= said.size * leastShare &&
    numbers.every((number) => quote.includes(number))
  );
};
