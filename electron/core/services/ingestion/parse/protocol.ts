/** What core and the parser process say to each other, beyond the line every worker has. */
import { z } from 'zod';
import { documentFailure, limits, ocr, parsedDocument } from '../../../adapters/parser/kind.ts';

export const parseParams = z.object({
  source: z.union([
    z.object({ path: z.string() }),
    z.object({ bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array) }),
  ]),
  fileName: z.string(),
  limits,
  ocr: ocr.nullable(),
});
export type ParseParams = z.infer<typeof parseParams>;

/** A page as a picture. */
export const renderParams = z.object({
  source: parseParams.shape.source,
  fileName: z.string(),
  limits,
  page: z.int().min(1),
  widthPx: z.int().min(1).max(4_000),
});
export type RenderParams = z.infer<typeof renderParams>;

const parseProgress = z.object({ page: z.int(), pages: z.int() });
/** A page was read by OCR. */
export type ParseProgress = z.infer<typeof parseProgress>;
/** What is said on the way. The file's time begins when the thread that reads it has started: with `begun`. */
export const parseEvent = z.union([z.literal('begun'), parseProgress]);
export type ParseEvent = z.infer<typeof parseEvent>;

/**
 * Limits are times of the processor. On a machine whose other work leaves little of it, a file may take this long, in
 * milliseconds as they pass; so may one whose parser waits for nothing and for ever.
 */
export const mostTime = (limitMs: number): number => limitMs * 5;

/** The process has grown or lost a thread; it should make room for a fresh one. */
const worn = z.boolean();

export const parseResult = z.union([
  z.object({ document: parsedDocument, worn }),
  /** `detail` is for the log. */
  z.object({ failure: documentFailure, detail: z.string(), worn }),
]);
export type ParseResult = z.infer<typeof parseResult>;

export const renderResult = z.union([
  z.object({
    image: z.object({
      png: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
      widthPx: z.int(),
      heightPx: z.int(),
    }),
    worn,
  }),
  z.object({ failure: documentFailure, detail: z.string(), worn }),
]);
export type RenderResult = z.infer<typeof renderResult>;
