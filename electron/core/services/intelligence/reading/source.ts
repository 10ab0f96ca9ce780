/** What an analysis reads, and the sentences it keeps. Offsets are UTF-16 code units into the text of `versionId`. */
import type { Evidence } from '../../../../contract/intelligence-traits.ts';
import { evidenceIdOf, hashOf } from '../../../kernel/quote-hash.ts';

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
  /** Of more than six letters. */
  longWords: number;
  vowels: number;
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
