/**
 * Lines to blocks. Structure the author left (tags) is taken; without it headings are told by size and weight, paragraphs
 * by spacing, lists by their marks and tables by columns that line up.
 */
import type { Line } from './line.ts';

export type Draft =
  | { kind: 'heading' | 'paragraph' | 'list-item'; level: number; lines: Line[] }
  | { kind: 'table'; rows: string[][]; lines: Line[] };

/** Sizes of the whole document, to compare a line with. */
export type Typography = { bodySize: number; headingSizes: readonly number[] };

const listMark = /^(?:[•◦▪■●○–—\-*·‣]|(?:\(?\d{1,3}[.)]|\(?[a-z][.)]|\(\d{1,3}\)))\s+\S/i;
const headingGrowth = 1.1;
const maxHeadingLength = 180;
const maxHeadingLines = 3;
/** Distances between baselines, in font sizes. */
const paragraphPitch = 1.75;
const columnTolerancePt = 5;
/** Lines above and below that tell how wide a column is. */
const columnLines = 12;

export const measureTypography = (pages: readonly (readonly Line[])[]): Typography => {
  const letters = new Map<number, number>();
  for (const lines of pages)
    for (const line of lines)
      letters.set(rounded(line.size), (letters.get(rounded(line.size)) ?? 0) + line.text.length);
  const bodySize = [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10;
  const larger = [...letters.keys()].filter((size) => size >= bodySize * headingGrowth).sort((a, b) => b - a);
  // Sizes that differ by less than half a point or so are one level.
  const headingSizes: number[] = [];
  for (const size of larger)
    if ((headingSizes.at(-1) ?? Number.POSITIVE_INFINITY) - size > 0.75) headingSizes.push(size);
  return { bodySize, headingSizes };
};

const rounded = (size: number): number => Math.round(size * 2) / 2;

export const layOut = (raw: readonly Line[], typography: Typography): Draft[] => {
  const lines = joinRows(raw);
  const drafts: Draft[] = [];
  let at = 0;
  while (at < lines.length) {
    const tagged = taggedDraft(lines, at);
    const draft = tagged ?? tableDraft(lines, at) ?? flowDraft(lines, at, typography);
    drafts.push(draft);
    at += draft.lines.length;
  }
  return drafts;
};

/** What stands right of a line on the same height is the same line in another column of a table. */
const joinRows = (raw: readonly Line[]): Line[] => {
  const lines: Line[] = [];
  for (const line of raw) {
    const last = lines[lines.length - 1];
    if (last === undefined || !sameRow(last, line)) {
      lines.push(line);
      continue;
    }
    lines[lines.length - 1] = {
      ...last,
      text: `${last.text} ${line.text}`,
      x1: line.x1,
      y0: Math.min(last.y0, line.y0),
      y1: Math.max(last.y1, line.y1),
      bold: last.bold && line.bold,
      pieces: [...last.pieces, ...line.pieces],
    };
  }
  return lines;
};

const sameRow = (a: Line, b: Line): boolean =>
  a.tag === null &&
  b.tag === null &&
  !a.upright &&
  !b.upright &&
  b.x0 > a.x1 + 1 &&
  Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0) > 0.7 * Math.min(a.y1 - a.y0, b.y1 - b.y0);

const taggedDraft = (lines: readonly Line[], from: number): Draft | null => {
  const tag = lines[from]?.tag ?? null;
  if (tag === null) return null;
  const same = (line: Line): boolean =>
    tag.kind === 'cell' && tag.table > 0 ? line.tag?.table === tag.table : line.tag?.element === tag.element;
  const own = takeWhile(lines, from, same);
  if (tag.kind !== 'cell') return { kind: tag.kind, level: Math.max(1, tag.level), lines: own };
  const rows = new Map<number, Map<number, Line[]>>();
  for (const line of own) {
    const { row, element } = line.tag ?? tag;
    const cells = rows.get(row) ?? new Map<number, Line[]>();
    rows.set(row, cells);
    cells.set(element, [...(cells.get(element) ?? []), line]);
  }
  return {
    kind: 'table',
    rows: [...rows.values()].map((cells) => [...cells.values()].map(joinText)),
    lines: own,
  };
};

