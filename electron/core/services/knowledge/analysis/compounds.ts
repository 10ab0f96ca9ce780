/**
 * Splits German compounds by the corpus' own vocabulary: “Einkommensteuererklärung” becomes einkommen + steuer + erklärung
 * where these words occur by themselves. The split with the highest geometric mean of the parts' document counts wins
 * (Koehn & Knight 2003), but unlike there the whole word always stays searchable as well. Pure but for `countOf`.
 */

const minWordLength = 8;
/** The longest word of a German law has 67 letters. What is longer is no word, and the work grows with the square of its length. */
const maxWordLength = 80;
const minPartLength = 4;
/** Fugenelemente, the longest first; '' is the most common. */
const links = ['', 's', 'es', 'n', 'en', 'er', 'e'] as const;
const maxParts = 4;

export type CountOf = (word: string) => number;

type Split = { parts: string[]; logSum: number };

/** Parts of a lower-case word, or `[]` when it is no compound. */
export const splitCompound = (word: string, countOf: CountOf): string[] => {
  if (word.length < minWordLength || word.length > maxWordLength) return [];
  const memo = new Map<number, Split | null>();

  const best = (from: number, room: number): Split | null => {
    const known = memo.get(from);
    if (known !== undefined) return known;
    let result: Split | null = null;
    const consider = (split: Split): void => {
      if (result === null || mean(split) > mean(result)) result = split;
    };
    const rest = word.slice(from);
    const whole = rest.length >= minPartLength && from > 0 ? countOf(rest) : 0;
    if (whole > 0) consider({ parts: [rest], logSum: Math.log(whole) });
    if (room > 1)
      for (let end = from + minPartLength; end <= word.length - minPartLength; end += 1) {
        const head = word.slice(from, end);
        for (const link of links) {
          if (!head.endsWith(link) || head.length - link.length < minPartLength) continue;
          const part = head.slice(0, head.length - link.length);
          const count = countOf(part);
          if (count === 0) continue;
          const tail = best(end, room - 1);
          if (tail !== null)
            consider({ parts: [part, ...tail.parts], logSum: tail.logSum + Math.log(count) });
        }
      }
    memo.set(from, result);
    return result;
  };

  const split = best(0, maxParts);
  return split === null || split.parts.length < 2 ? [] : split.parts;
};

const mean = (split: Split): number => split.logSum / split.parts.length;
