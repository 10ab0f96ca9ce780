/**
 * A document as stored: one text, and blocks that are ranges of it. Offsets are UTF-16 code-unit indexes into `text`,
 * end exclusive.
 */
export const blockKinds = ['heading', 'paragraph', 'list-item', 'table', 'form-field'] as const;
export type BlockKind = (typeof blockKinds)[number];

export type Range = { startOffset: number; endOffset: number };
export type Box = readonly [number, number, number, number];

export type Block = {
  kind: BlockKind;
  startOffset: number;
  endOffset: number;
  /** From 1; absent where the format has no pages. */
  page?: number;
  /** Of a heading: 1 is the highest. */
  level?: number;
  /** Left, top, right, bottom in points from the page's upper left corner. */
  box?: Box;
  /** Rows of cells. */
  table?: readonly (readonly Range[])[];
  /** Where its lines stand on the page. */
  lines?: readonly (Range & { box: Box })[];
  /** Where it differs from the document's. */
  language?: string;
};

export type Page = Range & { widthPt: number; heightPt: number };

/** What a parser hands over. Blocks ascend and do not overlap. */
export type LaidOut = { text: string; blocks: readonly Block[]; pages?: readonly Page[] };

const longestHeading = 90;

/**
 * Plain text stays as it is; its lines become blocks. A short line without a full stop above a longer one is taken for
 * a heading.
 */
export const layOutText = (text: string): LaidOut => {
  const lines = [...text.matchAll(/[^\r\n]+/g)].filter((line) => line[0].trim() !== '');
  const blocks = lines.map((line, index): Block => {
    const heading = isHeading(line[0].trim(), lines[index + 1]?.[0].trim() ?? '');
    return {
      kind: heading ? 'heading' : 'paragraph',
      startOffset: line.index,
      endOffset: line.index + line[0].length,
      ...(heading ? { level: index === 0 ? 1 : 2 } : {}),
    };
  });
  return { text, blocks };
};

const isHeading = (line: string, next: string): boolean =>
  line.length <= longestHeading &&
  next.length > line.length &&
  /^[\p{Lu}\p{N}§]/u.test(line) &&
  !/[.,;:!]$/.test(line);
