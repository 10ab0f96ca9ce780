/**
 * Word 6 to 2003: headings, numbered lists with their labels, tables, notes, comments, text boxes, headers and footers, embedded
 * files. Deleted and hidden text stays out. Word 6 and 95 give plain paragraphs. Source: [MS-DOC].
 */
import type { ParseContext, ParsedContent, Parser } from '../kind.ts';
import { type Compound, openCompound } from '../parts/compound.ts';
import { decodeCodePage } from '../parts/decode.ts';
import { unwrapStorage } from '../parts/ole-object.ts';
import { readPropertySets } from '../parts/property-set.ts';
import { createWriter, type Writer } from '../parts/writer.ts';
import {
  openWordFile,
  pieceText,
  type PropertyRange,
  rangeAt,
  readPieces,
  readPropertyPages,
  type TextPiece,
  type WordFile,
} from './file.ts';
import { createParagraphReader, type ParagraphFacts } from './styles.ts';

const deleted = 0x0800;
const hidden = 0x083c;
const headersIndex = 2;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const overwritten = /^\u0000{8}/;

export const docParser: Parser = {
  formats: ['doc'],
  parse: async (bytes, context): Promise<ParsedContent> => {
    const compound = openCompound(bytes);
    const writer = createWriter(context);
    const file = openWordFile(compound);
    if (file === null) writeOld(compound, writer);
    else writeText(file, writer);
    attachObjects(compound, writer, context);
    if (compound.incomplete) context.warn('damaged');
    return { ...writer.finish(), ...readPropertySets(compound) };
  },
};

/** Word 6 and 95: one run of single bytes. */
const writeOld = (compound: Compound, writer: Writer): void => {
  const main = compound.read('WordDocument') ?? Buffer.alloc(0);
  const text = decodeCodePage(main.subarray(main.readUInt32LE(24), main.readUInt32LE(28)), 1252);
  for (const paragraph of text.replaceAll('\u0007', '\r').split(/[\r\f]+/))
    writer.paragraph(withoutFields(paragraph));
};

const writeText = (file: WordFile, writer: Writer): void => {
  const pieces = readPieces(file);
  const paragraphs = readPropertyPages(file, 'paragraphPages');
  const dropped = readPropertyPages(file, 'characterPages').filter(({ sprms }) =>
    sprms.some(({ code, value }) => (code === deleted || code === hidden) && value === 1),
  );
  const text = pieces.map((piece) => shownText(file, piece, dropped)).join('');
  const factsOf = createParagraphReader(file);
  const ends: number[] = [];
  for (const length of file.lengths) ends.push((ends[ends.length - 1] ?? 0) + length);
  // Headers come first on paper; here they follow the body, as footers do.
  let start = 0;
  for (const [index, end] of ends.entries()) {
    if (end > start)
      writeRange(text, start, Math.min(end, text.length), {
        pieces,
        paragraphs,
        factsOf,
        writer,
        once: index === headersIndex,
      });
    start = end;
  }
  // A document without words has its paragraph marks; one of zeros was overwritten.
  if (writer.length === 0 && pieces.some((piece) => overwritten.test(pieceText(file, piece))))
    throw new Error('the text was overwritten');
};

/** Dropped characters become zeros, so that positions stay. */
const shownText = (file: WordFile, piece: TextPiece, dropped: readonly PropertyRange[]): string => {
  const text = pieceText(file, piece);
  const width = piece.wide ? 2 : 1;
  const end = piece.offset + text.length * width;
  const inside = dropped.filter((range) => range.start < end && range.end > piece.offset);
  if (inside.length === 0) return text;
  const units = [...Array(text.length).keys()].map((index) => {
    const at = piece.offset + index * width;
    const unit = text[index] ?? '';
    return unit !== '\r' && unit !== '\u0007' && inside.some((range) => at >= range.start && at < range.end)
      ? '\0'
      : unit;
  });
  return units.join('');
};

