/** Names of quoted sentences: a hash that proves the wording, and an id that stays the same wherever the sentence moves in its document. */
import { createHash } from 'node:crypto';

/** SHA-256 in UTF-8, hexadecimal. */
export const hashOf = (quote: string): string => createHash('sha256').update(quote, 'utf8').digest('hex');

/** `e` and 15 hexadecimal digits, from the document and the words of the sentence. */
export const evidenceIdOf = (documentId: string, quote: string): string =>
  `e${hashOf(`${documentId}\n${quote.replaceAll(/\s+/g, ' ')}`).slice(0, 15)}`;
