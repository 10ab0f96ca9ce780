/** Marked ranges over a text. Pure. Offsets are UTF-16 code units, end exclusive. */

export type Range = { startOffset: number; endOffset: number };
/** `evidence` is the passage in question, `passage` another one of the same answer or search. */
export type MarkKind = 'passage' | 'evidence' | 'found' | 'found-current';
export type Mark = Range & { kind: MarkKind };

export type Piece = { text: string; startOffset: number; kind: MarkKind | null };

const rank: Record<MarkKind, number> = { passage: 0, evidence: 1, found: 2, 'found-current': 3 };

/**
 * Cuts `text`, which begins at `startOffset`, at every border of a mark. Where marks overlap, a find is shown above evidence. The
 * pieces put together are the text.
 */
export const piecesOf = (text: string, startOffset: number, marks: readonly Mark[]): Piece[] => {
  const end = startOffset + text.length;
  const here = marks.filter((mark) => mark.startOffset < end && mark.endOffset > startOffset);
  if (here.length === 0) return text === '' ? [] : [{ text, startOffset, kind: null }];
  const borders = new Set([startOffset, end]);
  for (const mark of here) {
    borders.add(Math.max(startOffset, mark.startOffset));
    borders.add(Math.min(end, mark.endOffset));
  }
  const sorted = [...borders].sort((one, other) => one - other);
  return sorted.slice(0, -1).map((from, index) => {
    const to = sorted[index + 1] ?? end;
    const kind = here
      .filter((mark) => mark.startOffset <= from && mark.endOffset >= to)
      .reduce<MarkKind | null>(
        (top, mark) => (top === null || rank[mark.kind] > rank[top] ? mark.kind : top),
        null,
      );
    return { text: text.slice(from - startOffset, to - startOffset), startOffset: from, kind };
  });
};

/** Shorter lines are broken on purpose: addresses, verses, forms. In characters. */
const fullLine = 45;

/** Lines that were broken only because a page or an editor was at its end; they may flow as one. */
export const isHardWrapped = (text: string): boolean => {
  const lines = text.split('\n').slice(0, -1);
  return lines.length > 0 && lines.every((line) => line.trim().length >= fullLine);
};

const special = /[.*+?^${}()|[\]\\/]/g;

/** Where `query` stands in `text`, whatever its case; at most `limit` places. Blanks match line ends too. */
export const findAll = (text: string, query: string, limit = 2000): Range[] => {
  const words = query.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const pattern = new RegExp(words.map((word) => word.replace(special, '\\$&')).join('\\s+'), 'giu');
  const found: Range[] = [];
  for (const match of text.matchAll(pattern)) {
    found.push({ startOffset: match.index, endOffset: match.index + match[0].length });
    if (found.length === limit) break;
  }
  return found;
};
