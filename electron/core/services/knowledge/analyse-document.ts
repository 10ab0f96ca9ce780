/**
 * What the full-text index wants of a text: chunks, their tokens as bags, the words compounds are split by. All of it needs
 * no transaction. A long text gets its tokens later, piece by piece (`refresh-tokens.ts`). Pure.
 */
import { detectLanguage } from './analysis/language.ts';
import { isLanguage, type Language } from './analysis/languages.ts';
import type { CountOf } from './analysis/compounds.ts';
import { tokensOf, wordsOf } from './analysis/tokens.ts';
import type { LaidOut } from './blocks.ts';
import { type Chunk, chunkDocument } from './chunks.ts';
import { bagOf, packBag } from './search/bag.ts';
import { sha256 } from './store.ts';

/** Words that can be parts of compounds. */
const wordLength = { min: 4, max: 20 };

/** `tokens`: `null` for a chunk that gets them later. */
type AnalysedChunk = Chunk & { language: Language; hash: Buffer; tokens: IndexedTokens | null };

/** What the index wants of a text: all the work that needs no transaction. */
export type Analysis = {
  title: string;
  chunks: AnalysedChunk[];
  words: ReadonlyMap<string, number>;
  /** What is missing is added when the text is stored. */
  tokensLater: boolean;
};

/** UTF-16 units. With all its tokens a longer text would hold up every other write for more than a tenth of a second. */
export const longText = 200_000;

/** Characters that are analysed between two yields: about 20 ms. */
const sliceLength = 24_000;

/** Yields now and then, so that a book does not hold up everything else. */
export function* analyseDocument(
  about: { title: string; language: string; countOf: CountOf; tokensLater?: boolean },
  document: LaidOut,
): Generator<void, Analysis> {
  const main: Language = isLanguage(about.language) ? about.language : 'de';
  const textOf = (chunk: Chunk): string => document.text.slice(chunk.startOffset, chunk.endOffset);
  let sliced = 0;
  const isDue = (chunk: Chunk): boolean => {
    sliced += chunk.endOffset - chunk.startOffset;
    if (sliced < sliceLength) return false;
    sliced = 0;
    return true;
  };
  const chunks: (Chunk & { language: Language })[] = [];
  const words = new Map<string, number>();
  for (const chunk of yield* chunkDocument(document, main)) {
    const language = detectLanguage(textOf(chunk), main);
    chunks.push({ ...chunk, language });
    if (about.tokensLater !== true) addWords(words, textOf(chunk), language);
    if (isDue(chunk)) yield;
  }
  const countOf: CountOf = (word) => about.countOf(word) + (words.get(word) ?? 0);
  const analysed: AnalysedChunk[] = [];
  for (const chunk of chunks) {
    const text = textOf(chunk);
    const tokens =
      about.tokensLater === true
        ? null
        : packTokens(tokensOfChunk({ title: about.title, ...chunk, text }, countOf));
    analysed.push({ ...chunk, hash: sha256(text), tokens });
    if (isDue(chunk)) yield;
  }
  return { title: about.title, chunks: analysed, words, tokensLater: about.tokensLater === true };
}

/** All of it at once. */
export const finished = <T>(work: Generator<void, T>): T => {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
};

/** `distinct` for the full-text index, `bag` for scoring; `hashes` of the bag. */
export type IndexedTokens = { distinct: string; bag: Buffer; hashes: Iterable<number>; tokenCount: number };

export const packTokens = (tokens: readonly string[]): IndexedTokens => {
  const bag = bagOf(tokens);
  return {
    distinct: [...new Set(tokens)].join(' '),
    bag: packBag(bag),
    hashes: bag.hashes,
    tokenCount: tokens.length,
  };
};

/** A passage is found by its headings as well. */
export const tokensOfChunk = (
  chunk: { title: string; headingPath: readonly string[]; text: string; language: Language },
  countOf: CountOf,
): string[] => {
  const analysis = { language: chunk.language, countOf };
  return [
    ...tokensOf([chunk.title, ...chunk.headingPath].join('\n'), analysis),
    ...tokensOf(chunk.text, analysis),
  ];
};

export const addWords = (counts: Map<string, number>, text: string, language: string): void => {
  if (language !== 'de') return;
  for (const word of new Set(wordsOf(text, 'de')))
    if (word.length >= wordLength.min && word.length <= wordLength.max)
      counts.set(word, (counts.get(word) ?? 0) + 1);
};

export const countWords = (chunks: readonly { text: string; language: string }[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { text, language } of chunks) addWords(counts, text, language);
  return counts;
};
