/**
 * PDF: text in reading order with page and box of each block and line, forms, notes and embedded files. PDFium reads it; where it
 * cannot, PDF.js does. Files an owner protected against copying give their text; those that need a password say so.
 */
import type { Block, Page, ParseContext, ParsedContent, Parser } from '../kind.ts';
import { createWriter, type Writer } from '../parts/writer.ts';
import { forgetEngine, openPdf, type OpenPdf } from './engine.ts';
import { attachFiles, openForms, type PageExtra, readExtras } from './extras.ts';
import { readWithPdfJs } from './fallback.ts';
import { type Draft, joint, layOut, measureTypography } from './layout.ts';
import type { Line } from './line.ts';
import { pageMatrix, readLines } from './lines.ts';
import { readMetadata } from './metadata.ts';
import { recognisePage } from './recognise.ts';
import { dropRunningLines, putFeetLast } from './running-lines.ts';
import { readTags } from './tags.ts';

type ReadPage = {
  widthPt: number;
  heightPt: number;
  lines: Line[];
  extras: PageExtra[];
  ocr: boolean;
  needsOcr: boolean;
};

const imageObject = 3;
const endBytes = 2048;

export const pdfParser: Parser = {
  formats: ['pdf'],
  parse: async (bytes, context) => {
    if (!hasEnd(bytes)) context.warn('damaged');
    const content = await readWithPdfium(bytes, context);
    return content ?? readWithPdfJs(bytes, context);
  },
};

/** A file that was cut off lacks its end mark; readers look for it in the last kilobyte and so leave room for leftovers behind it. */
const hasEnd = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(-endBytes).slice()).includes('%%EOF', 0, 'latin1');

/** `null` when PDFium cannot open it or breaks on it. */
const readWithPdfium = async (bytes: Uint8Array, context: ParseContext): Promise<ParsedContent | null> => {
  let pdf: OpenPdf | null;
  try {
    pdf = await openPdf(bytes);
    if (pdf === null || pdf.api._FPDF_GetPageCount(pdf.document) === 0) return null;
  } catch (error) {
    if (!isTrap(error)) throw error;
    forgetEngine();
    return null;
  }
  try {
    const pages = await readPages(pdf, context);
    if (pages.every((page) => page.heightPt === 0)) return null;
    const properties = readMetadata(pdf, bytes, context.limits);
    const writer = createWriter(context);
    dropRunningLines(pages);
    putFeetLast(pages);
    const typography = measureTypography(pages.map(({ lines }) => lines));
    const ranges: Page[] = [];
    for (const [index, page] of pages.entries()) {
      const before = writer.length;
      writePage(writer, page, index + 1, layOut(page.lines, typography));
      const startOffset = Math.min(writer.length, before + (before > 0 && writer.length > before ? 2 : 0));
      ranges.push({
        widthPt: page.widthPt,
        heightPt: page.heightPt,
        startOffset,
        endOffset: writer.length,
        ...(page.ocr ? { ocr: true } : {}),
        ...(page.needsOcr ? { needsOcr: true } : {}),
      });
    }
    if (pages.some(({ needsOcr }) => needsOcr)) context.warn('needs-ocr');
    attachFiles(pdf, context);
    return { ...writer.finish(), pages: ranges, ...properties };
  } catch (error) {
    if (!isTrap(error)) throw error;
    forgetEngine();
    return null;
  } finally {
    pdf.close();
  }
};

/** PDFium stopped inside WebAssembly: its memory is not to be trusted any more. */
const isTrap = (error: unknown): boolean => error instanceof Error && error.name === 'RuntimeError';

const readPages = async (pdf: OpenPdf, context: ParseContext): Promise<ReadPage[]> => {
  const { api, document } = pdf;
  const count = Math.min(api._FPDF_GetPageCount(document), context.limits.pages);
  if (count < api._FPDF_GetPageCount(document)) context.warn('truncated');
  const tagged = api._FPDFCatalog_IsTagged(document) !== 0;
  const forms = openForms(pdf);
  const bolds = new Map<number, boolean>();
  const pages: ReadPage[] = [];
  let letters = 0;
  let recognised = 0;
  try {
    for (let index = 0; index < count && letters < context.limits.textLength; index += 1) {
      const page = api._FPDF_LoadPage(document, index);
      if (page === 0) {
        context.warn('pages-unreadable');
        pages.push({ widthPt: 0, heightPt: 0, lines: [], extras: [], ocr: false, needsOcr: false });
        continue;
      }
      try {
        const matrix = pageMatrix(pdf, page);
        let lines = readLines(pdf, page, matrix, tagged ? readTags(pdf, page) : null, bolds);
        const extras = readExtras(pdf, page, matrix, forms.handle, context);
        const scanned = isScan(pdf, page, lines);
        const ocr = scanned && context.ocr !== null && recognised < context.ocr.maxPages;
        if (ocr) {
          lines = await recognisePage(pdf, page, context);
          recognised += 1;
          context.progress(index + 1, count);
        }
        const size = { widthPt: api._FPDF_GetPageWidthF(page), heightPt: api._FPDF_GetPageHeightF(page) };
        pages.push({ ...size, lines, extras, ocr, needsOcr: scanned && !ocr });
        for (const line of lines) letters += line.text.length;
      } finally {
        api._FPDF_ClosePage(page);
      }
    }
  } finally {
    forms.close();
  }
  return pages;
};

/** Hardly any text, but a picture. */
const isScan = (pdf: OpenPdf, page: number, lines: readonly Line[]): boolean => {
  const letters = lines.reduce((sum, line) => sum + (line.text.match(/[\p{L}\p{N}]/gu)?.length ?? 0), 0);
  if (letters > 20) return false;
  const { api } = pdf;
  const count = Math.min(200, api._FPDFPage_CountObjects(page));
  for (let index = 0; index < count; index += 1)
    if (api._FPDFPageObj_GetType(api._FPDFPage_GetObject(page, index)) === imageObject) return true;
  return false;
};

const writePage = (writer: Writer, page: ReadPage, number: number, drafts: readonly Draft[]): void => {
  for (const draft of drafts) {
    const place = { page: number, box: around(draft.lines) };
    if (draft.kind === 'table') writer.table(draft.rows, place);
    else {
      const pieces = draft.lines.map((line, index) => {
        const next = draft.lines[index + 1];
        return {
          ...(next === undefined ? { text: line.text, glue: '' } : joint(line.text, next.text)),
          box: boxOf(line),
        };
      });
      writer.lines(draft.kind, pieces, {
        level: draft.kind === 'paragraph' ? undefined : draft.level,
        place,
      });
    }
  }
  for (const extra of page.extras) {
    const place = { page: number, box: extra.box };
    if (extra.kind === 'field') writer.formField(extra.name, extra.value, place);
    else writer.paragraph(extra.text, place);
  }
};

const tenth = (value: number): number => Math.round(value * 10) / 10;

const boxOf = ({ x0, y0, x1, y1 }: Pick<Line, 'x0' | 'y0' | 'x1' | 'y1'>): NonNullable<Block['box']> => [
  tenth(x0),
  tenth(y0),
  tenth(x1),
  tenth(y1),
];

const around = (lines: readonly Line[]): NonNullable<Block['box']> =>
  boxOf({
    x0: Math.min(...lines.map((line) => line.x0)),
    y0: Math.min(...lines.map((line) => line.y0)),
    x1: Math.max(...lines.map((line) => line.x1)),
    y1: Math.max(...lines.map((line) => line.y1)),
  });
