/** Cuts a document into sentences along its blocks. Pure; nothing is changed, a sentence is a range of the text. */
import type { Sentence, SourceBlock, SourceDocument } from './source.ts';

/** Longer “sentences” are tables or OCR without full stops; they are cut at line ends, then hard. */
const longest = 600;
/** `\b` knows no letters but ASCII: “liradır.” would end in the abbreviation “r.”. */
const abbreviation =
  /(?:(?<!\p{L})(?:z\.\s?B|u\.\s?a|d\.\s?h|bzw|ggf|inkl|usw|etc|ca|Nr|Tel|Str|St|Dr|Prof|Abs|Art|vgl|evtl|e\.\s?g|i\.\s?e|vs|Mr|Mrs|Ms|No|örn|vb|vd)|(?<!\p{L})\p{L}|(?<![\p{L}\p{N}.,])\d{1,2})\.\s*$/u;

const segmenters = new Map<string, Intl.Segmenter>();
const segmenterOf = (language: string): Intl.Segmenter => {
  const known = segmenters.get(language);
  if (known !== undefined) return known;
  const made = new Intl.Segmenter(/^[a-z]{2,3}$/.test(language) ? language : 'en', {
    granularity: 'sentence',
  });
  segmenters.set(language, made);
  return made;
};

export const sentencesOf = (document: SourceDocument, index: number): Sentence[] => {
  const sentences: Sentence[] = [];
  const blocks: readonly SourceBlock[] =
    document.blocks.length > 0
      ? document.blocks
      : [{ kind: 'paragraph', startOffset: 0, endOffset: document.text.length }];
  let section = 0;
  for (const block of blocks) {
    const heading = block.kind === 'heading';
    if (heading) section += 1;
    const language = block.language ?? document.language;
    const ranges = heading
      ? [[block.startOffset, block.endOffset] as const]
      : rangesOf(document.text, block, language);
    for (const [from, to] of ranges) {
      const raw = document.text.slice(from, to);
      const text = raw.trim();
      if (!/\p{L}{2}/u.test(text)) continue;
      const startOffset = from + (raw.length - raw.trimStart().length);
      sentences.push({
        document: index,
        section,
        kind: heading ? 'heading' : 'text',
        page: block.page ?? null,
        startOffset,
        endOffset: startOffset + text.length,
        text,
        language,
      });
    }
  }
  return sentences;
};

const rangesOf = (text: string, block: SourceBlock, language: string): [number, number][] => {
  const body = text.slice(block.startOffset, block.endOffset);
  const ranges: [number, number][] = [];
  for (const line of runsOf(body)) {
    let from = -1;
    let held = '';
    for (const { segment, index } of segmenterOf(language).segment(
      // To the segmenter a line end ends a sentence.
      line.text.replaceAll(/[\r\n]/g, ' '),
    )) {
      if (from < 0) from = line.index + index;
      held += segment;
      if (abbreviation.test(segment) && held.length < longest) continue;
      push(ranges, block.startOffset + from, held);
      from = -1;
      held = '';
    }
    if (held !== '') push(ranges, block.startOffset + from, held);
  }
  return ranges;
};

const narrowest = 50;
const widest = 120;

type Line = { text: string; index: number };

/** A line end inside a block is where a list or an address breaks, unless the paragraph is set to a width. */
const runsOf = (body: string): Line[] =>
  [...body.matchAll(/[^\r\n]+(?:\r?\n[^\r\n]+)*/g)].flatMap(({ 0: text, index }) => {
    const lines = [...text.matchAll(/[^\r\n]+/g)].map((line) => ({
      text: line[0],
      index: index + line.index,
    }));
    return isSetToWidth(lines) ? [{ text, index }] : lines;
  });

/** Each line ends where the next word no longer fits; the items of a list end where they like. */
const isSetToWidth = (lines: readonly Line[]): boolean => {
  const width = Math.max(0, ...lines.map(({ text }) => text.trimEnd().length));
  if (lines.length < 2 || width < narrowest || width > widest) return false;
  const isFull = lines.every(({ text }, at) => {
    const next = lines[at + 1]?.text.trim();
    if (next === undefined) return true;
    return text.trimEnd().length + 1 + (next.split(/\s/)[0] ?? '').length > width && !listItem.test(next);
  });
  const [first, second] = lines;
  const goesOn =
    /^\s*\p{Ll}/u.test(second?.text ?? '') || /(?:(?<!\p{L})\p{Ll}+|,)\s*$/u.test(first?.text ?? '');
  return isFull && (lines.length > 2 || goesOn);
};
const listItem = /^(?:[-*•–]|\(?\d{1,2}[.)]|[a-z]\))\s/;

const push = (ranges: [number, number][], start: number, text: string): void => {
  for (let at = 0; at < text.length; ) {
    let end = Math.min(text.length, at + longest);
    if (end < text.length) {
      const blank = text.lastIndexOf(' ', end);
      if (blank > at) end = blank + 1;
      else if (/[\ud800-\udbff]/.test(text[end - 1] ?? '')) end -= 1;
    }
    ranges.push([start + at, start + end]);
    at = end;
  }
};
