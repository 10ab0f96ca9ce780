/** A conversation as PDF, A4, with the fonts the library ships. Opens no other file and no connection. */
/// <reference path="./pdfmake.d.ts" />
import pdfmake, { type PdfContent, type PdfStyle, type PdfTableLayout, type PdfText } from 'pdfmake';
import { type Block, marked, type Run, runsText, shortened, tableAsLines } from './blocks.ts';
import { fitCourier, fitRoboto, isFont, pdfFonts } from './pdf-fonts.ts';
import type { ReadEntry, Transcript } from './transcript.ts';

/** Narrower columns hold no words. */
const maxColumns = 10;
/** What fits between the margins in Courier; longer lines are cut here, as the library is slow at it. */
const cut = /.{1,88}/gu;
/** One table row of code; pages break between rows. */
const codeLinesPerRow = 40;
/** In UTF-16 units: the library's time to fill a paragraph's lines grows with the square of its length. */
const maxParagraph = 6000;
const ink = '#1d2427';
const quietInk = '#59646a';
const petrol = '#0f5e66';
const hairline = '#c3cacd';
const sizes = { title: 20, speaker: 13, body: 10.5, code: 8.5, small: 9 };

const layouts: Record<string, PdfTableLayout> = {
  code: {
    hLineWidth: () => 0,
    vLineWidth: () => 0,
    fillColor: () => '#f3f5f6',
    paddingLeft: () => 8,
    paddingRight: () => 8,
    paddingTop: (row) => (row === 0 ? 5 : 0),
    paddingBottom: (row, node) => (row === node.table.body.length - 1 ? 5 : 0),
  },
  quote: {
    hLineWidth: () => 0,
    vLineWidth: (index) => (index === 0 ? 2 : 0),
    vLineColor: () => hairline,
    paddingLeft: () => 8,
    paddingRight: () => 0,
    paddingTop: () => 0,
    paddingBottom: () => 0,
  },
  grid: {
    hLineWidth: () => 0.5,
    vLineWidth: () => 0.5,
    hLineColor: () => hairline,
    vLineColor: () => hairline,
    fillColor: (row) => (row === 0 ? '#eef1f2' : null),
  },
};

export async function toPdf(transcript: Transcript, entries: readonly ReadEntry[]): Promise<Uint8Array> {
  // The library keeps these on one shared object; they are the same for every document.
  pdfmake.setFonts(structuredClone(pdfFonts));
  pdfmake.setTableLayouts(layouts);
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(isFont);
  const title = fitRoboto(transcript.title);
  return pdfmake
    .createPdf({
      pageSize: 'A4',
      pageMargins: [60, 60, 60, 60],
      language: transcript.locale === 'de' ? 'de-DE' : 'en-GB',
      displayTitle: true,
      info: {
        title: transcript.title,
        creator: 'WattOS Desktop',
        producer: 'WattOS Desktop',
        creationDate: transcript.now,
      },
      defaultStyle: { font: 'Roboto', fontSize: sizes.body, lineHeight: 1.25, color: ink },
      footer: (page, pages) => ({
        text: `${page} / ${pages}`,
        alignment: 'center',
        fontSize: sizes.small,
        color: quietInk,
        margin: [0, 20, 0, 0],
      }),
      content: [
        { text: title, fontSize: sizes.title, bold: true, margin: [0, 0, 0, 2] },
        ...quiet(transcript.exportedAt),
        ...entries.flatMap(entryContent),
      ],
    })
    .getBuffer();
}

/** A speaker's name never stays alone at the foot of a page: it is kept with the beginning of what was said. */
function entryContent(entry: ReadEntry): PdfContent[] {
  const [first, ...rest] = entry.blocks;
  const short =
    first?.kind === 'heading' || (first?.kind === 'paragraph' && runsText(first.runs).length < 600);
  const opening: PdfContent = {
    unbreakable: true,
    stack: [...speaker(entry.speaker), ...quiet(entry.details), ...(first && short ? [content(first)] : [])],
  };
  return [
    ...(entry.speaker === '' ? contents(entry.blocks) : [opening, ...contents(short ? rest : entry.blocks)]),
    ...(entry.note === null ? [] : quiet(entry.note)),
  ];
}

const speaker = (name: string): PdfText[] => [
  {
    text: fitRoboto(name),
    fontSize: sizes.speaker,
    bold: true,
    color: petrol,
    margin: [0, 14, 0, 0],
  },
];

/** Nothing takes no room. */
const quiet = (text: string): PdfText[] =>
  text === ''
    ? []
    : [
        {
          text: fitRoboto(text),
          fontSize: sizes.small,
          italics: true,
          color: quietInk,
          margin: [0, 0, 0, 6],
        },
      ];