const takeWhile = (lines: readonly Line[], from: number, holds: (line: Line) => boolean): Line[] => {
  const taken: Line[] = [];
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at];
    if (line === undefined || !holds(line)) break;
    taken.push(line);
  }
  return taken;
};

/** At least two rows of at least two pieces that begin (or end) at the same places. */
const tableDraft = (lines: readonly Line[], from: number): Draft | null => {
  const first = lines[from];
  if (first === undefined || first.pieces.length < 2) return null;
  const rows: Line[] = [first];
  for (let at = from + 1; at < lines.length; at += 1) {
    const line = lines[at];
    const last = rows[rows.length - 1];
    if (line === undefined || last === undefined || line.tag !== null || line.pieces.length < 2) break;
    if (line.y0 - last.y1 > 3 * first.size || line.y0 < last.y0 || !aligned(last, line)) break;
    rows.push(line);
  }
  if (rows.length < 2) return null;
  const starts = columnStarts(rows);
  const cells = rows.map((line) => {
    const row: string[] = starts.map(() => '');
    for (const piece of line.pieces) {
      let column = 0;
      for (let index = 0; index < starts.length; index += 1)
        if ((starts[index] ?? 0) <= piece.x0 + columnTolerancePt) column = index;
      row[column] =
        row[column] === '' || row[column] === undefined ? piece.text : `${row[column]} ${piece.text}`;
    }
    return row;
  });
  return { kind: 'table', rows: cells, lines: rows };
};

const aligned = (a: Line, b: Line): boolean => {
  const near = (x: number, y: number): boolean => Math.abs(x - y) < columnTolerancePt;
  const matches = b.pieces.filter((piece) =>
    a.pieces.some(
      (other) =>
        near(piece.x0, other.x0) ||
        near(piece.x1, other.x1) ||
        near(piece.x0 + piece.x1, other.x0 + other.x1),
    ),
  );
  return matches.length >= 2;
};

/** Left edges of columns: pieces that overlap sideways share one. */
const columnStarts = (rows: readonly Line[]): number[] => {
  const spans = rows
    .flatMap((line) => line.pieces.map(({ x0, x1 }) => ({ x0, x1 })))
    .sort((a, b) => a.x0 - b.x0);
  const columns: { x0: number; x1: number }[] = [];
  for (const span of spans) {
    const last = columns[columns.length - 1];
    if (last !== undefined && span.x0 < last.x1 - 1) last.x1 = Math.max(last.x1, span.x1);
    else columns.push({ ...span });
  }
  return columns.map(({ x0 }) => x0);
};

/** How far right the text around a line reaches. */
const rightEdge = (lines: readonly Line[], at: number): number => {
  const line = lines[at];
  let right = line?.x1 ?? 0;
  for (
    let index = Math.max(0, at - columnLines);
    index < Math.min(lines.length, at + columnLines);
    index += 1
  ) {
    const other = lines[index];
    if (
      line !== undefined &&
      other !== undefined &&
      other.x0 < line.x1 &&
      other.x1 > line.x0 &&
      other.pieces.length < 2
    )
      right = Math.max(right, other.x1);
  }
  return right;
};

/** The next word would have fitted: somebody ended the paragraph here. */
const endsEarly = (last: Line, next: Line, right: number): boolean => {
  const word = next.text.split(' ', 1)[0] ?? '';
  const letterWidth = (last.x1 - last.x0) / Math.max(1, last.text.length);
  return right - last.x1 > (word.length * 1.2 + 2) * letterWidth;
};

