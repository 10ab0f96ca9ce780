/**
 * Splits a laid-out document into chunks of about 110 words (60–170) at sentence borders, along its headings. Every word of the
 * blocks lies in exactly one chunk. The size is what an embedding model of 256 tokens reads in full. Offsets are UTF-16 code-unit indexes into `text`. Yields now and then,
 * so that a book does not hold up everything else. Pure.
 */
import type { Language } from './analysis/languages.ts';
import type { Block, LaidOut } from './blocks.ts';

export type Chunk = {
  startOffset: number;
  endOffset: number;
  /** Page of its first block. */
  page: number | null;
  /** Headings above it, the highest first; its own heading is the last. */
  headingPath: string[];
};

export type ChunkLimits = { minWords: number; targetWords: number; maxWords: number };
export const chunkLimits: ChunkLimits = { minWords: 80, targetWords: 150, maxWords: 230 };

type Sentence = { startOffset: number; endOffset: number; words: number };
type Section = { headingPath: string[]; page: number | null; sentences: Sentence[]; words: number };

/** Characters that are cut into sentences between two yields: some 10 ms. */
const sliceLength = 100_000;

export function* chunkDocument(
  { text, blocks }: LaidOut,
  language: Language,
  limits: ChunkLimits = chunkLimits,
): Generator<void, Chunk[]> {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
  const sections = joinSmall(yield* sectionsOf(text, blocks, segmenter, limits), limits);
  return sections.flatMap((section) => pack(section, limits));
}

/** A heading opens a section and belongs to it. */
function* sectionsOf(
  text: string,
  blocks: readonly Block[],
  segmenter: Intl.Segmenter,
  limits: ChunkLimits,
): Generator<void, Section[]> {
  const sections: Section[] = [];
  let sliced = 0;
  let path: { title: string; level: number }[] = [];
  let current: Section | null = null;
  let previousWasHeading = false;
  for (const block of blocks) {
    if (block.kind === 'heading') {
      const level = block.level ?? 1;
      path = [...path.filter((above) => above.level < level), { title: titleOf(text, block), level }];
      // A heading right under a heading shares its section: there is nothing to find between them.
      if (current === null || !previousWasHeading) current = null;
      else current.headingPath = path.map((above) => above.title);
    }
    if (current === null) {
      current = {
        headingPath: path.map((above) => above.title),
        page: block.page ?? null,
        sentences: [],
        words: 0,
      };
      sections.push(current);
    }
    for (const sentence of sentencesOf(text, block, segmenter, limits)) {
      current.sentences.push(sentence);
      current.words += sentence.words;
      sliced += sentence.endOffset - sentence.startOffset;
      if (sliced < sliceLength) continue;
      sliced = 0;
      yield;
    }
    previousWasHeading = block.kind === 'heading';
  }
  return sections;
}

const titleOf = (text: string, block: Block): string =>
  text.slice(block.startOffset, block.endOffset).replaceAll(/\s+/g, ' ').trim();

const countWords = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;

function* sentencesOf(
  text: string,
  block: Block,
  segmenter: Intl.Segmenter,
  limits: ChunkLimits,
): Generator<Sentence, void> {
  const body = text.slice(block.startOffset, block.endOffset);
  for (const { segment, index } of segmenter.segment(body)) {
    const startOffset = block.startOffset + index;
    const words = countWords(segment);
    if (words <= limits.maxWords) yield { startOffset, endOffset: startOffset + segment.length, words };
    else yield* cutLong(segment, startOffset, limits);
  }
}

/** A “sentence” of a table or of OCR may be as long as a page: it is cut after every `targetWords` words. */
function* cutLong(segment: string, startOffset: number, limits: ChunkLimits): Generator<Sentence, void> {
  let words = 0;
  let from = 0;
  for (const match of segment.matchAll(/[\p{L}\p{N}]+\P{L}*?(?=[\s\p{L}]|$)/gu)) {
    words += 1;
    const end = match.index + match[0].length;
    if (words < limits.targetWords) continue;
    yield { startOffset: startOffset + from, endOffset: startOffset + end, words };
    from = end;
    words = 0;
  }
  if (from < segment.length)
    yield { startOffset: startOffset + from, endOffset: startOffset + segment.length, words };
}

/** Neighbouring sections too small to stand alone are joined while they stay within the limit. */
const joinSmall = (sections: readonly Section[], limits: ChunkLimits): Section[] => {
  const joined: Section[] = [];
  for (const section of sections) {
    const last = joined.at(-1);
    const small = last !== undefined && (last.words < limits.minWords || section.words < limits.minWords);
    if (last === undefined || !small || last.words + section.words > limits.maxWords) {
      joined.push({ ...section, sentences: [...section.sentences] });
      continue;
    }
    last.headingPath =
      last.words === 0 ? section.headingPath : commonPath(last.headingPath, section.headingPath);
    last.sentences.push(...section.sentences);
    last.words += section.words;
  }
  return joined;
};

const commonPath = (a: readonly string[], b: readonly string[]): string[] => {
  const differs = a.findIndex((title, index) => title !== b[index]);
  return a.slice(0, differs === -1 ? a.length : differs);
};

/** Equal parts rather than full ones and a small rest. */
const pack = (section: Section, limits: ChunkLimits): Chunk[] => {
  const parts = section.words <= limits.maxWords ? 1 : Math.ceil(section.words / limits.targetWords);
  const share = section.words / parts;
  const chunks: Chunk[] = [];
  let open: Chunk | null = null;
  let words = 0;
  let packed = 0;
  for (const sentence of section.sentences) {
    const full =
      words > 0 &&
      (packed + sentence.words / 2 > share * (chunks.length + (open === null ? 0 : 1)) ||
        words + sentence.words > limits.maxWords);
    if (open !== null && full) {
      chunks.push(open);
      open = null;
      words = 0;
    }
    open ??= {
      startOffset: sentence.startOffset,
      endOffset: 0,
      page: section.page,
      headingPath: section.headingPath,
    };
    open.endOffset = sentence.endOffset;
    words += sentence.words;
    packed += sentence.words;
  }
  if (open !== null) chunks.push(open);
  return chunks;
};
