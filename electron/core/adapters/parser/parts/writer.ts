/**
 * Collects blocks and the text they lie in. Offsets are exact by construction: a block's range is taken when its text is
 * appended, and nothing is changed afterwards. Text is NFC, without control characters, soft hyphens and lone surrogates.
 */
import type { Block, BlockKind, Limits, ParseContext } from '../kind.ts';

export type Place = Pick<Block, 'page' | 'box'>;
export type LineText = { text: string; glue: string; box: NonNullable<Block['box']> };

export type Writer = {
  heading(text: string, level: number, place?: Place): void;
  paragraph(text: string, place?: Place): void;
  listItem(text: string, level?: number, place?: Place): void;
  /** Text that came as lines with a box each; `glue` stands between a line and the next. */
  lines(
    kind: 'heading' | 'paragraph' | 'list-item',
    lines: readonly LineText[],
    at: { level?: number; place?: Place },
  ): void;
  /** Cells in rows; rows may differ in length. Rows without any text are left out. */
  table(rows: Iterable<readonly string[]>, place?: Place): void;
  formField(name: string, value: string, place?: Place): void;
  /** UTF-16 units so far; where the next block will start or later. */
  readonly length: number;
  /** Nothing more will be taken. */
  readonly full: boolean;
  finish(): { text: string; blocks: Block[] };
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\ufeff\ufffe\uffff]/g;

/**
 * Readable text of one block: lines trimmed, runs of blanks folded, at most one empty line in a row. Blanks that do not
 * break are blanks: nobody who searches or quotes types them otherwise.
 */
const cleanText = (text: string): string =>
  text
    .replaceAll('\u000b', '\n')
    .replaceAll('\f', '\n')
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(control, '')
    .toWellFormed()
    .normalize('NFC')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^[\s]+|[\s]+$/g, '');

const cleanCell = (text: string): string => cleanText(text).replace(/\s*\n\s*/g, ' ');

export const createWriter = (context: Pick<ParseContext, 'warn'> & { limits: Limits }): Writer => {
  const limit = context.limits.textLength;
  const parts: string[] = [];
  const blocks: Block[] = [];
  let length = 0;
  let full = false;
  let cellCount = 0;
  let last: BlockKind | null = null;

  const append = (text: string): void => {
    parts.push(text);
    length += text.length;
  };

  /** Where the text of the next block starts; its separator is written. */
  const begin = (kind: BlockKind): number => {
    if (last !== null)
      append(kind === last && (kind === 'list-item' || kind === 'form-field') ? '\n' : '\n\n');
    last = kind;
    return length;
  };

  const stop = (): void => {
    full = true;
    context.warn('truncated');
  };
  const fits = (more: number): boolean => {
    if (!full && length + more > limit) stop();
    return !full;
  };

  const add = (kind: BlockKind, raw: string, place: Place | undefined, level?: number): void => {
    if (full) return;
    const cleaned = cleanText(raw);
    const room = limit - length - 2;
    const text = cleaned.length <= room ? cleaned : cleaned.slice(0, Math.max(0, room)).toWellFormed();
    if (text.length < cleaned.length) stop();
    if (text === '') return;
    const startOffset = begin(kind);
    append(text);
    blocks.push({
      kind,
      ...(level === undefined ? {} : { level }),
      ...place,
      startOffset,
      endOffset: length,
    });
  };

  const addLines: Writer['lines'] = (kind, pieces, { level, place }) => {
    const clean = pieces
      .map(({ text, glue, box }) => ({ text: cleanCell(text), glue, box }))
      .filter(({ text }) => text !== '');
    if (clean.length === 0 || !fits(clean.reduce((sum, { text }) => sum + text.length + 1, 2))) return;
    const startOffset = begin(kind);
    const lines = clean.map(({ text, glue, box }, index) => {
      const start = length;
      append(text);
      const line = {
        startOffset: start,
        endOffset: length,
        box: box.map((at) => Math.round(at * 10) / 10) as LineText['box'],
      };
      if (index < clean.length - 1) append(glue);
      return line;
    });
    blocks.push({
      kind,
      ...(level === undefined ? {} : { level: Math.min(6, Math.max(1, level)) }),
      ...place,
      startOffset,
      endOffset: length,
      lines,
    });
  };

  const addTable: Writer['table'] = (rows, place) => {
    const table: NonNullable<Block['table']> = [];
    let startOffset = 0;
    for (const row of rows) {
      const cells = row.map(cleanCell);
      if (cells.every((cell) => cell === '')) continue;
      cellCount += cells.length;
      if (cellCount > context.limits.cells) stop();
      if (!fits(cells.reduce((sum, cell) => sum + cell.length + 1, 2))) break;
      if (table.length === 0) startOffset = begin('table');
      else append('\n');
      table.push(
        cells.map((cell, index) => {
          if (index > 0) append('\t');
          const start = length;
          append(cell);
          return { startOffset: start, endOffset: length };
        }),
      );
    }
    if (table.length > 0) blocks.push({ kind: 'table', ...place, startOffset, endOffset: length, table });
  };

  return {
    heading: (text, level, place) => add('heading', text, place, Math.min(6, Math.max(1, level))),
    paragraph: (text, place) => add('paragraph', text, place),
    listItem: (text, level = 1, place) => add('list-item', text, place, Math.min(9, Math.max(1, level))),
    lines: addLines,
    table: addTable,
    formField: (name, value, place) => add('form-field', value === '' ? name : `${name}: ${value}`, place),
    get length() {
      return length;
    },
    get full() {
      return full;
    },
    finish: () => ({ text: parts.join(''), blocks }),
  };
};
