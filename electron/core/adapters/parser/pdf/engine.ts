/**
 * PDFium as WebAssembly: opens a document and gives its raw functions, reading out of its memory included. Meanings of the
 * functions: PDFium's public headers (fpdfview.h, fpdf_text.h, fpdf_structtree.h, fpdf_annot.h, fpdf_attachment.h).
 */
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { documentError } from '../kind.ts';

type N = number;
/** The functions used here; all handles and pointers are numbers, `0` is none. */
export type Pdfium = {
  HEAPU8: Uint8Array;
  wasmExports: { malloc(size: N): N; free(pointer: N): void };
  _FPDF_LoadMemDocument(data: N, size: N, password: N): N;
  _FPDF_CloseDocument(document: N): void;
  _FPDF_GetLastError(): N;
  _FPDF_GetPageCount(document: N): N;
  _FPDF_GetMetaText(document: N, tag: N, buffer: N, size: N): N;
  _FPDF_LoadPage(document: N, index: N): N;
  _FPDF_ClosePage(page: N): void;
  _FPDF_GetPageWidthF(page: N): N;
  _FPDF_GetPageHeightF(page: N): N;
  _FPDF_PageToDevice(
    page: N,
    x: N,
    y: N,
    width: N,
    height: N,
    rotate: N,
    pageX: N,
    pageY: N,
    outX: N,
    outY: N,
  ): N;
  _FPDFText_LoadPage(page: N): N;
  _FPDFText_ClosePage(text: N): void;
  _FPDFText_CountChars(text: N): N;
  _FPDFText_GetUnicode(text: N, index: N): N;
  _FPDFText_GetLooseCharBox(text: N, index: N, rect: N): N;
  _FPDFText_GetTextObject(text: N, index: N): N;
  _FPDFText_GetFontWeight(text: N, index: N): N;
  _FPDFTextObj_GetFontSize(object: N, size: N): N;
  _FPDFTextObj_GetFont(object: N): N;
  _FPDFFont_GetBaseFontName(font: N, buffer: N, size: N): N;
  _FPDFPageObj_GetMatrix(object: N, matrix: N): N;
  _FPDFPageObj_GetMarkedContentID(object: N): N;
  _FPDFPageObj_GetType(object: N): N;
  _FPDFPageObj_GetBounds(object: N, left: N, bottom: N, right: N, top: N): N;
  _FPDFPage_CountObjects(page: N): N;
  _FPDFPage_GetObject(page: N, index: N): N;
  _FPDF_StructTree_GetForPage(page: N): N;
  _FPDF_StructTree_Close(tree: N): void;
  _FPDF_StructTree_CountChildren(tree: N): N;
  _FPDF_StructTree_GetChildAtIndex(tree: N, index: N): N;
  _FPDF_StructElement_CountChildren(element: N): N;
  _FPDF_StructElement_GetChildAtIndex(element: N, index: N): N;
  _FPDF_StructElement_GetChildMarkedContentID(element: N, index: N): N;
  _FPDF_StructElement_GetType(element: N, buffer: N, size: N): N;
  _FPDF_StructElement_GetLang(element: N, buffer: N, size: N): N;
  _FPDFCatalog_IsTagged(document: N): N;
  _FPDFDOC_InitFormFillEnvironment(document: N, info: N): N;
  _FPDFDOC_ExitFormFillEnvironment(form: N): void;
  _FPDFPage_GetAnnotCount(page: N): N;
  _FPDFPage_GetAnnot(page: N, index: N): N;
  _FPDFPage_CloseAnnot(annotation: N): void;
  _FPDFAnnot_GetSubtype(annotation: N): N;
  _FPDFAnnot_GetRect(annotation: N, rect: N): N;
  _FPDFAnnot_GetStringValue(annotation: N, key: N, buffer: N, size: N): N;
  _FPDFAnnot_GetFormFieldType(form: N, annotation: N): N;
  _FPDFAnnot_GetFormFieldName(form: N, annotation: N, buffer: N, size: N): N;
  _FPDFAnnot_GetFormFieldAlternateName(form: N, annotation: N, buffer: N, size: N): N;
  _FPDFAnnot_GetFormFieldValue(form: N, annotation: N, buffer: N, size: N): N;
  _FPDFAnnot_GetFileAttachment(annotation: N): N;
  _FPDFDoc_GetAttachmentCount(document: N): N;
  _FPDFDoc_GetAttachment(document: N, index: N): N;
  _FPDFAttachment_GetName(attachment: N, buffer: N, size: N): N;
  _FPDFAttachment_GetFile(attachment: N, buffer: N, size: N, outSize: N): N;
  _FPDFBitmap_CreateEx(width: N, height: N, format: N, scan: N, stride: N): N;
  _FPDFBitmap_FillRect(bitmap: N, left: N, top: N, width: N, height: N, color: N): void;
  _FPDFBitmap_Destroy(bitmap: N): void;
  _FPDF_RenderPageBitmap(bitmap: N, page: N, x: N, y: N, width: N, height: N, rotate: N, flags: N): void;
};

