/**
 * Reads the glyphs of a page as PDFium orders them and makes lines of them: text, box, size, weight, and pieces where a
 * wide gap parts a line. Coordinates are points, origin top left of the page as it is shown.
 */
import type { OpenPdf } from './engine.ts';
import type { Tag, Tags } from './tags.ts';

export type Piece = { text: string; x0: number; x1: number };
export type Line = {
  text: string;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  /** Font size in points as shown. */
  size: number;
  bold: boolean;
  /** More than one when wide gaps part the line. */
  pieces: Piece[];
  /** Runs from bottom to top or top to bottom. */
  upright: boolean;
  tag: Tag | null;
};

type Run = { size: number; bold: boolean; mcid: number };

/** x' = a·x + c·y + e, y' = b·x + d·y + f */
export type Matrix = { a: number; b: number; c: number; d: number; e: number; f: number };

const gapInSizes = 1.6;
const generatedHyphen = 0x02;

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
        builder.end();
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

const createLineBuilder = () => {
  const lines: Line[] = [];
  let codes: string[] = [];
  let pieces: Piece[] = [];
  let pieceStart = 0;
  let pieceX0 = 0;
  let x0 = 0;
  let y0 = 0;
  let x1 = 0;
  let y1 = 0;
  let lastX1 = 0;
  let size = 0;
  let glyphs = 0;
  let boldGlyphs = 0;
  let vertical = 0;
  let lastX0 = 0;
  let lastY0 = 0;
  let lastY1 = 0;
  let tag: Tag | null = null;

  const endPiece = (): void => {
    const text = codes.slice(pieceStart).join('').trim();
    if (text !== '') pieces.push({ text, x0: pieceX0, x1: lastX1 });
    pieceStart = codes.length;
  };

  const end = (): void => {
    if (glyphs > 0) {
      endPiece();
      const text = codes.join('').replace(/\s+/g, ' ').trim();
      if (text !== '') {
        const upright = glyphs > 2 && vertical > glyphs * 0.7;
        lines.push({
          text,
          x0,
          y0,
          x1,
          y1,
          size,
          bold: boldGlyphs > glyphs * 0.8,
          pieces: upright ? [] : pieces,
          upright,
          tag,
        });
      }
    }
    codes = [];
    pieces = [];
    pieceStart = 0;
    glyphs = 0;
    boldGlyphs = 0;
    vertical = 0;
    size = 0;
  };

  const glyph = (code: number, left: number, top: number, right: number, bottom: number, run: Run): void => {
    const letter = code === generatedHyphen ? '\u0002' : code === 0x09 ? ' ' : String.fromCodePoint(code);
    if (letter === ' ' || right - left <= 0 || bottom - top <= 0) {
      if (glyphs > 0 && letter.trim() === '') codes.push(' ');
      else if (letter.trim() !== '') codes.push(letter);
      return;
    }
    if (glyphs > 0) {
      const gap = left - lastX1;
      // A line break PDFium takes away with the hyphen before it, or missed.
      if (Math.abs(bottom - lastY1) > run.size * 0.7 && left < lastX0 - run.size * 0.2) end();
      else if (gap > gapInSizes * Math.max(run.size, 4) && codes[codes.length - 1] !== '.') {
        endPiece();
        codes.push(' ');
        pieceStart = codes.length;
        pieceX0 = left;
      }
    }
    if (glyphs === 0) {
      x0 = left;
      y0 = top;
      x1 = right;
      y1 = bottom;
      pieceX0 = left;
      pieceStart = codes.length;
    } else {
      if (Math.abs(left - lastX0) < run.size * 0.1 && Math.abs(top - lastY0) > run.size * 0.3) vertical += 1;
      x0 = Math.min(x0, left);
      y0 = Math.min(y0, top);
      x1 = Math.max(x1, right);
      y1 = Math.max(y1, bottom);
    }
    codes.push(letter);
    glyphs += 1;
    if (run.bold) boldGlyphs += 1;
    if (run.size > size) size = run.size;
    lastX0 = left;
    lastX1 = right;
    lastY0 = top;
    lastY1 = bottom;
  };

  return {
    glyph,
    end,
    setTag: (next: Tag | null): void => {
      if (next?.element === tag?.element) return;
      end();
      tag = next;
    },
    finish: (): Line[] => {
      end();
      return lines;
    },
  };
};
