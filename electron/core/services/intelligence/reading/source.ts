/** What an analysis reads, and the sentences it keeps. Offsets are UTF-16 code units into the text of `versionId`. */
import { createHash } from 'node:crypto';
import type { Evidence } from '../../../../contract/intelligence-traits.ts';

export type SourceBlock = {
  kind: 'heading' | 'paragraph' | 'list-item' | 'table' | 'form-field';
  startOffset: number;
  endOffset: number;
  page?: number;
  level?: number;
  language?: string;
};

export type SourceDocument = {
  id: string;
  versionId: string;
  spaceId: string;
  title: string;
  source: string;
  language: string;
  text: string;
  blocks: readonly SourceBlock[];
};

/** What is kept of a document: its text is not, so that 20,000 of them fit. */
export type DocumentFacts = Omit<SourceDocument, 'text' | 'blocks'> & {
  sentences: number;
  words: number;
  longWords: number;
};

export type Sentence = {
  /** Index of its document in the order of reading. */
  document: number;
  /** Counts the headings above it within the document. */
  section: number;
  kind: 'heading' | 'text';
  page: number | null;
  startOffset: number;
  endOffset: number;
  text: string;
  language: string;
};

export const evidenceIdOf = (documentId: string, quote: string): string =>
  `e${createHash('sha256')
    .update(`${documentId}\n${quote.replaceAll(/\s+/g, ' ')}`)
    .digest('hex')
    .slice(0, 15)}`;

export const hashOf = (quote: string): string => createHash('sha256').update(quote, 'utf8').digest('hex');

export const toEvidence = (document: DocumentFacts, sentence: Sentence): Evidence => ({
  id: evidenceIdOf(document.id, sentence.text),
  documentId: document.id,
  versionId: document.versionId,
  title: document.title,
  source: document.source,
  page: sentence.page,
  startOffset: sentence.startOffset,
  endOffset: sentence.endOffset,
  quote: sentence.text,
  hash: hashOf(sentence.text),
  language: sentence.language,
});
