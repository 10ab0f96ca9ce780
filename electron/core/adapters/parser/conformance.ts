/** What every parser must do, as one suite of cases; a test runs them on a small sample of each format. */
import {
  limits as limitsSchema,
  type Limits,
  type ParseContext,
  type ParsedContent,
  type Parser,
  type Warning,
} from './kind.ts';

export type ParserSample = {
  parser: Parser;
  fileName: string;
  bytes: Uint8Array;
  /** Must be found in the text, in this order. */
  says: readonly string[];
  /** Kinds of blocks that must occur. */
  kinds?: readonly string[];
};
export type ParserCase = { name: string; run(sample: ParserSample): Promise<void> };

const check = (holds: boolean, problem: string): void => {
  if (!holds) throw new Error(problem);
};

export type Recorded = { warnings: Set<Warning>; attached: { fileName: string; bytes: Uint8Array }[] };

/** A context that keeps what a parser hands over. */
export const recordingContext = (fileName: string, limits: Partial<Limits> = {}): ParseContext & Recorded => {
  const recorded: Recorded = { warnings: new Set(), attached: [] };
  return {
    ...recorded,
    fileName,
    limits: limitsSchema.parse(limits),
    ocr: null,
    signal: new AbortController().signal,
    attach: (name, bytes) => void recorded.attached.push({ fileName: name, bytes }),
    warn: (warning) => void recorded.warnings.add(warning),
    progress: () => {},
    spend: () => {},
  };
};

const parse = (sample: ParserSample, limits: Partial<Limits> = {}): Promise<ParsedContent> =>
  sample.parser.parse(sample.bytes.slice(), recordingContext(sample.fileName, limits));

const damagedWithinMs = 10_000;
const cuts = [0.1, 0.35, 0.6, 0.85, 0.98];

export const parserConformance: ParserCase[] = [
  {
    name: 'says what the document says, in order',
    run: async (sample) => {
      const { text } = await parse(sample);
      let at = 0;
      for (const wanted of sample.says) {
        const found = text.indexOf(wanted, at);
        check(
          found >= 0,
          `${JSON.stringify(wanted)} not found after ${at} in ${JSON.stringify(text.slice(0, 500))}`,
        );
        at = found + wanted.length;
      }
    },
  },
  {
    name: 'gives blocks whose ranges are exactly their text',
    run: async (sample) => {
      const { text, blocks } = await parse(sample);
      let at = 0;
      for (const { kind, startOffset, endOffset, lines } of blocks) {
        const own = text.slice(startOffset, endOffset);
        check(
          startOffset >= at && own !== '' && own.trim() === own,
          `${kind} at ${startOffset}–${endOffset}: ${JSON.stringify(own)}`,
        );
        check(
          /^\s*$/.test(text.slice(at, startOffset)),
          `text between blocks: ${JSON.stringify(text.slice(at, startOffset))}`,
        );
        for (const line of lines ?? [])
          check(line.startOffset >= startOffset && line.endOffset <= endOffset, 'a line outside its block');
        at = endOffset;
      }
      check(text.slice(at) === '', 'text after the last block');
      for (const kind of sample.kinds ?? [])
        check(
          blocks.some((block) => block.kind === kind),
          `no ${kind}`,
        );
    },
  },
  {
    name: 'keeps tables as cells that together are the block',
    run: async (sample) => {
      const { text, blocks } = await parse(sample);
      for (const { kind, table, startOffset, endOffset } of blocks) {
        check(
          (kind === 'table') === (table !== undefined),
          `${kind} with${table === undefined ? 'out' : ''} cells`,
        );
        const rows = table
          ?.map((row) => row.map((cell) => text.slice(cell.startOffset, cell.endOffset)).join('\t'))
          .join('\n');
        check(
          rows === undefined || rows === text.slice(startOffset, endOffset),
          'cells do not add up to their block',
        );
      }
    },
  },
  {
    name: 'stops at the text limit and says so',
    run: async (sample) => {
      const textLength = 12;
      const context = recordingContext(sample.fileName, { textLength });
      const { text } = await sample.parser.parse(sample.bytes.slice(), context);
      check(text.length <= textLength, `${text.length} characters`);
      check(context.warnings.has('truncated'), 'silently cut');
    },
  },
  {
    name: 'ends with a document or an error on a damaged file, soon',
    run: async (sample) => {
      for (const cut of cuts) {
        const bytes = sample.bytes.slice(0, Math.floor(sample.bytes.length * cut));
        const startedMs = performance.now();
        const outcome = await sample.parser
          .parse(bytes, recordingContext(sample.fileName))
          .catch((error: unknown) => error);
        check(
          outcome instanceof Error || (typeof outcome === 'object' && outcome !== null && 'text' in outcome),
          `neither at ${cut}: ${String(outcome)}`,
        );
        check(performance.now() - startedMs < damagedWithinMs, `too slow at ${cut}`);
      }
    },
  },
];
