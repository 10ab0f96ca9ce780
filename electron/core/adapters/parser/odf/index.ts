/**
 * OpenDocument text and presentations, packaged or as one XML file: headings, numbered lists with their labels, tables, notes,
 * comments, headers and footers, embedded objects. Source: OASIS OpenDocument 1.3.
 */
import type { ParseContext, ParsedContent, Parser } from '../kind.ts';
import { isoDate } from '../parts/dates.ts';
import { nonEmpty, type Properties } from '../parts/ooxml.ts';
import { openZip, type Zip } from '../parts/unzip.ts';
import { createWriter } from '../parts/writer.ts';
import {
  attribute,
  child,
  descendants,
  elements,
  isWhole,
  parseXml,
  textOf,
  type XmlElement,
} from '../parts/xml.ts';
import { createBodyWriter } from './body.ts';
import { dropHidden } from './hidden.ts';
import { readListStyles } from './lists.ts';

export const odfParser: Parser = {
  formats: ['odt', 'odp'],
  parse: async (bytes, context) => {
    const zip = bytes[0] === 0x50 && bytes[1] === 0x4b ? openZip(bytes, context) : null;
    const part = (name: string): XmlElement | undefined => {
      const content = zip?.read(name) ?? null;
      return content === null ? undefined : parseXml(content, context.limits);
    };
    const content = zip === null ? parseXml(bytes, context.limits) : part('content.xml');
    if (zip === null && !isWhole(bytes)) context.warn('damaged');
    if (content === undefined) throw new Error('no content');
    return readDocument(content, part('styles.xml') ?? content, part('meta.xml') ?? content, zip, context);
  },
};

const readDocument = (
  content: XmlElement,
  styles: XmlElement,
  meta: XmlElement,
  zip: Zip | null,
  context: ParseContext,
): ParsedContent => {
  dropHidden(content, styles);
  const writer = createWriter(context);
  const body = createBodyWriter(writer, readListStyles([styles, content]));
  const margins = (name: string): void => {
    for (const margin of descendants(styles, name)) if (textOf(margin).trim() !== '') body.write(margin);
  };
  const main = descendants(content, 'body')[0];
  const isSlides = descendants(main, 'presentation').length > 0 || descendants(main, 'drawing').length > 0;
  if (!isSlides) margins('header');
  const pages = body.writeMain(elements(main)[0] ?? content);
  if (!isSlides) margins('footer');
  if (zip !== null) readObjects(zip, body.write, context);
  return { ...writer.finish(), ...(pages.length > 0 ? { pages } : {}), ...readMeta(meta) };
};

/** Documents inside the document: those in folders `Object n/` are read in place, single files are handed over. */
const readObjects = (zip: Zip, write: (container: XmlElement) => void, context: ParseContext): void => {
  for (const entry of zip.entries) {
    const isFile = /^Object[^/]*$/i.test(entry.name) && !entry.name.startsWith('ObjectReplacements');
    const isPart = /^Object[^/]*\/content\.xml$/i.test(entry.name);
    const bytes = isFile || isPart ? zip.readEntry(entry) : null;
    if (bytes === null) continue;
    if (isFile) context.attach(entry.name, bytes);
    else
      write(
        descendants(parseXml(bytes, context.limits), 'body')[0] ?? { name: '', attributes: {}, children: [] },
      );
  }
};

const readMeta = (root: XmlElement): Properties => {
  const meta = descendants(root, 'meta')[0];
  const value = (name: string): string =>
    elements(meta, name)
      .map((element) => textOf(element).trim())
      .filter((text) => text !== '')
      .join('; ');
  const metadata: Record<string, string> = {};
  for (const name of ['subject', 'description', 'keyword', 'language', 'generator'])
    if (value(name) !== '') metadata[name === 'keyword' ? 'keywords' : name] = value(name);
  for (const custom of elements(meta, 'user-defined')) {
    const name = attribute(custom, 'name');
    if (name !== undefined && textOf(custom).trim() !== '')
      metadata[`custom.${name}`] = textOf(custom).trim();
  }
  return {
    ...nonEmpty('title', textOf(child(meta, 'title')).trim()),
    ...nonEmpty('author', value('initial-creator') || value('creator')),
    ...nonEmpty('createdAt', isoDate(value('creation-date'))),
    ...nonEmpty('modifiedAt', isoDate(value('date'))),
    metadata,
  };
};
