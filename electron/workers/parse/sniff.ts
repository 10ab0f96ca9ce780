/**
 * Says what a file is by its content. The name decides only between kinds of plain text. What needs a password is told
 * before any parser sees it.
 */
import { documentError, type DocumentFormat } from '../../core/adapters/parser/kind.ts';
import { type Compound, isCompound, openCompound } from '../../core/adapters/parser/parts/compound.ts';
import { openZip, type UnzipContext, type Zip } from '../../core/adapters/parser/parts/unzip.ts';
import { claimedFormat, sniffText } from './sniff-text.ts';

/** `bytes`: the document itself, without what a wrapper put in front of it. */
export type Sniffed = { format: DocumentFormat; bytes: Uint8Array };

const searchBytes = 4096;

/** Throws `documents.UNSUPPORTED`, `documents.ENCRYPTED`, `documents.CORRUPT`. */
export const sniff = (bytes: Uint8Array, fileName: string, context: UnzipContext): Sniffed => {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, searchBytes));
  const starts = (hex: string): boolean => head.subarray(0, hex.length / 2).equals(Buffer.from(hex, 'hex'));
  if (starts('504b0304') || starts('504b0506'))
    return { format: documentIn(zipFormat(openZip(bytes, context), context), fileName), bytes };
  if (isCompound(bytes)) return { format: compoundFormat(openCompound(bytes), fileName), bytes };
  if (starts('7b5c7274')) return { format: 'rtf', bytes };
  // Readers accept a PDF behind up to a kilobyte of anything; AppleSingle puts more in front.
  const pdf = head.indexOf('%PDF-', 0, 'latin1');
  if (pdf >= 0 && (pdf < 1024 || starts('00051600'))) return { format: 'pdf', bytes: bytes.subarray(pdf) };
  for (const [signature, format] of signatures) if (starts(signature)) return { format, bytes };
  for (const [signature, kind] of unsupported)
    if (starts(signature)) throw documentError('documents.UNSUPPORTED', { kind });
  if (head.length > 262 && head.toString('latin1', 257, 262) === 'ustar') return { format: 'archive', bytes };
  if (starts('52494646') && head.toString('latin1', 8, 12) === 'WEBP') return { format: 'image', bytes };
  if (/^(WARC\/\d|filedesc:\/\/)/.test(head.toString('latin1', 0, 11))) return { format: 'archive', bytes };
  if (starts('424d') && bytes.length > 54 && head.readUInt32LE(2) === bytes.length)
    return { format: 'image', bytes };
  // Excel 2–4 wrote its records without a container.
  if (/^09(00|02|04)0[468]00/.test(head.toString('hex', 0, 4))) return { format: 'xls', bytes };
  return { format: sniffText(bytes, fileName), bytes };
};

/** A package that has lost its main part looks like any archive; its name says what it was. */
const documentIn = (format: DocumentFormat, fileName: string): DocumentFormat => {
  const claimed = format === 'archive' ? claimedFormat(fileName) : null;
  if (claimed !== null && packages.test(claimed))
    throw documentError('documents.CORRUPT', { format: claimed });
  return format;
};
const packages = /^((doc|xls|ppt)[mx]|dotx|od[tsp]|epub)$/;

const signatures: readonly (readonly [string, DocumentFormat])[] = [
  ['89504e470d0a1a0a', 'image'],
  ['ffd8ff', 'image'],
  ['47494638', 'image'],
  ['49492a00', 'image'],
  ['4d4d002a', 'image'],
  ['1f8b08', 'archive'],
  ['789f3e22', 'tnef'],
];

const unsupported: readonly (readonly [string, string])[] = [
  ['377abcaf271c', '7z'],
  ['526172211a07', 'rar'],
  ['425a68', 'bz2'],
  ['fd377a585a00', 'xz'],
  ['28b52ffd', 'zstd'],
  ['7f454c46', 'program'],
  ['4d5a9000', 'program'],
  ['494433', 'audio'],
  ['52494646', 'media'],
  ['4f676753', 'audio'],
  ['664c6143', 'audio'],
];

