/** The parts of a Word 97–2003 file: header, pieces of text, properties of paragraphs and characters by file position. Source: [MS-DOC]. */
import { documentError } from '../kind.ts';
import type { Compound } from '../parts/compound.ts';

/** Pairs of the header's table of contents used here. */
const pairs = {
  styles: 1,
  characterPages: 12,
  paragraphPages: 13,
  pieces: 33,
  lists: 73,
  listOverrides: 74,
} as const;

export type WordFile = {
  main: Buffer;
  /** A region of the table stream. */
  part(name: keyof typeof pairs): Buffer;
  /** The table stream from a region's end, where some data continues. */
  after(name: keyof typeof pairs): Buffer;
  /** Lengths of the parts of the text, in order: body, footnotes, headers, comments, endnotes, text boxes, boxes in headers. */
  lengths: readonly number[];
};

const word97 = 0xc1;

/** Throws `documents.ENCRYPTED`; `null`: Word 6 or 95. */
export const openWordFile = (compound: Compound): WordFile | null => {
  const main = compound.read('WordDocument');
  if (main === null || main.length < 68) throw new Error('no main stream');
  const flags = main.readUInt16LE(10);
  if ((flags & 0x100) !== 0) throw documentError('documents.ENCRYPTED', {});
  if (main.readUInt16LE(2) < word97 || main.length < 160) return null;
  const table =
    compound.read((flags & 0x200) !== 0 ? '1Table' : '0Table') ??
    compound.read('1Table') ??
    compound.read('0Table');
  if (table === null) throw new Error('no table stream');
  const at = (name: keyof typeof pairs): { start: number; length: number } => {
    const offset = 154 + pairs[name] * 8;
    if (offset + 8 > main.length) return { start: 0, length: 0 };
    return { start: main.readUInt32LE(offset), length: main.readUInt32LE(offset + 4) };
  };
  const length = (offset: number): number => Math.max(0, main.readInt32LE(offset));
  return {
    main,
    part: (name) => {
      const { start, length: size } = at(name);
      return table.subarray(start, start + size);
    },
    after: (name) => {
      const { start, length: size } = at(name);
      return table.subarray(start + size);
    },
    lengths: [76, 80, 84, 92, 96, 100, 104].map(length),
  };
};

/** A run of text as it lies in the file. */
export type TextPiece = { startCp: number; endCp: number; offset: number; wide: boolean };

export const readPieces = (file: WordFile): TextPiece[] => {
  const clx = file.part('pieces');
  let at = 0;
  while (at + 3 <= clx.length && clx[at] === 1) at += 3 + clx.readUInt16LE(at + 1);
  if (at + 5 > clx.length || clx[at] !== 2) return [];
  const plc = clx.subarray(at + 5, at + 5 + clx.readUInt32LE(at + 1));
  const count = Math.floor((plc.length - 4) / 12);
  const pieces: TextPiece[] = [];
  for (let index = 0; index < count; index += 1) {
    const coded = plc.readUInt32LE((count + 1) * 4 + index * 8 + 2);
    const wide = (coded & 0x40000000) === 0;
    const startCp = plc.readUInt32LE(index * 4);
    const endCp = plc.readUInt32LE(index * 4 + 4);
    if (endCp > startCp)
      pieces.push({ startCp, endCp, offset: wide ? coded : (coded & 0x3fffffff) >>> 1, wide });
  }
  return pieces;
};

export const pieceText = (file: WordFile, piece: TextPiece): string => {
  const length = piece.endCp - piece.startCp;
  if (piece.wide)
    return file.main.toString('utf16le', piece.offset, Math.min(file.main.length, piece.offset + length * 2));
  return new TextDecoder('windows-1252').decode(file.main.subarray(piece.offset, piece.offset + length));
};

export type Sprm = { code: number; value: number };

/** Single property modifiers with operands up to four bytes; longer ones are passed over. */
export const readSprms = (bytes: Buffer): Sprm[] => {
  const sprms: Sprm[] = [];
  let at = 0;
  while (at + 3 <= bytes.length) {
    const code = bytes.readUInt16LE(at);
    at += 2;
    const kind = code >> 13;
    const size = kind < 2 ? 1 : kind === 3 ? 4 : kind === 7 ? 3 : kind === 6 ? 0 : 2;
    if (size === 0) {
      const isTableDefinition = code === 0xd608;
      if (isTableDefinition && at + 2 > bytes.length) break;
      at += isTableDefinition ? 1 + bytes.readUInt16LE(at) : 1 + (bytes[at] ?? 0);
      continue;
    }
    if (at + size > bytes.length) break;
    sprms.push({ code, value: bytes.readUIntLE(at, size) });
    at += size;
  }
  return sprms;
};

export type PropertyRange = { start: number; end: number; style: number; sprms: Sprm[] };

/** Properties by file position, sorted. Pages of 512 bytes: positions in front, properties growing from the end. */
export const readPropertyPages = (
  file: WordFile,
  kind: 'paragraphPages' | 'characterPages',
): PropertyRange[] => {
  const plc = file.part(kind);
  const count = Math.floor((plc.length - 4) / 8);
  const isParagraph = kind === 'paragraphPages';
  const ranges: PropertyRange[] = [];
  for (let index = 0; index < count; index += 1) {
    const start = (plc.readUInt32LE((count + 1) * 4 + index * 4) & 0x3fffff) * 512;
    const page = file.main.subarray(start, start + 512);
    if (page.length < 512) continue;
    const runs = page[511] ?? 0;
    const entrySize = isParagraph ? 13 : 1;
    for (let run = 0; run < runs; run += 1) {
      const entry = (runs + 1) * 4 + run * entrySize;
      if (entry >= 511 || run * 4 + 8 > 511) break;
      const at = (page[entry] ?? 0) * 2;
      const data =
        at === 0
          ? Buffer.alloc(0)
          : isParagraph
            ? paragraphData(page, at)
            : page.subarray(at + 1, at + 1 + (page[at] ?? 0));
      const hasStyle = isParagraph && data.length >= 2;
      ranges.push({
        start: page.readUInt32LE(run * 4),
        end: page.readUInt32LE(run * 4 + 4),
        style: hasStyle ? data.readUInt16LE(0) : 0,
        sprms: readSprms(isParagraph ? data.subarray(2) : data),
      });
    }
  }
  return ranges.sort((a, b) => a.start - b.start);
};

const paragraphData = (page: Buffer, at: number): Buffer => {
  const words = page[at] ?? 0;
  return words === 0
    ? page.subarray(at + 2, at + 2 + (page[at + 1] ?? 0) * 2)
    : page.subarray(at + 1, at + words * 2);
};

/** The range that holds a file position. */
export const rangeAt = (ranges: readonly PropertyRange[], position: number): PropertyRange | null => {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (range === undefined) return null;
    if (position < range.start) high = middle - 1;
    else if (position >= range.end) low = middle + 1;
    else return range;
  }
  return null;
};
