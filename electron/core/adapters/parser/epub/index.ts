/** E-books: the chapters in reading order. Source: EPUB 3.3. */
import type { Parser } from '../kind.ts';
import { isoDate } from '../parts/dates.ts';
import { writeHtml } from '../parts/html-writer.ts';
import { nonEmpty, resolvePart } from '../parts/ooxml.ts';
import { openZip } from '../parts/unzip.ts';
import { createWriter } from '../parts/writer.ts';
import { attribute, descendants, parseHtml, parseXml, textOf } from '../parts/xml.ts';

export const epubParser: Parser = {
  formats: ['epub'],
  parse: async (bytes, context) => {
    const zip = openZip(bytes, context);
    const container = zip.read('META-INF/container.xml');
    const listed =
      container === null
        ? undefined
        : attribute(descendants(parseXml(container, context.limits), 'rootfile')[0], 'full-path');
    const packagePath = listed ?? zip.entries.find(({ name }) => name.endsWith('.opf'))?.name;
    const packageBytes = packagePath === undefined ? null : zip.read(packagePath);
    const writer = createWriter(context);
    const chapter = (path: string): boolean => {
      const content = zip.read(path);
      if (content !== null) writeHtml(parseHtml(content, context.limits), writer, context.limits);
      return content !== null;
    };
    if (packagePath === undefined || packageBytes === null) {
      for (const { name } of zip.entries) if (/\.x?html?$/i.test(name)) chapter(name);
      return { ...writer.finish(), metadata: {} };
    }
    const root = parseXml(packageBytes, context.limits);
    const items = new Map<string, string>();
    for (const item of descendants(root, 'item'))
      items.set(attribute(item, 'id') ?? '', resolvePart(packagePath, decode(attribute(item, 'href') ?? '')));
    for (const reference of descendants(root, 'itemref')) {
      const path = items.get(attribute(reference, 'idref') ?? '');
      if (path === undefined || !chapter(path)) context.warn('damaged');
    }
    const value = (name: string): string =>
      descendants(root, name)
        .map((element) => textOf(element).trim())
        .filter((text) => text !== '')
        .join('; ');
    const metadata: Record<string, string> = {};
    for (const name of ['publisher', 'subject', 'description', 'language', 'identifier'])
      if (value(name) !== '') metadata[name] = value(name);
    return {
      ...writer.finish(),
      ...nonEmpty('title', value('title')),
      ...nonEmpty('author', value('creator')),
      ...nonEmpty('createdAt', isoDate(value('date'))),
      metadata,
    };
  },
};

const decode = (href: string): string => {
  try {
    return decodeURIComponent(href.replace(/#.*$/, ''));
  } catch {
    return href;
  }
};
