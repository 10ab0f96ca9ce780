/**
 * Finds the file inside an embedded OLE object: a packaged file (`Ole10Native`), a document stored as streams, or the
 * original in `CONTENTS` / `Package`. Source: [MS-OLEDS].
 */
import type { ParseContext } from '../kind.ts';
import { type Compound, isCompound, openCompound } from './compound.ts';
import { decodeText } from './decode.ts';

export type EmbeddedFile = { fileName: string; bytes: Uint8Array };

const text = (bytes: Uint8Array): string => decodeText(bytes).text;

/** What `Ole10Native` wraps. The paths it also tells are those of somebody's computer and stay out. */
export const readPackaged = (stream: Buffer): EmbeddedFile | null => {
  if (stream.length < 12) return null;
  let at = 6;
  const string = (): string => {
    const end = stream.indexOf(0, at);
    const value = end < 0 ? '' : text(stream.subarray(at, end));
    at = end < 0 ? stream.length : end + 1;
    return value;
  };
  const fileName = string();
  const sourcePath = string();
  at += 4;
  if (at + 4 > stream.length) return null;
  const temporaryLength = stream.readUInt32LE(at);
  at += 4;
  const temporary = text(stream.subarray(at, Math.min(stream.length, at + temporaryLength))).replace(
    /\0.*$/s,
    '',
  );
  at += temporaryLength;
  if (at + 4 > stream.length) return null;
  const size = stream.readUInt32LE(at);
  const bytes = stream.subarray(at + 4, at + 4 + size);
  if (bytes.length === 0) return null;
  return { fileName: baseName(fileName) || baseName(sourcePath) || baseName(temporary), bytes };
};

const baseName = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).trim();

/** `bytes` are the compound file of one object; `fileName` is used when it carries none. */
export const unwrapObject = (bytes: Uint8Array, fileName: string): EmbeddedFile | null => {
  if (!isCompound(bytes)) return { fileName, bytes };
  return unwrapStorage(openCompound(bytes), fileName, bytes);
};

/** `whole`: the compound file itself, when the storage is its root. */
export const unwrapStorage = (
  object: Compound,
  fileName: string,
  whole: Uint8Array | null,
): EmbeddedFile | null => {
  const native = object.read('\u0001Ole10Native');
  const packaged = native === null ? null : readPackaged(native);
  if (packaged !== null) return packaged;
  for (const name of ['CONTENTS', 'Contents', 'Package', 'EmbeddedOdf']) {
    const content = object.read(name);
    if (content !== null && content.length > 0) return { fileName, bytes: content };
  }
  if (whole !== null && documentStreams.some((name) => object.has(name))) return { fileName, bytes: whole };
  return null;
};

const documentStreams = [
  'WordDocument',
  'Workbook',
  'Book',
  'PowerPoint Document',
  '__properties_version1.0',
];

/** Attaches the file of an object, if there is one. */
export const attachObject = (bytes: Uint8Array, fileName: string, context: ParseContext): void => {
  try {
    const file = unwrapObject(bytes, fileName);
    if (file !== null) context.attach(file.fileName, file.bytes);
  } catch {
    context.warn('damaged');
  }
};
