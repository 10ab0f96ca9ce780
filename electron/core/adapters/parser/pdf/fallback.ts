/** PDF.js reads what PDFium does not open: slower, and more forgiving. Text, lines with boxes, metadata; no forms. */
import { documentError, type Page, type ParseContext, type ParsedContent } from '../kind.ts';
import { pdfDate } from '../parts/dates.ts';
import { nonEmpty } from '../parts/ooxml.ts';
import { createWriter } from '../parts/writer.ts';
import { joint, layOut, measureTypography } from './layout.ts';
import type { Line } from './line.ts';
import { dropRunningLines, putFeetLast } from './running-lines.ts';

type Item = { str: string; transform: number[]; width: number; height: number; hasEOL: boolean };

export const readWithPdfJs = async (bytes: Uint8Array, context: ParseContext): Promise<ParsedContent> => {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({
    data: bytes.slice(),
    useSystemFonts: false,
    disableFontFace: true,
    verbosity: 0,
    stopAtErrors: false,
  });
  try {
    const document = await task.promise;
    const pages: { lines: Line[]; widthPt: number; heightPt: number }[] = [];
    for (let number = 1; number <= Math.min(document.numPages, context.limits.pages); number += 1) {
      try {
        const page = await document.getPage(number);
        const { width, height, transform } = page.getViewport({ scale: 1 });
        const content = await page.getTextContent();
        const items = content.items.filter(
          (item): item is Extract<typeof item, { str: string }> => 'str' in item,
        );
        pages.push({ widthPt: width, heightPt: height, lines: toLines(items, transform) });
        page.cleanup();
      } catch {
        context.warn('pages-unreadable');
        pages.push({ widthPt: 0, heightPt: 0, lines: [] });
      }
    }
    const { info } = await document.getMetadata();
    return { ...write(pages, context), ...properties(info) };
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException')
      throw documentError('documents.ENCRYPTED', {}, { cause: error });
    throw documentError('documents.CORRUPT', { format: 'pdf' }, { cause: error });
  } finally {
    await task.destroy();
  }
};

const toLines = (items: readonly Item[], viewport: readonly number[]): Line[] => {
  const [a = 1, b = 0, c = 0, d = -1, e = 0, f = 0] = viewport;
  const lines: Line[] = [];
  let open: Line | null = null;
  for (const { str, transform, width, hasEOL } of items) {
    const [ta = 1, tb = 0, , , tx = 0, ty = 0] = transform;
    const size = Math.hypot(ta, tb) || 1;
    const x0 = a * tx + c * ty + e;
    const y1 = b * tx + d * ty + f;
    if (str.trim() !== '') {
      const piece = { text: str.trim(), x0, x1: x0 + width };
      if (open === null)
        open = {
          text: str,
          x0,
          y0: y1 - size,
          x1: piece.x1,
          y1: y1 + size * 0.25,
          size,
          bold: false,
          pieces: [piece],
          upright: false,
          tag: null,
        };
      else {
        const gap = x0 - open.x1;
        open.text += gap > size * 0.2 && !open.text.endsWith(' ') ? ` ${str}` : str;
        const last = open.pieces[open.pieces.length - 1];
        if (last === undefined || gap > size * 1.6) open.pieces.push(piece);
        else {
          last.text += gap > size * 0.2 ? ` ${piece.text}` : piece.text;
          last.x1 = piece.x1;
        }
        open.x1 = Math.max(open.x1, piece.x1);
        open.size = Math.max(open.size, size);
      }
    } else if (open !== null) open.text += str;
    if (hasEOL && open !== null) {
      lines.push({ ...open, text: open.text.replace(/\s+/g, ' ').trim() });
      open = null;
    }
  }
  if (open !== null) lines.push({ ...open, text: open.text.replace(/\s+/g, ' ').trim() });
  return lines;
};

const write = (
  pages: readonly { lines: Line[]; widthPt: number; heightPt: number }[],
  context: ParseContext,
) => {
  const writer = createWriter(context);
  dropRunningLines(pages);
  putFeetLast(pages);
  const typography = measureTypography(pages.map(({ lines }) => lines));
  const ranges: Page[] = [];
  for (const [index, { lines, widthPt, heightPt }] of pages.entries()) {
    const before = writer.length;
    for (const draft of layOut(lines, typography)) {
      const place = { page: index + 1 };
      if (draft.kind === 'table') writer.table(draft.rows, place);
      else {
        const pieces = draft.lines.map((line, at) => {
          const next = draft.lines[at + 1];
          const box: [number, number, number, number] = [line.x0, line.y0, line.x1, line.y1];
          return {
            ...(next === undefined ? { text: line.text, glue: '' } : joint(line.text, next.text)),
            box,
          };
        });
        writer.lines(draft.kind, pieces, {
          level: draft.kind === 'paragraph' ? undefined : draft.level,
          place,
        });
      }
    }
    const startOffset = Math.min(writer.length, before + (before > 0 && writer.length > before ? 2 : 0));
    ranges.push({ widthPt, heightPt, startOffset, endOffset: writer.length });
  }
  return { ...writer.finish(), pages: ranges };
};

const properties = (info: object) => {
  const known = new Map(Object.entries(info));
  const text = (key: string): string => {
    const value: unknown = known.get(key);
    return typeof value === 'string' ? value.trim() : '';
  };
  const metadata: Record<string, string> = {};
  for (const key of ['Subject', 'Keywords', 'Creator', 'Producer'])
    if (text(key) !== '') metadata[key.toLowerCase()] = text(key);
  return {
    ...nonEmpty('title', text('Title')),
    ...nonEmpty('author', text('Author')),
    ...nonEmpty('createdAt', pdfDate(text('CreationDate'))),
    ...nonEmpty('modifiedAt', pdfDate(text('ModDate'))),
    metadata,
  };
};
