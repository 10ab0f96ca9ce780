/**
 * Reads ZIP archives with caps in front: number of entries, ratio of each and size of everything unpacked. Entries are
 * found through the central directory or, when that is cut off, by their local headers; that, and an entry that is not
 * what its check sum says, makes the document `damaged`. Source: PKWARE APPNOTE 6.3.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { documentError, type ParseContext } from '../kind.ts';
import { decodeDos } from './code-pages.ts';

export type ZipEntry = {
  name: string;
  packedBytes: number;
  /** As the archive claims. */
  unpackedBytes: number;
  encrypted: boolean;
};
export type Zip = {
  entries: readonly ZipEntry[];
  has(name: string): boolean;
  /** Unpacked bytes; `null` when there is no such entry or it is damaged. Throws when a limit is passed. */
  read(name: string): Uint8Array | null;
  readEntry(entry: ZipEntry): Uint8Array | null;
};
export type UnzipContext = Pick<ParseContext, 'limits' | 'spend' | 'warn'>;

type Located = ZipEntry & {
  method: number;
  headerOffset: number;
  /** CRC-32 of the unpacked bytes; `null`: not known. */
  checkSum: number | null;
};

const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const endOfDirectory = 0x06054b50;
/** Small things may compress well. */
const ratioFreeBytes = 16 * 2 ** 20;

export const openZip = (bytes: Uint8Array, context: UnzipContext): Zip => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const listed = fromDirectory(buffer, context);
  if (listed === null) context.warn('damaged');
  const located = listed ?? fromLocalHeaders(buffer, context);
  // Of two entries of one name the first counts; names of Office parts differ in case at times.
  const byName = new Map<string, Located>();
  for (const entry of located) {
    if (!byName.has(entry.name)) byName.set(entry.name, entry);
    const lower = entry.name.toLowerCase();
    if (!byName.has(lower)) byName.set(lower, entry);
  }
  const byEntry = new Map<ZipEntry, Located>(located.map((entry) => [entry, entry]));
  const find = (name: string): Located | undefined => {
    const plain = name.replace(/^\/+/, '');
    return byName.get(plain) ?? byName.get(plain.toLowerCase());
  };
  return {
    entries: located,
    has: (name) => find(name) !== undefined,
    read: (name) => {
      const entry = find(name);
      return entry === undefined ? null : unpack(buffer, entry, context);
    },
    readEntry: (entry) => {
      const found = byEntry.get(entry);
      return found === undefined ? null : unpack(buffer, found, context);
    },
  };
};

const checkCount = (count: number, { limits }: UnzipContext): void => {
  if (count > limits.entries) throw documentError('documents.UNPACKS_TOO_LARGE', { limit: 'entries' });
};

const fromDirectory = (buffer: Buffer, context: UnzipContext): Located[] | null => {
  let end = -1;
  for (let at = buffer.length - 22; at >= Math.max(0, buffer.length - 66_000); at -= 1) {
    if (buffer.readUInt32LE(at) === endOfDirectory) {
      end = at;
      break;
    }
  }
  if (end < 0) return null;
  checkCount(buffer.readUInt16LE(end + 10), context);
  const size = buffer.readUInt32LE(end + 12);
  // Something may stand in front of the archive; then all offsets are off by its length.
  const shift = end - size - buffer.readUInt32LE(end + 16);
  const base = shift > 0 && end - size >= 0 ? shift : 0;
  const entries: Located[] = [];
  let at = buffer.readUInt32LE(end + 16) + base;
  while (at >= 0 && at + 46 <= buffer.length && buffer.readUInt32LE(at) === centralHeader) {
    const flags = buffer.readUInt16LE(at + 8);
    const nameLength = buffer.readUInt16LE(at + 28);
    const next = at + 46 + nameLength + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
    entries.push({
      name: nameOf(buffer.subarray(at + 46, at + 46 + nameLength), flags),
      method: buffer.readUInt16LE(at + 10),
      encrypted: (flags & 1) !== 0,
      packedBytes: buffer.readUInt32LE(at + 20),
      unpackedBytes: buffer.readUInt32LE(at + 24),
      headerOffset: buffer.readUInt32LE(at + 42) + base,
      checkSum: buffer.readUInt32LE(at + 16),
    });
    checkCount(entries.length, context);
    at = next;
  }
  return entries.length === 0 ? null : entries;
};