const oasis: Record<string, DocumentFormat> = {
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
  'application/vnd.oasis.opendocument.graphics': 'odp',
  'application/epub+zip': 'epub',
};

const zipFormat = (zip: Zip, context: UnzipContext): DocumentFormat => {
  const read = (name: string): string => {
    const entry = zip.entries.find((candidate) => candidate.name === name);
    return entry === undefined || entry.unpackedBytes > context.limits.unpackedBytes
      ? ''
      : Buffer.from(zip.readEntry(entry) ?? []).toString('utf8');
  };
  refuseAppleOffice(zip, read);
  const type = read('mimetype').trim();
  const open = oasis[type.replace(/-template$/, '')];
  if (open !== undefined) {
    const manifest = read('META-INF/manifest.xml');
    if (manifest.includes('encryption-data') || zip.has('encrypted-package'))
      throw documentError('documents.ENCRYPTED', {});
    if (open === 'epub' && isLocked(read('META-INF/encryption.xml')))
      throw documentError('documents.ENCRYPTED', {});
    return open;
  }
  if (zip.has('[Content_Types].xml') || zip.has('_rels/.rels')) {
    if (
      zip.has('word/document.xml') ||
      zip.entries.some(({ name }) => /^word\/document\d*\.xml$/i.test(name))
    )
      return 'docx';
    if (zip.entries.some(({ name }) => /^xl\/workbook\d*\.(xml|bin)$/i.test(name))) return 'xlsx';
    if (zip.entries.some(({ name }) => /^ppt\/presentation\d*\.xml$/i.test(name))) return 'pptx';
    const types = read('[Content_Types].xml');
    if (types.includes('wordprocessingml.document.main')) return 'docx';
    if (types.includes('spreadsheetml.sheet.main')) return 'xlsx';
    if (types.includes('presentationml')) return 'pptx';
  }
  if (zip.has('content.xml') && zip.has('META-INF/manifest.xml')) return 'odt';
  if (zip.has('META-INF/container.xml')) return 'epub';
  return 'archive';
};

/** Pages, Numbers, Keynote: before 2013 one XML file, whose protected form cannot be unpacked; since then a format of its own. */
const refuseAppleOffice = (zip: Zip, read: (name: string) => string): void => {
  const locked = zip.entries.some(({ name }) => /(^|\/)\.iwp[hv]\d?$/.test(name));
  const old = zip.entries.some(({ name }) => /(^|\/)buildVersionHistory\.plist$/i.test(name));
  const main = ['index.xml', 'index.apxl'].find((name) => zip.has(name));
  if (locked || (old && main !== undefined && read(main) === ''))
    throw documentError('documents.ENCRYPTED', {});
  const current = zip.entries.some(({ name }) => /(^|\/)(Index\.zip|Index\/Document\.iwa)$/.test(name));
  if (current || (old && main !== undefined)) throw documentError('documents.UNSUPPORTED', { kind: 'iwork' });
};

/** Fonts of e-books are commonly scrambled; only a locked text is a locked book. */
const isLocked = (encryption: string): boolean =>
  /CipherReference[^>]+URI="[^"]+\.x?html?"/i.test(encryption);

const compoundFormat = (compound: Compound, fileName: string): DocumentFormat => {
  const { has } = compound;
  if (has('EncryptedPackage') || compound.streams.some((name) => /DRMEncrypted|DRMContent/.test(name)))
    throw documentError('documents.ENCRYPTED', {});
  if (has('WordDocument')) return 'doc';
  if (has('Workbook') || has('Book')) return 'xls';
  if (has('PowerPoint Document') || has('PP97_DUALSTORAGE/PowerPoint Document')) return 'ppt';
  if (has('__properties_version1.0')) return 'msg';
  if (has('\u0001Ole10Native') || has('CONTENTS') || has('Package')) return 'archive';
  const claimed = claimedFormat(fileName);
  if (compound.incomplete || claimed !== null)
    throw documentError('documents.CORRUPT', { format: claimed ?? 'ole' });
  throw documentError('documents.UNSUPPORTED', { kind: 'ole' });
};
