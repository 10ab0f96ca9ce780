/** What one pass over the sources has found. Sentences are named by their index in `sentences`. */
import type { DocumentFacts, Sentence } from './source.ts';

/** A text the sources hold, and where. */
export type Counted = { text: string; sentences: number[] };

export type Hit = { sentence: number; weight: number };

export type Scan = {
  documents: DocumentFacts[];
  sentences: Sentence[];
  /** `domain/key` → sentences that name the audience. */
  audiences: Map<string, Hit[]>;
  /** `needs/money` → sentences. */
  facets: Map<string, number[]>;
  /** Marker words per domain. */
  markers: Map<string, number>;
  /** Per domain: the sentences that hold them, a whole sentence with several weighs most. */
  signs: Map<string, Hit[]>;
  questions: number[];
  /** Per document: its title as a heading (or its first sentence), and its first sentences of running text. */
  titles: (number | null)[];
  /** Per document: what it is called, without the name of the site. */
  names: string[];
  leads: number[][];
  /** Who speaks here. */
  organisation: Counted | null;
  /** Lower-case words that name no subject: too common ones, and those of the organisation's own name and places. */
  emptyWords: ReadonlySet<string>;
  /** Stems and how often; title words count threefold. */
  terms: Map<string, number>[];
  /** Stem → its most frequent spelling. */
  spellings: Map<string, string>;
  address: { formal: number[]; informal: number[]; formalCount: number; informalCount: number };
  hostile: Sentence[];
  /** Sentences that differ only in their numbers, from different documents. */
  contradictions: [number, number][];
  totalSentences: number;
  totalWords: number;
};