const fromLocalHeaders = (buffer: Buffer, context: UnzipContext): Located[] => {
  const entries: Located[] = [];
  let at = buffer.indexOf('PK\u0003\u0004', 0, 'latin1');
  while (at >= 0 && at + 30 <= buffer.length) {
    const flags = buffer.readUInt16LE(at + 6);
    const nameLength = buffer.readUInt16LE(at + 26);
    const start = at + 30 + nameLength + buffer.readUInt16LE(at + 28);
    const claimed = buffer.readUInt32LE(at + 18);
    const next = buffer.indexOf('PK\u0003\u0004', claimed > 0 ? start + claimed : start, 'latin1');
    const packedBytes = claimed > 0 ? claimed : (next < 0 ? buffer.length : next) - start;
    entries.push({
      name: nameOf(buffer.subarray(at + 30, at + 30 + nameLength), flags),
      method: buffer.readUInt16LE(at + 8),
      encrypted: (flags & 1) !== 0,
      packedBytes,
      unpackedBytes: buffer.readUInt32LE(at + 22),
      headerOffset: at,
      checkSum: null,
    });
    checkCount(entries.length, context);
    at = next;
  }
  return entries;
};

const unpack = (buffer: Buffer, entry: Located, context: UnzipContext): Uint8Array | null => {
  if (entry.encrypted) throw documentError('documents.ENCRYPTED', {});
  const header = entry.headerOffset;
  if (header + 30 > buffer.length || buffer.readUInt32LE(header) !== localHeader) {
    context.warn('damaged');
    return null;
  }
  const start = header + 30 + buffer.readUInt16LE(header + 26) + buffer.readUInt16LE(header + 28);
  const packed = buffer.subarray(start, Math.min(buffer.length, start + entry.packedBytes));
  if (entry.method !== 0 && entry.method !== 8) return null;
  const content = entry.method === 8 ? inflateCapped(packed, context) : packed;
  if (entry.method === 0) context.spend(packed.length);
  if (content === null || (entry.checkSum !== null && crc32(content) !== entry.checkSum))
    context.warn('damaged');
  return content;
};

/** Raw deflate within the limits; what a cut-off stream still holds is given. `null`: nothing could be unpacked. */
export const inflateCapped = (
  packed: Uint8Array,
  context: UnzipContext,
  inflate: typeof inflateRawSync = inflateRawSync,
): Uint8Array | null => {
  const { limits } = context;
  const byRatio = Math.max(ratioFreeBytes, packed.length * limits.unpackRatio);
  const maxOutputLength = Math.min(byRatio, limits.unpackedBytes) + 1;
  try {
    const out = inflate(packed, { maxOutputLength, finishFlush: 2 });
    context.spend(out.length);
    return out;
  } catch (cause) {
    if (cause instanceof RangeError) {
      const limit = byRatio < limits.unpackedBytes ? 'ratio' : 'size';
      throw documentError('documents.UNPACKS_TOO_LARGE', { limit }, { cause });
    }
    if (isCoded(cause)) throw cause;
    return null;
  }
};

const isCoded = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('documents.');

const nameOf = (raw: Uint8Array, flags: number): string => {
  const name = (flags & 0x800) !== 0 ? new TextDecoder().decode(raw) : guessName(raw);
  return name.replaceAll('\\', '/');
};

const guessName = (raw: Uint8Array): string => {
  for (const label of ['utf-8', 'shift_jis']) {
    try {
      const text = new TextDecoder(label, { fatal: true }).decode(raw);
      if (label === 'utf-8' || /[\u3040-\u30ff\u4e00-\u9fff]/.test(text)) return text;
    } catch {
      // Not this one.
    }
  }
  return decodeDos(raw, 'ibm437');
};