/** A document in PDFium's memory, and a scratch area for what functions write. */
export type OpenPdf = {
  api: Pdfium;
  document: number;
  /** 256 bytes to write results to. */
  scratch: number;
  /** Valid until the next call that may grow memory. */
  view(): DataView;
  /** Calls a function of the form `(buffer, size) → needed bytes` twice and reads UTF-16 (or bytes as Latin-1). */
  string(read: (buffer: number, size: number) => number, encoding?: 'utf16le' | 'latin1'): string;
  /** A zero-terminated name in PDFium's memory while `use` runs. */
  withName<T>(name: string, use: (pointer: number) => T): T;
  close(): void;
};

const passwordWrong = 4;
const unknownSecurity = 5;
const maxStringBytes = 4 * 2 ** 20;

let loading: Promise<Pdfium> | null = null;

const load = (): Promise<Pdfium> => {
  // The wrapper keeps its module private; everything else it does is too little here.
  // biome-ignore lint/complexity/useLiteralKeys: the one way past `private`
  loading ??= PDFiumLibrary.init().then((library) => library['module'] as unknown as Pdfium);
  return loading;
};

/** After a trap inside WebAssembly its memory is not to be trusted again. */
export const forgetEngine = (): void => {
  loading = null;
};

/** Throws `documents.ENCRYPTED` when it needs a password; `null` when PDFium cannot read it. */
export const openPdf = async (bytes: Uint8Array): Promise<OpenPdf | null> => {
  const api = await load();
  const { malloc, free } = api.wasmExports;
  const data = malloc(bytes.length);
  if (data === 0) return null;
  api.HEAPU8.set(bytes, data);
  const document = api._FPDF_LoadMemDocument(data, bytes.length, 0);
  if (document === 0) {
    const reason = api._FPDF_GetLastError();
    free(data);
    if (reason === passwordWrong || reason === unknownSecurity)
      throw documentError('documents.ENCRYPTED', {});
    return null;
  }
  const scratch = malloc(256);
  let view = new DataView(api.HEAPU8.buffer);
  const currentView = (): DataView => {
    if (view.buffer !== api.HEAPU8.buffer) view = new DataView(api.HEAPU8.buffer);
    return view;
  };
  return {
    api,
    document,
    scratch,
    view: currentView,
    string: (read, encoding = 'utf16le') => {
      const size = read(0, 0);
      const unit = encoding === 'utf16le' ? 2 : 1;
      if (size <= unit || size > maxStringBytes) return '';
      const buffer = malloc(size);
      if (buffer === 0) return '';
      read(buffer, size);
      const text = Buffer.from(api.HEAPU8.buffer, buffer, size - unit).toString(encoding);
      free(buffer);
      return text;
    },
    withName: (name, use) => {
      const raw = Buffer.from(`${name}\0`, 'latin1');
      const pointer = malloc(raw.length);
      api.HEAPU8.set(raw, pointer);
      try {
        return use(pointer);
      } finally {
        free(pointer);
      }
    },
    close: () => {
      api._FPDF_CloseDocument(document);
      free(scratch);
      free(data);
    },
  };
};
