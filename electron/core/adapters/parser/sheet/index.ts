/**
 * Spreadsheets (Excel 2 to today, OpenDocument, Excel 2003 XML) and CSV: each sheet a heading and a table with cells as they are
 * shown, then what lies on it: comments, text boxes, charts, headers and footers, embedded files. Formulas are not computed, links not opened.
 */
import { read, set_cptable, type WorkBook, type WorkSheet } from '@e965/xlsx';
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs';
import { documentError, type ParseContext, type ParsedContent, type Parser } from '../kind.ts';
import { type Compound, isCompound, openCompound } from '../parts/compound.ts';
import { isoDate } from '../parts/dates.ts';
import { unwrapStorage } from '../parts/ole-object.ts';
import { nonEmpty, openPackage, type Properties, readProperties } from '../parts/ooxml.ts';
import { storeZip } from '../parts/store-zip.ts';
import { openZip, type Zip } from '../parts/unzip.ts';
import { readPropertySets } from '../parts/property-set.ts';
import { createWriter, type Writer } from '../parts/writer.ts';
import { isWhole } from '../parts/xml.ts';
import { readCsv } from './csv.ts';
import { isoCell } from './dates.ts';
import { marginText, writeSheetExtras } from './extras.ts';
import { readBiffTexts } from './records.ts';

set_cptable(codePages);

export const sheetParser: Parser = {
  formats: ['xlsx', 'xls', 'ods', 'csv'],
  parse: async (bytes, context) => {
    const first = bytes[0] ?? 0;
    const isZip = first === 0x50 && bytes[1] === 0x4b;
    const isMarkup = first === 0x3c || (first === 0xef && bytes[3] === 0x3c);
    if (!isZip && !isMarkup && !isCompound(bytes) && first !== 0x09) return readCsv(bytes, context);
    if (isMarkup && !isWhole(bytes)) context.warn('damaged');
    return readWorkbook(bytes, isZip ? openZip(bytes, context) : null, context);
  },
};

const readWorkbook = (bytes: Uint8Array, zip: Zip | null, context: ParseContext): ParsedContent => {
  // The library would unpack without limits and loops on damaged archives: it gets what was unpacked here.
  const book = open(zip === null ? bytes : storeZip(unpackedParts(zip)));
  const writer = createWriter(context);
  const comments = new Set<string>();
  for (const name of book.SheetNames) {
    const sheet = book.Sheets[name];
    if (sheet === undefined || writer.full) continue;
    writer.heading(name, 2);
    writer.table(rowsOf(sheet, book.Workbook?.WBProps?.date1904 === true));
    for (const comment of commentsOf(sheet)) {
      comments.add(folded(comment));
      writer.paragraph(comment);
    }
  }
  let properties: Properties = fromLibrary(book);
  if (zip !== null && (zip.has('[Content_Types].xml') || zip.has('_rels/.rels'))) {
    const pack = openPackage(zip, context);
    writeSheetExtras(pack, writer, context);
    properties = readProperties(pack);
  } else if (isCompound(bytes)) {
    const compound = openCompound(bytes);
    const { margins, texts } = readBiffTexts(compound);
    // A comment is a text box as well.
    for (const text of new Set([...margins.map(marginText), ...texts]))
      if (!comments.has(folded(text))) writer.paragraph(text);
    attachObjects(compound, writer, context);
    if (compound.incomplete) context.warn('damaged');
    properties = readPropertySets(compound);
  }
  return { ...writer.finish(), ...properties };
};

function* unpackedParts(zip: Zip): Generator<[string, Uint8Array]> {
  for (const entry of zip.entries) {
    const isPart =
      /(\.(xml|rels|bin)|^mimetype)$/i.test(entry.name) &&
      !/(embeddings|media|printerSettings|drawings|charts)\//i.test(entry.name);
    const bytes = isPart ? zip.readEntry(entry) : null;
    if (bytes !== null) yield [entry.name, bytes];
  }
}

