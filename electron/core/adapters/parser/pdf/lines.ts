/**
 * Reads the glyphs of a page as PDFium orders them and makes lines of them: text, box, size, weight, and pieces where a
 * wide gap parts a line. Coordinates are points, origin top left of the page as it is shown.
 */
import type { OpenPdf } from './engine.ts';
import { createLineBuilder, generatedHyphen, type Run } from './line-builder.ts';
import type { Line } from './line.ts';
import type { Tags } from './tags.ts';

/** x' = a·x + c·y + e, y' = b·x + d·y + f */
export type Matrix = { a: number; b: number; c: number; d: number; e: number; f: number };

/** Page space to shown space; rotation and crop box included. */
export const pageMatrix = (pdf: OpenPdf, page: number): Matrix => {
  const { api, scratch } = pdf;
  const scale = 1000;
  const width = api._FPDF_GetPageWidthF(page);
  const height = api._FPDF_GetPageHeightF(page);
  const map = (x: number, y: number): [number, number] => {
    api._FPDF_PageToDevice(
      page,
      0,
      0,
      Math.round(width * scale),
      Math.round(height * scale),
      0,
      x,
      y,
      scratch,
      scratch + 4,
    );
    const view = pdf.view();
    return [view.getInt32(scratch, true) / scale, view.getInt32(scratch + 4, true) / scale];
  };
  const [e, f] = map(0, 0);
  const [ax, ay] = map(100, 0);
  const [cx, cy] = map(0, 100);
  return { a: (ax - e) / 100, b: (ay - f) / 100, c: (cx - e) / 100, d: (cy - f) / 100, e, f };
};

const isBoldName = /bold|black|heavy|semibold|demi(?!lune)/i;

export const readLines = (
  pdf: OpenPdf,
  page: number,
  matrix: Matrix,
  tags: Tags | null,
  bolds: Map<number, boolean>,
): Line[] => {
  const { api, scratch } = pdf;
  const text = api._FPDFText_LoadPage(page);
  if (text === 0) return [];
  const builder = createLineBuilder();
  let lastObject = -1;
  let run: Run = { size: 0, bold: false, mcid: -1 };
  try {
    const count = api._FPDFText_CountChars(text);
    for (let index = 0; index < count; index += 1) {
      const code = api._FPDFText_GetUnicode(text, index);
      if (code === 0x0d || code === 0x0a) {
        builder.breakLine();
        continue;
      }
      const object = api._FPDFText_GetTextObject(text, index);
      if (object !== lastObject && object !== 0) {
        lastObject = object;
        run = readRun(pdf, object, text, index, tags !== null, bolds);
        if (tags !== null) builder.setTag(tags.get(run.mcid) ?? null);
      }
      if (code === 0 || (code < 0x20 && code !== generatedHyphen && code !== 0x09) || code > 0x10ffff)
        continue;
      if (api._FPDFText_GetLooseCharBox(text, index, scratch) === 0) continue;
      const view = pdf.view();
      const left = view.getFloat32(scratch, true);
      const top = view.getFloat32(scratch + 4, true);
      const right = view.getFloat32(scratch + 8, true);
      const bottom = view.getFloat32(scratch + 12, true);
      const x0 = matrix.a * left + matrix.c * top + matrix.e;
      const y0 = matrix.b * left + matrix.d * top + matrix.f;
      const x1 = matrix.a * right + matrix.c * bottom + matrix.e;
      const y1 = matrix.b * right + matrix.d * bottom + matrix.f;
      builder.glyph(code, Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1), run);
    }
  } finally {
    api._FPDFText_ClosePage(text);
  }
  return builder.finish();
};

const readRun = (
  pdf: OpenPdf,
  object: number,
  text: number,
  index: number,
  tagged: boolean,
  bolds: Map<number, boolean>,
): Run => {
  const { api, scratch } = pdf;
  api._FPDFTextObj_GetFontSize(object, scratch);
  let size = pdf.view().getFloat32(scratch, true);
  if (api._FPDFPageObj_GetMatrix(object, scratch) !== 0) {
    const view = pdf.view();
    size *= Math.hypot(view.getFloat32(scratch + 8, true), view.getFloat32(scratch + 12, true));
  }
  const font = api._FPDFTextObj_GetFont(object);
  let bold = bolds.get(font);
  if (bold === undefined) {
    const name = pdf.string(
      (buffer, length) => api._FPDFFont_GetBaseFontName(font, buffer, length),
      'latin1',
    );
    bold = isBoldName.test(name) || api._FPDFText_GetFontWeight(text, index) >= 600;
    bolds.set(font, bold);
  }
  return { size, bold, mcid: tagged ? api._FPDFPageObj_GetMarkedContentID(object) : -1 };
};