const flowDraft = (lines: readonly Line[], from: number, typography: Typography): Draft => {
  const first = lines[from];
  if (first === undefined) throw new RangeError('no line');
  const marked = listMark.test(first.text);
  const own: Line[] = [first];
  for (let at = from + 1; at < lines.length; at += 1) {
    const line = lines[at];
    const last = own[own.length - 1];
    if (
      line === undefined ||
      last === undefined ||
      !continues(last, line, first, marked, rightEdge(lines, at - 1))
    )
      break;
    own.push(line);
  }
  const level = headingLevel(own, typography);
  if (level !== null) return { kind: 'heading', level, lines: own };
  return { kind: marked ? 'list-item' : 'paragraph', level: 1, lines: own };
};

const continues = (last: Line, next: Line, first: Line, marked: boolean, right: number): boolean => {
  if (next.tag !== null || next.upright !== last.upright) return false;
  if (next.upright) return true;
  const size = Math.max(last.size, next.size);
  if (Math.abs(next.size - last.size) > size * 0.08 || next.bold !== last.bold) return false;
  const pitch = next.y1 - last.y1;
  if (pitch <= size * 0.3 || pitch > size * paragraphPitch) return false;
  if (last.text.endsWith('\u0002')) return true;
  if (Math.min(last.x1, next.x1) < Math.max(last.x0, next.x0)) return false;
  if (next.pieces.length > 2 || listMark.test(next.text)) return false;
  const early = endsEarly(last, next, right);
  // Text of a list item hangs right of its mark, or the lines above it were full.
  if (marked && next.x0 < first.x0 + size * 0.5 && early) return false;
  // A new first line is indented while the one before it was not.
  if (next.x0 > last.x0 + size * 0.8 && own(last, first) && !marked) return false;
  return !(early && (/[.:;?!]["”“»)]?$/.test(last.text) || /^[\p{Lu}\d(§•–-]/u.test(next.text)));
};

const own = (last: Line, first: Line): boolean =>
  last === first || Math.abs(last.x0 - first.x0) < last.size * 3;

const headingLevel = (lines: readonly Line[], { bodySize, headingSizes }: Typography): number | null => {
  const first = lines[0];
  if (first === undefined || first.upright || lines.length > maxHeadingLines) return null;
  const length = lines.reduce((sum, line) => sum + line.text.length, 0);
  const last = lines[lines.length - 1]?.text ?? '';
  if (length > maxHeadingLength || !/\p{L}{2}/u.test(first.text) || /[,;]$/.test(last)) return null;
  if (first.size >= bodySize * headingGrowth) {
    const rank = headingSizes.findIndex((size) => first.size >= size - 0.75);
    return Math.min(6, (rank < 0 ? headingSizes.length : rank) + 1);
  }
  const sentence = /[.!]$/.test(last) && length > 60;
  if (first.bold && lines.every((line) => line.bold) && !sentence && first.size >= bodySize * 0.95)
    return Math.min(6, headingSizes.length + 1);
  return null;
};

const keepsHyphen = /^(?:und|oder|bzw|sowie|als|bis|and|or|ve|veya)\b/i;

/** How the text of a line is joined to the next: hyphenation at the end of a line is undone. */
export const joint = (line: string, next: string): { text: string; glue: string } => {
  if (line.endsWith('\u0002')) return { text: line.slice(0, -1), glue: '' };
  if (!/[\p{L}]-$/u.test(line)) return { text: line, glue: ' ' };
  if (keepsHyphen.test(next)) return { text: line, glue: ' ' };
  return /^\p{Ll}/u.test(next) ? { text: line.slice(0, -1), glue: '' } : { text: line, glue: '' };
};

const joinText = (lines: readonly Line[]): string => {
  let text = '';
  for (const [index, line] of lines.entries()) {
    const part = joint(line.text, lines[index + 1]?.text ?? '');
    text += index === lines.length - 1 ? line.text : part.text + part.glue;
  }
  return text;
};
