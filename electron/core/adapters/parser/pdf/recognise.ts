/** Text of a scanned page: PDFium paints it, OCR reads it; lines with boxes in points. */
import type { ParseContext } from '../kind.ts';
import { type OcrLine, recognise } from '../parts/ocr.ts';
import type { OpenPdf } from './engine.ts';
import type { Line } from './line.ts';
import type { Tag } from './tags.ts';

const dpi = 300;
const maxPixels = 12_000_000;
const grayFormat = 1;
const annotations = 0x01;
const grayscale = 0x08;
/** A paragraph this much taller than the lines around it is a heading. */
const headingGrowth = 1.45;

export const recognisePage = async (pdf: OpenPdf, page: number, context: ParseContext): Promise<Line[]> => {
  if (context.ocr === null) return [];
  const width = pdf.api._FPDF_GetPageWidthF(page);
  const height = pdf.api._FPDF_GetPageHeightF(page);
  const scale = Math.min(dpi / 72, Math.sqrt(maxPixels / Math.max(1, width * height)));
  const image = paint(pdf, page, Math.round(width * scale), Math.round(height * scale));
  const lines = image === null ? null : await recognise(image, context.ocr);
  return toLines(lines ?? [], scale);
};

/** The page as a portable graymap, which every image library reads. */
const paint = (pdf: OpenPdf, page: number, width: number, height: number): Uint8Array | null => {
  const { api } = pdf;
  if (width < 8 || height < 8) return null;
  const size = width * height;
  const pixels = api.wasmExports.malloc(size);
  if (pixels === 0) return null;
  const bitmap = api._FPDFBitmap_CreateEx(width, height, grayFormat, pixels, width);
  try {
    api._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
    api._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, annotations | grayscale);
    const header = Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1');
    const image = new Uint8Array(header.length + size);
    image.set(header);
    image.set(api.HEAPU8.subarray(pixels, pixels + size), header.length);
    return image;
  } finally {
    api._FPDFBitmap_Destroy(bitmap);
    api.wasmExports.free(pixels);
  }
};

const toLines = (lines: readonly OcrLine[], scale: number): Line[] => {
  const heights = lines.map((line) => line.y1 - line.y0).sort((a, b) => a - b);
  const median = heights[Math.floor(heights.length / 2)] ?? 1;
  const paragraphs = Map.groupBy(lines, (line) => line.paragraph);
  return lines.map(({ text, x0, y0, x1, y1, paragraph }) => {
    const own = paragraphs.get(paragraph) ?? [];
    const isHeading = own.length <= 2 && own.every((line) => line.y1 - line.y0 > median * headingGrowth);
    const tag: Tag = {
      element: paragraph,
      kind: isHeading ? 'heading' : 'paragraph',
      level: 2,
      table: 0,
      row: 0,
    };
    const box = { x0: x0 / scale, y0: y0 / scale, x1: x1 / scale, y1: y1 / scale };
    return {
      text,
      ...box,
      size: (box.y1 - box.y0) * 0.75,
      bold: false,
      pieces: [{ text, x0: box.x0, x1: box.x1 }],
      upright: false,
      tag,
    };
  });
};
