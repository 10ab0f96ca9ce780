/**
 * Word: OOXML packages, the same flattened to one XML file, and Word 2003 XML. Headings, numbered lists with their labels,
 * tables, text boxes, notes, comments, headers and footers, charts, diagrams, embedded files. Nothing linked is opened.
 */
import type { ParseContext, ParsedContent, Parser } from '../kind.ts';
import { isoDate } from '../parts/dates.ts';
import {
  attachEmbedded,
  nonEmpty,
  openPackage,
  type Package,
  readProperties,
  type Properties,
} from '../parts/ooxml.ts';
import { openZip } from '../parts/unzip.ts';
import { createWriter, type Writer } from '../parts/writer.ts';
import {
  attribute,
  child,
  descendants,
  elements,
  isElement,
  isWhole,
  parseXml,
  textOf,
  type XmlElement,
} from '../parts/xml.ts';
import { type Part, writeBody } from './body.ts';
import { readStyles } from './styles.ts';

export const docxParser: Parser = {
  formats: ['docx'],
  parse: async (bytes, context) =>
    bytes[0] === 0x50 ? readPackage(bytes, context) : readFlat(bytes, context),
};

const readPackage = (bytes: Uint8Array, context: ParseContext): ParsedContent => {
  const zip = openZip(bytes, context);
  const pack = openPackage(zip, context);
  const main =
    pack.related('', 'officeDocument').find((path) => zip.has(path)) ??
    zip.entries.find(({ name }) => /(^|\/)document\d*\.xml$/i.test(name))?.name ??
    'word/document.xml';
  const document = pack.xml(main);
  if (document === null) throw new Error('no main part');
  const part = (path: string, type: string): XmlElement | null => {
    const target = pack.related(path, type)[0];
    return target === undefined ? null : pack.xml(target);
  };
  const styles = readStyles(part(main, 'styles'), part(main, 'numbering'));
  const writer = createWriter(context);
  const inMain: Part = { path: main, pack, styles };
  writeMargins(pack, main, 'header', writer, inMain);
  writeBody(document, writer, inMain);
  writeMargins(pack, main, 'footer', writer, inMain);
  writeNotes(pack, main, writer, inMain);
  const seen = new Set<string>();
  for (const path of [main, ...notePaths(pack, main)]) attachEmbedded(pack, path, context, seen);
  return { ...writer.finish(), ...readProperties(pack) };
};

const noteTypes = ['footnotes', 'endnotes', 'comments'] as const;

const notePaths = (pack: Package, main: string): string[] =>
  ['header', 'footer', ...noteTypes].flatMap((type) => pack.related(main, type));

/** Headers or footers; the same text stands in most sections once. */
const writeMargins = (
  pack: Package,
  main: string,
  type: 'header' | 'footer',
  writer: Writer,
  inMain: Part,
): void => {
  const seen = new Set<string>();
  for (const path of pack.related(main, type)) {
    const root = pack.xml(path);
    const text = textOf(root ?? undefined).trim();
    if (root === null || text === '' || seen.has(text)) continue;
    seen.add(text);
    writeBody(root, writer, { ...inMain, path });
  }
};

const writeNotes = (pack: Package, main: string, writer: Writer, inMain: Part): void => {
  for (const type of noteTypes) {
    for (const path of pack.related(main, type)) {
      const name = type.slice(0, -1);
      for (const note of descendants(pack.xml(path) ?? undefined, name)) {
        // Separator lines of footnotes are notes as well.
        if (attribute(note, 'type') !== undefined && attribute(note, 'type') !== 'normal') continue;
        writeBody(withAuthor(note, attribute(note, 'author') ?? ''), writer, { ...inMain, path });
      }
    }
  }
};

/** Who wrote a comment stands before what it says. */
const withAuthor = (note: XmlElement, author: string): XmlElement => {
  const first = elements(note, 'p').find((paragraph) => textOf(paragraph).trim() !== '');
  if (author === '' || first === undefined) return note;
  const text: XmlElement = { name: 't', attributes: {}, children: [`${author}: `] };
  const [properties, rest] = [
    elements(first, 'pPr'),
    first.children.filter((node) => !isElement(node) || node.name !== 'pPr'),
  ];
  const signed: XmlElement = {
    ...first,
    children: [...properties, { name: 'r', attributes: {}, children: [text] }, ...rest],
  };
  return { ...note, children: note.children.map((node) => (node === first ? signed : node)) };
};

const readFlat = (bytes: Uint8Array, context: ParseContext): ParsedContent => {
  if (!isWhole(bytes)) context.warn('damaged');
  const root = parseXml(bytes, context.limits);
  const parts = new Map(
    descendants(root, 'part').map((element) => [attribute(element, 'name') ?? '', child(element, 'xmlData')]),
  );
  const flat = parts.get('/word/document.xml');
  const source = flat ?? elements(root).find(({ name }) => name === 'wordDocument') ?? root;
  const styles = readStyles(
    parts.get('/word/styles.xml') ?? child(source, 'styles') ?? null,
    parts.get('/word/numbering.xml') ?? null,
  );
  const writer = createWriter(context);
  const inMain: Part = { path: '', pack: null, styles };
  const body = descendants(source, 'body')[0] ?? source;
  for (const type of ['hdr', 'ftr'] as const) {
    for (const margin of descendants(body, type)) writeBody(margin, writer, inMain);
  }
  writeBody(body, writer, inMain);
  return { ...writer.finish(), ...legacyProperties(source) };
};

const legacyProperties = (root: XmlElement): Properties => {
  const properties = child(root, 'DocumentProperties');
  const value = (name: string): string => textOf(child(properties, name)).trim();
  const metadata: Record<string, string> = {};
  for (const name of ['Subject', 'Keywords', 'Company'])
    if (value(name) !== '') metadata[name.toLowerCase()] = value(name);
  return {
    ...nonEmpty('title', value('Title')),
    ...nonEmpty('author', value('Author')),
    ...nonEmpty('createdAt', isoDate(value('Created'))),
    ...nonEmpty('modifiedAt', isoDate(value('LastSaved'))),
    metadata,
  };
};
