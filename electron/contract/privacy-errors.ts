/** What can go wrong with findings and pseudonyms, as data; spread into the table of all errors. */
import { z } from 'zod';

const nothing = z.object({});
const define = <F extends 'INVALID' | 'NOT_FOUND', D extends z.ZodObject>(family: F, data: D) => ({
  family,
  data,
});

export const privacyErrors = {
  'privacy.SPACE_NOT_FOUND': define('NOT_FOUND', nothing),
  'privacy.DOCUMENT_NOT_FOUND': define('NOT_FOUND', nothing),
  'privacy.FINDING_NOT_FOUND': define('NOT_FOUND', nothing),
  /** It was deleted with the last document that used it, or belongs to somebody else. */
  'privacy.PSEUDONYM_NOT_FOUND': define('NOT_FOUND', nothing),
  /** The marked range is empty, beyond the text, or a finding stands there already. */
  /** Its text was removed, and nothing leads back to it. */
  'privacy.ORIGINAL_GONE': define('NOT_FOUND', nothing),
  'privacy.RANGE_INVALID': define('INVALID', nothing),
} as const;

export type PrivacyErrorCode = keyof typeof privacyErrors;
