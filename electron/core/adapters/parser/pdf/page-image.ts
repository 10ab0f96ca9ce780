/** One page of a PDF as a picture. */
import { documentError } from '../kind.ts';
import { encodePng } from '../parts/png.ts';
import { openPdf } from './engine.ts';

export type PageImage = { png: Uint8Array; widthPx: number; heightPx: number };

const maxPixels = 16_000_000;
const bgrxFormat = 3;
const annotations = 0x01;
const white = 0xffffffff;

/** `page` from 1. Throws `documents.*`. */
export const renderPdfPage = async (bytes: Uint8Array, page: number, widthPx: number): Promise<PageImage> => {
  const pdf = await openPdf(bytes);
  if (pdf === null) throw documentError('documents.CORRUPT', { format: 'pdf' });
  const { api, document } = pdf;
  const handle = api._FPDF_LoadPage(document, page - 1);
  try {
    if (handle === 0) throw documentError('documents.CORRUPT', { format: 'pdf' });
    const [widthPt, heightPt] = [api._FPDF_GetPageWidthF(handle), api._FPDF_GetPageHeightF(handle)];
    const scale = Math.min(
      widthPx / Math.max(1, widthPt),
      Math.sqrt(maxPixels / Math.max(1, widthPt * heightPt)),
    );
    const width = Math.max(1, Math.round(widthPt * scale));
    const height = Math.max(1, Math.round(heightPt * scale));
    const pixels = api.wasmExports.malloc(width * height * 4);
    if (pixels === 0) throw documentError('documents.UNPACKS_TOO_LARGE', { limit: 'size' });
    const bitmap = api._FPDFBitmap_CreateEx(width, height, bgrxFormat, pixels, width * 4);
    try {
      api._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, white);
      api._FPDF_RenderPageBitmap(bitmap, handle, 0, 0, width, height, 0, annotations);
      const png = encodePng(api.HEAPU8.subarray(pixels, pixels + width * height * 4), width, height);
      return { png, widthPx: width, heightPx: height };
    } finally {
      api._FPDFBitmap_Destroy(bitmap);
      api.wasmExports.free(pixels);
    }
  } finally {
    if (handle !== 0) api._FPDF_ClosePage(handle);
    pdf.close();
  }
};