type RangeContext = {
  pieces: readonly TextPiece[];
  paragraphs: readonly PropertyRange[];
  factsOf: (range: PropertyRange | null, empty: boolean) => ParagraphFacts;
  writer: Writer;
  /** The same paragraph is written once only. */
  once: boolean;
};

const writeRange = (
  text: string,
  from: number,
  to: number,
  { pieces, paragraphs, factsOf, writer, once }: RangeContext,
): void => {
  let cells: string[] = [];
  let cell: string[] = [];
  let rows: string[][] = [];
  const seen = new Set<string>();
  let pieceIndex = 0;
  const positionOf = (cp: number): number => {
    while (pieceIndex < pieces.length - 1 && cp >= (pieces[pieceIndex]?.endCp ?? 0)) pieceIndex += 1;
    const piece = pieces[pieceIndex];
    return piece === undefined ? 0 : piece.offset + (cp - piece.startCp) * (piece.wide ? 2 : 1);
  };
  const endTable = (): void => {
    if (cell.length > 0) cells.push(cell.join('\n'));
    if (cells.length > 0) rows.push(cells);
    // A table of one column only draws a frame around text.
    if (rows.every((row) => row.length < 2)) for (const row of rows) writer.paragraph(row.join('\n'));
    else writer.table(rows);
    cells = [];
    cell = [];
    rows = [];
  };
  let start = from;
  for (let at = from; at < to && !writer.full; at += 1) {
    const mark = text.charCodeAt(at);
    if (mark !== 0x0d && mark !== 0x07 && mark !== 0x0c && at < to - 1) continue;
    const content = withoutFields(
      text.slice(start, at + (mark === 0x0d || mark === 0x07 || mark === 0x0c ? 0 : 1)),
    );
    start = at + 1;
    const empty = content.trim() === '';
    const facts = factsOf(rangeAt(paragraphs, positionOf(at)), empty);
    const labelled = facts.label === '' ? content : `${facts.label} ${content}`;
    if (facts.inTable || mark === 0x07) {
      if (facts.rowEnd) {
        rows.push(cells);
        cells = [];
        cell = [];
      } else {
        cell.push(labelled);
        if (mark === 0x07) {
          cells.push(cell.join('\n'));
          cell = [];
        }
      }
      continue;
    }
    if (rows.length > 0 || cells.length > 0) endTable();
    if (empty || (once && seen.has(labelled))) continue;
    seen.add(labelled);
    if (facts.headingLevel !== null) writer.heading(labelled, facts.headingLevel);
    else if (facts.listLevel !== null) writer.listItem(labelled, facts.listLevel);
    else writer.paragraph(content);
  }
  if (rows.length > 0 || cells.length > 0 || cell.length > 0) endTable();
};

/** Of a field its result is shown, not its instruction; marks of pictures, notes and comments go. */
const withoutFields = (text: string): string => {
  let shown = '';
  const fields: boolean[] = [];
  for (const letter of text) {
    if (letter === '\u0013') fields.push(false);
    else if (letter === '\u0014') fields[fields.length - 1] = true;
    else if (letter === '\u0015') fields.pop();
    else if (fields.every(Boolean))
      shown += letter === '\u000b' || letter === '\u000e' ? '\n' : letter === '\u001e' ? '\u2011' : letter;
  }
  return shown;
};

const attachObjects = (compound: Compound, writer: Writer, context: ParseContext): void => {
  const storages = new Set(
    compound.streams
      .map((path) => /^ObjectPool\/[^/]+(?=\/)/i.exec(path)?.[0])
      .filter((path) => path !== undefined),
  );
  for (const storage of storages) {
    const name = storage.slice(storage.lastIndexOf('/') + 1);
    const file = unwrapStorage(compound.within(storage), name, null);
    if (file === null) continue;
    if (file.fileName !== name) writer.paragraph(file.fileName);
    context.attach(file.fileName, file.bytes);
  }
};
