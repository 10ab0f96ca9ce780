/**
 * A parser turns the bytes of one file into text with structure. It runs in a limited thread of a short-lived process and
 * has no network. Offsets are UTF-16 code-unit indexes into `text`; boxes are points (1/72 inch), origin top left.
 */
import { z } from 'zod';
import {
  type DocumentErrorCode,
  type DocumentErrorData,
  documentErrorCodes,
  documentErrors,
} from '../../../contract/documents.ts';

// biome-ignore format: a list to glance at
export const documentFormats = [
  'pdf', 'docx', 'doc', 'xlsx', 'xls', 'pptx', 'ppt', 'odt', 'ods', 'odp', 'rtf', 'html', 'epub', 'eml', 'msg', 'mbox',
  'tnef', 'csv', 'markdown', 'text', 'xml', 'ics', 'vcf', 'image', 'archive',
] as const;
export type DocumentFormat = (typeof documentFormats)[number];

const offset = z.int().nonnegative();
const range = { startOffset: offset, endOffset: offset };
const box = z.tuple([z.number(), z.number(), z.number(), z.number()]);

const blockKinds = ['heading', 'paragraph', 'list-item', 'table', 'form-field'] as const;
export const block = z.object({
  kind: z.enum(blockKinds),
  /** Heading 1–6, or nesting of a list item from 1. */
  level: z.int().min(1).max(9).optional(),
  /** From 1. */
  page: z.int().positive().optional(),
  /** x0, y0, x1, y1 on that page. */
  box: box.optional(),
  ...range,
  /** Rows of cells; a cell's text is its range. Present exactly for tables. */
  table: z.array(z.array(z.object(range))).optional(),
  /** Where its lines stand on the page, in order; for highlighting a passage. */
  lines: z.array(z.object({ ...range, box })).optional(),
  /** ISO 639-1, where it differs from the document's. */
  language: z.string().max(3).optional(),
});
export type Block = z.infer<typeof block>;
export type BlockKind = Block['kind'];

export const page = z.object({
  widthPt: z.number(),
  heightPt: z.number(),
  ...range,
  /** Its text was read from the image. */
  ocr: z.boolean().optional(),
  /** An image without text that nobody has read yet. */
  needsOcr: z.boolean().optional(),
});
export type Page = z.infer<typeof page>;

/** An error of an attachment, in the form errors have everywhere. */
export const documentFailure = z.object({
  code: z.enum(documentErrorCodes),
  family: z.string(),
  data: z.record(z.string(), z.unknown()),
  retry: z.boolean(),
});
export type DocumentFailure = z.infer<typeof documentFailure>;

/** What is true of the result although parsing went through. */
export const warnings = [
  'truncated',
  'pages-unreadable',
  'needs-ocr',
  'attachments-skipped',
  'damaged',
] as const;
export type Warning = (typeof warnings)[number];

const parsed = {
  format: z.enum(documentFormats),
  text: z.string(),
  /** In the order of the text, not overlapping. */
  blocks: z.array(block),
  pages: z.array(page).optional(),
  title: z.string().optional(),
  author: z.string().optional(),
  /** ISO 8601. */
  createdAt: z.string().optional(),
  modifiedAt: z.string().optional(),
  /** ISO 639-1; `null`: too little text to tell. */
  language: z.string().nullable(),
  metadata: z.record(z.string(), z.string()),
  warnings: z.array(z.enum(warnings)),
};

export type ParsedDocument = z.infer<z.ZodObject<typeof parsed>> & { attachments: Attachment[] };
export type Attachment = { fileName: string } & ({ document: ParsedDocument } | { error: DocumentFailure });

export const parsedDocument: z.ZodType<ParsedDocument> = z.object({
  ...parsed,
  get attachments() {
    return z.array(
      z.union([
        z.object({ fileName: z.string(), document: parsedDocument }),
        z.object({ fileName: z.string(), error: documentFailure }),
      ]),
    );
  },
});