const open = (bytes: Uint8Array): WorkBook => {
  try {
    return read(bytes, {
      type: 'array',
      dense: true,
      cellHTML: false,
      cellFormula: false,
      cellStyles: false,
      cellNF: true,
      WTF: false,
    });
  } catch (cause) {
    if (cause instanceof Error && /password|encrypt/i.test(cause.message))
      throw documentError('documents.ENCRYPTED', {}, { cause });
    // It throws plain strings, too.
    throw cause instanceof Error ? cause : new Error(String(cause));
  }
};

type Cell = { w?: unknown; v?: unknown; z?: unknown; t?: string; c?: { a?: string; t?: string }[] };

const cellsOf = (sheet: WorkSheet): (Cell | undefined)[][] => {
  const rows: unknown = (sheet as { '!data'?: unknown })['!data'];
  return Array.isArray(rows) ? Array.from(rows, (row) => (Array.isArray(row) ? Array.from(row) : [])) : [];
};

const rowsOf = (sheet: WorkSheet, since1904: boolean): string[][] =>
  cellsOf(sheet).map((row) => {
    const texts = row.map((cell) => shown(cell, since1904));
    while (texts.length > 0 && texts[texts.length - 1] === '') texts.pop();
    return texts;
  });

const shown = (cell: Cell | undefined, since1904: boolean): string => {
  if (cell === undefined || cell.t === 'z') return '';
  if (typeof cell.v === 'number' && typeof cell.z === 'string') {
    const date = isoCell(cell.v, cell.z, since1904);
    if (date !== null) return date;
  }
  // Long numbers are mostly identifiers; `1.23457E+14` would hide them.
  if (
    typeof cell.v === 'number' &&
    Number.isSafeInteger(cell.v) &&
    typeof cell.w === 'string' &&
    /^-?\d(?:[.,]\d+)?E\+\d+$/.test(cell.w)
  )
    return String(cell.v);
  if (typeof cell.w === 'string') return cell.w;
  return cell.v instanceof Date
    ? (isoDate(cell.v) ?? '')
    : cell.v === undefined || cell.v === null
      ? ''
      : String(cell.v);
};

const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();

const commentsOf = (sheet: WorkSheet): string[] =>
  cellsOf(sheet).flatMap((row) =>
    row.flatMap((cell) =>
      (cell?.c ?? [])
        .filter(({ t = '' }) => t.trim() !== '')
        .map(({ a = '', t = '' }) => (a === '' || t.startsWith(a) ? t : `${a}: ${t}`)),
    ),
  );

const fromLibrary = (book: WorkBook): Properties => {
  const all: Record<string, unknown> = { ...book.Props };
  const text = (key: string): string => {
    const value = all[key];
    return typeof value === 'string' ? value.trim() : '';
  };
  const date = (key: string): string | null => {
    const value = all[key];
    return typeof value === 'string' || value instanceof Date ? isoDate(value) : null;
  };
  const metadata: Record<string, string> = {};
  for (const key of ['Subject', 'Keywords', 'Comments', 'Category', 'Company', 'Manager', 'LastAuthor'])
    if (text(key) !== '') metadata[key.toLowerCase()] = text(key);
  return {
    ...nonEmpty('title', text('Title')),
    ...nonEmpty('author', text('Author')),
    ...nonEmpty('createdAt', date('CreatedDate')),
    ...nonEmpty('modifiedAt', date('ModifiedDate')),
    metadata,
  };
};

/** Objects embedded in old workbooks lie in storages `MBD…`. */
const attachObjects = (compound: Compound, writer: Writer, context: ParseContext): void => {
  const storages = new Set(
    compound.streams
      .filter((path) => /^MBD[0-9A-F]+\//i.test(path))
      .map((path) => path.slice(0, path.indexOf('/'))),
  );
  for (const storage of storages) {
    const file = unwrapStorage(compound.within(storage), storage, null);
    if (file === null) continue;
    writer.paragraph(file.fileName === storage ? '' : file.fileName);
    context.attach(file.fileName, file.bytes);
  }
};
