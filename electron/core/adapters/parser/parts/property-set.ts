/** Title, author and dates of old Office files: the property sets beside the document. Source: [MS-OLEPS]. */
import type { Compound } from './compound.ts';
import { fileTime } from './dates.ts';
import { decodeCodePage } from './decode.ts';
import { nonEmpty, type Properties } from './ooxml.ts';

type Values = Map<number, string>;

export const readPropertySets = (compound: Compound): Properties => {
  const summary = readSet(compound.read('\u0005SummaryInformation'), 0);
  const document = compound.read('\u0005DocumentSummaryInformation');
  const more = readSet(document, 0);
  const metadata: Record<string, string> = {};
  const take = (key: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') metadata[key] = value;
  };
  take('subject', summary.get(3));
  take('keywords', summary.get(5));
  take('description', summary.get(6));
  take('lastModifiedBy', summary.get(8));
  take('application', summary.get(18));
  take('category', more.get(2));
  take('manager', more.get(14));
  take('company', more.get(15));
  for (const [name, value] of readCustom(document)) take(`custom.${name}`, value);
  return {
    ...nonEmpty('title', summary.get(2)),
    ...nonEmpty('author', summary.get(4)),
    ...nonEmpty('createdAt', summary.get(12)),
    ...nonEmpty('modifiedAt', summary.get(13)),
    metadata,
  };
};

const section = (stream: Buffer | null, index: number): Buffer | null => {
  if (stream === null || stream.length < 48 + index * 20 || stream.readUInt32LE(24) <= index) return null;
  const offset = stream.readUInt32LE(44 + index * 20);
  return offset + 8 <= stream.length ? stream.subarray(offset) : null;
};

const offsets = (bytes: Buffer): Map<number, number> => {
  const found = new Map<number, number>();
  const count = Math.min(bytes.readUInt32LE(4), 500);
  for (let at = 8; at + 8 <= bytes.length && found.size < count; at += 8)
    found.set(bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4));
  return found;
};

const codePageOf = (bytes: Buffer, at: number | undefined): number =>
  at === undefined || at + 6 > bytes.length ? 1252 : bytes.readUInt16LE(at + 4);

const readSet = (stream: Buffer | null, index: number): Values => {
  const values: Values = new Map();
  const bytes = section(stream, index);
  if (bytes === null) return values;
  const table = offsets(bytes);
  const codePage = codePageOf(bytes, table.get(1));
  for (const [id, at] of table) {
    const value = readValue(bytes, at, codePage);
    if (value !== null && id > 1) values.set(id, value.trim());
  }
  return values;
};

/** The second section names its properties itself. */
const readCustom = (stream: Buffer | null): Map<string, string> => {
  const custom = new Map<string, string>();
  const bytes = section(stream, 1);
  if (bytes === null) return custom;
  const table = offsets(bytes);
  const codePage = codePageOf(bytes, table.get(1));
  const values = readSet(stream, 1);
  let at = table.get(0);
  if (at === undefined || at + 4 > bytes.length) return custom;
  const count = Math.min(bytes.readUInt32LE(at), 500);
  at += 4;
  for (let index = 0; index < count && at + 8 <= bytes.length; index += 1) {
    const id = bytes.readUInt32LE(at);
    const length = bytes.readUInt32LE(at + 4) * (codePage === 1200 ? 2 : 1);
    const name = decodeCodePage(bytes.subarray(at + 8, at + 8 + length), codePage).replace(/\0+$/, '');
    at += 8 + (codePage === 1200 ? (length + 3) & ~3 : length);
    const value = values.get(id);
    if (value !== undefined && !name.startsWith('_')) custom.set(name, value);
  }
  return custom;
};

/** Strings, numbers and times; `null` for anything else. */
const readValue = (bytes: Buffer, at: number, codePage: number): string | null => {
  if (at + 8 > bytes.length) return null;
  switch (bytes.readUInt16LE(at)) {
    case 0x1e: {
      const raw = bytes.subarray(at + 8, at + 8 + bytes.readUInt32LE(at + 4));
      return decodeCodePage(raw, codePage).replace(/\0[\s\S]*$/, '');
    }
    case 0x1f:
      return bytes
        .toString('utf16le', at + 8, Math.min(bytes.length & ~1, at + 8 + bytes.readUInt32LE(at + 4) * 2))
        .replace(/\0[\s\S]*$/, '');
    case 0x02:
      return String(bytes.readInt16LE(at + 4));
    case 0x03:
      return String(bytes.readInt32LE(at + 4));
    case 0x0b:
      return String(bytes.readInt16LE(at + 4) !== 0);
    case 0x40:
      return at + 12 > bytes.length ? null : fileTime(bytes.readBigUInt64LE(at + 4));
    default:
      return null;
  }
};
