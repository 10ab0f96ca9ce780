/** What can go wrong between a file and its text, as data; spread into the table of all errors. */
import { z } from 'zod';

type Family = 'INVALID' | 'NOT_FOUND' | 'DENIED' | 'UNAVAILABLE' | 'EXHAUSTED';

const nothing = z.object({});
const define = <F extends Family, D extends z.ZodObject>(family: F, data: D) => ({ family, data });

export const documentErrors = {
  /** The file is gone or its owner forbids reading it. */
  'documents.UNREADABLE': define('NOT_FOUND', nothing),
  'documents.EMPTY': define('INVALID', nothing),
  /** `kind` names what it seems to be, e.g. `7z` or `binary`. */
  'documents.UNSUPPORTED': define('INVALID', z.object({ kind: z.string() })),
  /** Opening it needs a password or a rights server. */
  'documents.ENCRYPTED': define('DENIED', nothing),
  'documents.CORRUPT': define('INVALID', z.object({ format: z.string() })),
  'documents.TOO_LARGE': define('EXHAUSTED', z.object({ sizeMb: z.int(), limitMb: z.int() })),
  /** It unpacks to far more than it should: an archive bomb, or one that repeats itself. */
  'documents.UNPACKS_TOO_LARGE': define(
    'EXHAUSTED',
    z.object({ limit: z.enum(['size', 'ratio', 'entries', 'depth', 'elements']) }),
  ),
  'documents.TIMEOUT': define('EXHAUSTED', z.object({ limitMs: z.int() })),
  'documents.OUT_OF_MEMORY': define('EXHAUSTED', z.object({ limitMb: z.int() })),
  /** The parser ended without an answer; the application did not. */
  'documents.PARSER_CRASHED': define('INVALID', nothing),
} as const;

export type DocumentErrorCode = keyof typeof documentErrors;
export type DocumentErrorData<C extends DocumentErrorCode> = z.infer<(typeof documentErrors)[C]['data']>;
export const documentErrorCodes = Object.keys(documentErrors) as [DocumentErrorCode, ...DocumentErrorCode[]];
