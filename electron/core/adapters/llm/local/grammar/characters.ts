/** Sets of code points as ranges, and the one set everything here is made of: what stands in a JSON string as it is. */
import type { CharRange } from './node.ts';

/**
 * Surrogates are left out, because half of a pair is no text; so are control characters of the second block and
 * non-characters, which no reader wants.
 */
export const plainRanges: readonly CharRange[] = [
  [0x20, 0x21],
  [0x23, 0x5b],
  [0x5d, 0x7e],
  [0xa0, 0xd7ff],
  [0xe000, 0xfdcf],
  [0xfdf0, 0xfffd],
  [0x10000, 0x1fffd],
  [0x20000, 0x2fffd],
];

/** In order and without overlaps, which llama.cpp's notation does not need. */
export const common = (a: readonly CharRange[], b: readonly CharRange[]): CharRange[] => {
  const ordered = a
    .flatMap(([from, to]) =>
      b.flatMap(([low, high]): CharRange[] => {
        const [start, end] = [Math.max(from, low), Math.min(to, high)];
        return start <= end ? [[start, end]] : [];
      }),
    )
    .sort(([one], [other]) => one - other);
  const merged: [number, number][] = [];
  for (const [from, to] of ordered) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
};

export const minus = (from: readonly CharRange[], taken: readonly CharRange[]): CharRange[] =>
  taken.reduce<CharRange[]>(
    (kept, [low, high]) =>
      kept.flatMap(([start, end]): CharRange[] => {
        if (high < start || low > end) return [[start, end]];
        const around: CharRange[] = [
          [start, low - 1],
          [high + 1, end],
        ];
        return around.filter(([first, last]) => first <= last);
      }),
    [...from],
  );