/** What a parser itself hands back; language and attachments are added around it. */
export type ParsedContent = Omit<ParsedDocument, 'format' | 'language' | 'attachments' | 'warnings'>;

export const limits = z.object({
  /** The processor's time for the whole file, attachments included. */
  timeoutMs: z.int().positive().default(60_000),
  /** The same for each page that OCR reads, beyond `timeoutMs`. */
  pageTimeoutMs: z.int().positive().default(40_000),
  /** Resident memory of the parser process. */
  memoryMb: z.int().positive().default(1024),
  fileBytes: z
    .int()
    .positive()
    .default(512 * 2 ** 20),
  /** Everything unpacked from one file, attachments included. */
  unpackedBytes: z
    .int()
    .positive()
    .default(384 * 2 ** 20),
  /** Unpacked to packed size of one entry beyond 16 MB. */
  unpackRatio: z.int().positive().default(250),
  entries: z.int().positive().default(20_000),
  /** Levels of attachments within attachments that are followed. */
  depth: z.int().nonnegative().default(5),
  /** Attachments of one file, at all depths. */
  attachments: z.int().nonnegative().default(500),
  /** UTF-16 units of one document; the rest is cut and the document carries `truncated`. */
  textLength: z.int().positive().default(20_000_000),
  /** Cells of all tables of one document. */
  cells: z.int().positive().default(1_000_000),
  /** Elements of one markup file. */
  elements: z.int().positive().default(4_000_000),
  pages: z.int().positive().default(10_000),
});
export type Limits = z.infer<typeof limits>;

export const ocr = z.object({
  /** Folder of `<language>.traineddata[.gz]`. */
  langPath: z.string(),
  /** ISO 639-3 as Tesseract names them, the likeliest first. */
  languages: z.array(z.string().regex(/^[a-z_]{3,12}$/)).min(1),
  maxPages: z.int().positive().default(200),
});
export type OcrOptions = z.infer<typeof ocr>;

export type ParseContext = {
  /** Only a hint; what a file is, its content says. */
  fileName: string;
  limits: Limits;
  ocr: OcrOptions | null;
  signal: AbortSignal;
  /** Hands over an embedded file; it is parsed afterwards, within the same limits. */
  attach(fileName: string, bytes: Uint8Array): void;
  warn(warning: Warning): void;
  /** A page was read by OCR, which may take longer than the file's own time. */
  progress(page: number, pages: number): void;
  /** Counts unpacked bytes against the limit of the whole file. Throws `documents.UNPACKS_TOO_LARGE`. */
  spend(unpackedBytes: number): void;
};

export type Parser = {
  formats: readonly DocumentFormat[];
  /** Throws `documents.*`; anything else thrown means the file is damaged. */
  parse(bytes: Uint8Array, context: ParseContext): Promise<ParsedContent>;
};

/** A coded failure of the documents family, of the shape every coded error has. */
export class DocumentError<C extends DocumentErrorCode = DocumentErrorCode> extends Error {
  readonly code: C;
  readonly family: (typeof documentErrors)[C]['family'];
  readonly data: DocumentErrorData<C>;
  readonly retry = false;

  constructor(code: C, data: DocumentErrorData<C>, options: { cause?: unknown } = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'DocumentError';
    this.code = code;
    this.family = documentErrors[code].family;
    this.data = data;
  }
}

export const documentError = <C extends DocumentErrorCode>(
  code: C,
  data: DocumentErrorData<C>,
  options?: { cause?: unknown },
): DocumentError<C> => new DocumentError(code, data, options);

/** By shape, so that it survives bundling and process borders. */
export const isDocumentError = (error: unknown): error is DocumentError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code in documentErrors;

export const failureOf = (error: DocumentError): DocumentFailure => ({
  code: error.code,
  family: error.family,
  data: { ...error.data },
  retry: error.retry,
});