/** Headings never stay alone at the foot of a page: they are kept with the beginning of what they announce. */
function contents(blocks: readonly Block[]): PdfContent[] {
  const made: PdfContent[] = [];
  let headings: PdfContent[] = [];
  for (const block of blocks) {
    if (block.kind === 'heading') {
      headings.push(content(block));
      continue;
    }
    const [begin, rest] = begun(block);
    if (headings.length > 0 && begin !== null) {
      made.push({ unbreakable: true, stack: [...headings, content(begin)] });
      if (rest !== null) made.push(content(rest));
    } else made.push(...headings, content(block));
    headings = [];
  }
  return [...made, ...headings];
}

/** A piece short enough to stay on one page, and what is left; `null`: none. */
function begun(block: Block): [begin: Block | null, rest: Block | null] {
  if (block.kind === 'paragraph') return [runsText(block.runs).length < 600 ? block : null, null];
  if (block.kind !== 'list') return [null, null];
  const [first, ...others] = block.items;
  if (first === undefined || JSON.stringify(first).length > 2_000) return [null, null];
  const start = block.start === null ? null : block.start + 1;
  return [{ ...block, items: [first] }, others.length === 0 ? null : { ...block, start, items: others }];
}

function content(block: Block): PdfContent {
  switch (block.kind) {
    case 'paragraph':
      return {
        stack: shortened(block.runs, maxParagraph).map((runs) => ({ text: inline(runs) })),
        margin: [0, 0, 0, 6],
      };
    case 'heading':
      return {
        text: inline(block.runs),
        bold: true,
        fontSize: Math.max(11, 15 - block.depth),
        margin: [0, 6, 0, 4],
      };
    case 'code':
      return code(block.lines);
    case 'math':
      return code(block.tex.split('\n'));
    case 'quote':
      return {
        table: { widths: ['*'], body: [[{ stack: block.blocks.map(content) }]] },
        layout: 'quote',
        margin: [0, 2, 0, 6],
      };
    case 'list': {
      const items = block.items.map((item): PdfContent => ({ stack: marked(item).map(content) }));
      const margin: PdfStyle = { margin: [0, 0, 0, 4] };
      return block.start === null ? { ul: items, ...margin } : { ol: items, start: block.start, ...margin };
    }
    case 'table':
      return block.head.length > maxColumns ? code(tableAsLines(block)) : table(block);
    case 'rule':
      return {
        canvas: [{ type: 'line', x1: 0, y1: 0, x2: 475, y2: 0, lineWidth: 0.5, lineColor: hairline }],
        margin: [0, 6, 0, 8],
      };
  }
}

function table({ align, head, rows }: Extract<Block, { kind: 'table' }>): PdfContent {
  const fontSize = head.length > 5 ? 8 : 9.5;
  const row = (cells: readonly Run[][], bold: boolean): PdfContent[] =>
    head.map((_, column) => ({
      text: inline(cells[column] ?? []),
      bold,
      fontSize,
      ...(align[column] ? { alignment: align[column] } : {}),
    }));
  return {
    table: {
      headerRows: 1,
      widths: head.map(() => '*'),
      body: [row(head, true), ...rows.map((cells) => row(cells, false))],
    },
    layout: 'grid',
    margin: [0, 2, 0, 8],
  };
}

function code(source: readonly string[]): PdfContent {
  const lines = source.flatMap((line) => line.replaceAll('\t', '    ').match(cut) ?? [' ']);
  const body: PdfContent[][] = [];
  for (let start = 0; start < lines.length; start += codeLinesPerRow) {
    body.push([{ stack: lines.slice(start, start + codeLinesPerRow).map(codeLine) }]);
  }
  return { table: { widths: ['*'], body }, layout: 'code', margin: [0, 2, 0, 8] };
}

const codeLine = (line: string): PdfText => ({
  text: fitCourier(line),
  fontSize: sizes.code,
  lineHeight: 1.15,
  preserveLeadingSpaces: true,
});

function inline(runs: readonly Run[]): PdfText[] {
  return runs.flatMap((run) => {
    const style: PdfStyle = {
      ...(run.bold ? { bold: true } : {}),
      ...(run.italic ? { italics: true } : {}),
      ...(run.strike ? { decoration: 'lineThrough' } : {}),
      ...(run.href === undefined ? {} : { link: run.href, color: petrol, decoration: 'underline' }),
    };
    if (!run.code && !run.math) return [{ ...style, text: fitRoboto(run.text) }];
    return fitCourier(run.text).map((part) => ({ ...style, ...part }));
  });
}
