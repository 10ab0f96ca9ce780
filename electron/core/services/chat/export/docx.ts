/** A conversation as a Word document: real headings, lists, tables and equations, so that it can be worked on. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { latexToMath, Math as Equation } from 'docx/math';
import { type Align, type Block, marked, type Run, runsText, tableAsLines } from './blocks.ts';
import { isRightToLeft } from './clean-text.ts';
import { createLists, type Lists } from './docx-lists.ts';
import type { ReadEntry, Transcript } from './transcript.ts';

/** Word refuses tables with more columns. */
const maxColumns = 63;
/** Longer formulas are degenerate output; they stay TeX. */
const maxTexLength = 4000;
const monospace = 'Courier New';
const indentStep = 360;

const headings = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
] as const;

/** Where a block stands: inside how many quotes and lists, and the list item it opens. */
type Place = {
  quotes: number;
  indents: number;
  item: { reference: string; level: number; instance: number } | null;
};

export async function toDocx(transcript: Transcript, entries: readonly ReadEntry[]): Promise<Uint8Array> {
  const lists = createLists();
  const body = entries.flatMap((entry) => [
    ...(entry.speaker === ''
      ? []
      : [new Paragraph({ heading: HeadingLevel.HEADING_1, text: entry.speaker }), quiet(entry.details)]),
    ...blocks(entry.blocks, { quotes: 0, indents: 0, item: null }, lists),
    ...(entry.note === null ? [] : [quiet(entry.note)]),
  ]);
  const document = new Document({
    title: transcript.title,
    creator: 'WattOS Desktop',
    lastModifiedBy: 'WattOS Desktop',
    numbering: lists.options(),
    styles: {
      default: {
        document: {
          run: {
            font: 'Calibri',
            size: 22,
            language: { value: transcript.locale === 'de' ? 'de-DE' : 'en-GB' },
          },
          paragraph: { spacing: { after: 120, line: 276 } },
        },
      },
    },
    sections: [
      {
        footers: { default: new Footer({ children: [pageNumbers()] }) },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, text: transcript.title }),
          ...(transcript.exportedAt === '' ? [] : [quiet(transcript.exportedAt)]),
          ...body,
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

const quiet = (text: string) =>
  new Paragraph({
    keepNext: true,
    children: [new TextRun({ text, italics: true, color: '595959', size: 19 })],
  });

const pageNumbers = () =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 18 })],
  });

function blocks(list: readonly Block[], place: Place, lists: Lists): (Paragraph | Table)[] {
  return list.flatMap((block) => {
    const made = blockOf(block, place, lists);
    // Only the first block of a list item carries its mark.
    place = { ...place, item: null };
    return made;
  });
}

function blockOf(block: Block, place: Place, lists: Lists): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'paragraph':
      return [textParagraph(block.runs, place)];
    case 'heading':
      return [
        new Paragraph({
          ...layout(place, runsText(block.runs)),
          heading: headings[Math.min(block.depth, headings.length - 1)] ?? HeadingLevel.HEADING_6,
          children: inline(block.runs),
        }),
      ];
    case 'code':
      return codeLines(block.lines, place);
    case 'math':
      return [
        new Paragraph({
          ...layout(place, ''),
          alignment: AlignmentType.CENTER,
          children: [equation(block.tex)],
        }),
      ];
    case 'rule':
      return [
        new Paragraph({
          border: { bottom: { style: BorderStyle.SINGLE, size: 6, color: 'A0A0A0', space: 1 } },
        }),
      ];
    case 'quote':
      return blocks(block.blocks, { ...place, quotes: place.quotes + 1, indents: place.indents + 1 }, lists);
    case 'list': {
      const list = lists.open(block.start, place.indents);
      return block.items.flatMap((item) =>
        blocks(marked(item), { ...place, indents: place.indents + 1, item: list }, lists),
      );
    }
    case 'table':
      return block.head.length > maxColumns
        ? codeLines(tableAsLines(block), place)
        : [table(block), new Paragraph({})];
  }
}

function layout(place: Place, text: string) {
  return {
    bidirectional: isRightToLeft(text),
    ...(place.item === null ? { indent: { left: place.indents * indentStep } } : { numbering: place.item }),
    ...(place.quotes > 0
      ? { border: { left: { style: BorderStyle.SINGLE, size: 12, color: 'A0A0A0', space: 8 } } }
      : {}),
  };
}

const textParagraph = (runs: readonly Run[], place: Place) =>
  new Paragraph({ ...layout(place, runsText(runs)), children: inline(runs) });

function codeLines(lines: readonly string[], place: Place): Paragraph[] {
  return lines.map(
    (line, index) =>
      new Paragraph({
        ...layout({ ...place, item: index === 0 ? place.item : null }, ''),
        shading: { type: ShadingType.CLEAR, fill: 'F3F4F5' },
        spacing: { before: 0, after: index === lines.length - 1 ? 160 : 0, line: 240 },
        children: [
          new TextRun({ text: line.replaceAll('\t', '    '), font: monospace, size: 18, noProof: true }),
        ],
      }),
  );
}

function table({ align, head, rows }: Extract<Block, { kind: 'table' }>): Table {
  const width = Math.floor(9000 / Math.max(1, head.length));
  const row = (cells: readonly Run[][], tableHeader: boolean) =>
    new TableRow({
      tableHeader,
      cantSplit: true,
      children: head.map(
        (_, column) =>
          new TableCell({
            margins: { top: 60, bottom: 60, left: 100, right: 100 },
            ...(tableHeader ? { shading: { type: ShadingType.CLEAR, fill: 'EEF1F2' } } : {}),
            children: [cell(cells[column] ?? [], align[column] ?? null, tableHeader)],
          }),
      ),
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: head.map(() => width),
    rows: [row(head, true), ...rows.map((cells) => row(cells, false))],
  });
}

const alignments = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const;

const cell = (runs: readonly Run[], align: Align, bold: boolean) =>
  new Paragraph({
    bidirectional: isRightToLeft(runsText(runs)),
    spacing: { after: 0 },
    ...(align === null ? {} : { alignment: alignments[align] }),
    children: inline(bold ? runs.map((run) => ({ ...run, bold: true })) : runs),
  });

function inline(runs: readonly Run[]): ParagraphChild[] {
  return runs.flatMap((run) => {
    if (run.math) return [equation(run.text)];
    if (run.href === undefined) return textRuns(run);
    return [new ExternalHyperlink({ link: run.href, children: textRuns(run, 'Hyperlink') })];
  });
}

/** One run per line; every line but the first opens with a break. */
const textRuns = (run: Run, style?: string): TextRun[] =>
  run.text.split('\n').map(
    (text, index) =>
      new TextRun({
        text,
        ...(index > 0 ? { break: 1 } : {}),
        ...(style === undefined ? {} : { style }),
        bold: run.bold ?? false,
        italics: run.italic ?? false,
        strike: run.strike ?? false,
        rightToLeft: isRightToLeft(run.text),
        ...(run.code ? { font: monospace, noProof: true } : {}),
      }),
  );

/** Word's own equation where the TeX is understood, otherwise its source. */
function equation(tex: string): ParagraphChild {
  if (tex.length <= maxTexLength) {
    try {
      return new Equation({ children: latexToMath(tex) });
    } catch {
      // An unknown command or broken TeX: the source says more than nothing.
    }
  }
  return new TextRun({ text: tex.replaceAll('\n', ' '), font: monospace, noProof: true });
}
