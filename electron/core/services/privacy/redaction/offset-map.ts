/**
 * Where a place of the original text is after replacements, and back. Inside a replaced stretch only its ends are known: a
 * place there counts as the end of what stands for it.
 */
export type Edit = {
  startOffset: number;
  endOffset: number;
  replacement: string;
};

export type OffsetMap = {
  toNew(offset: number): number;
  toOld(offset: number): number;
};

/** `edits` ascend and do not overlap. */
export const applyEdits = (text: string, edits: readonly Edit[]): { text: string; map: OffsetMap } => {
  const parts: string[] = [];
  const oldEnds: number[] = [];
  const newEnds: number[] = [];
  const oldStarts: number[] = [];
  const newStarts: number[] = [];
  let at = 0;
  let length = 0;
  for (const { startOffset, endOffset, replacement } of edits) {
    parts.push(text.slice(at, startOffset), replacement);
    length += startOffset - at;
    oldStarts.push(startOffset);
    newStarts.push(length);
    length += replacement.length;
    oldEnds.push(endOffset);
    newEnds.push(length);
    at = endOffset;
  }
  parts.push(text.slice(at));
  const mapper =
    (
      starts: readonly number[],
      ends: readonly number[],
      otherEnds: readonly number[],
      otherStarts: readonly number[],
    ) =>
    (offset: number): number => {
      const index = lastAtOrBefore(starts, offset);
      if (index < 0) return offset;
      const [start, end, otherEnd, otherStart] = [
        starts[index],
        ends[index],
        otherEnds[index],
        otherStarts[index],
      ];
      if (start === undefined || end === undefined || otherEnd === undefined || otherStart === undefined)
        return offset;
      if (offset === start) return otherStart;
      return otherEnd + Math.max(0, offset - end);
    };
  return {
    text: parts.join(''),
    map: {
      toNew: mapper(oldStarts, oldEnds, newEnds, newStarts),
      toOld: mapper(newStarts, newEnds, oldEnds, oldStarts),
    },
  };
};

/** Binary search; `-1` when all are after. */
const lastAtOrBefore = (ascending: readonly number[], offset: number): number => {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

type Range = { startOffset: number; endOffset: number };
type Structured = Range & {
  table?: readonly (readonly Range[])[] | undefined;
  lines?: readonly Range[] | undefined;
};

/** Blocks, or pages, at their new places. Blocks whose whole text went into a neighbour's replacement are left out. */
export const moveRanges = <T extends Structured>(ranges: readonly T[], map: OffsetMap): T[] =>
  ranges.flatMap((range) => {
    const moved = move(range, map);
    const vanished = moved.endOffset <= moved.startOffset && range.endOffset > range.startOffset;
    if (vanished) return [];
    return [
      {
        ...moved,
        ...(range.table === undefined
          ? {}
          : { table: range.table.map((row) => row.map((cell) => move(cell, map))) }),
        ...(range.lines === undefined ? {} : { lines: range.lines.map((line) => move(line, map)) }),
      },
    ];
  });

const move = <T extends Range>(range: T, map: OffsetMap): T => ({
  ...range,
  startOffset: map.toNew(range.startOffset),
  endOffset: map.toNew(range.endOffset),
});
