/** HTML pages and unknown XML. Everything a reader sees; what is main content and what is navigation, the crawler decides. */
import type { ParsedContent, Parser } from '../kind.ts';
import { isoDate } from '../parts/dates.ts';
import { decodeText } from '../parts/decode.ts';
import { writeHtml } from '../parts/html-writer.ts';
import { nonEmpty, type Properties } from '../parts/ooxml.ts';
import { createWriter, type Writer } from '../parts/writer.ts';
import {
  attribute,
  descendants,
  elements,
  parseHtml,
  parseXml,
  textOf,
  type XmlElement,
} from '../parts/xml.ts';

export const htmlParser: Parser = {
  formats: ['html', 'xml'],
  parse: async (bytes, context): Promise<ParsedContent> => {
    const { text, encoding } = decodeText(bytes);
    const writer = createWriter(context);
    if (
      /^\s*(<\?xml|<(?!!doctype\s+html|html))/i.test(text) &&
      !/<(html|body|head|div|p|table|title)[\s>]/i.test(text.slice(0, 4000))
    ) {
      const root = parseXml(text, context.limits);
      writeElements(root, writer);
      return { ...writer.finish(), metadata: { encoding } };
    }
    const root = parseHtml(text, context.limits);
    writeHtml(root, writer, context.limits);
    const { metadata, ...properties } = readHead(root);
    return { ...writer.finish(), ...properties, metadata: { ...metadata, encoding } };
  },
};

/** Each element that holds text itself is a paragraph. */
const writeElements = (element: XmlElement, writer: Writer): void => {
  const holdsText = element.children.some((node) => typeof node === 'string' && node.trim() !== '');
  if (holdsText) writer.paragraph(textOf(element));
  else for (const inner of elements(element)) writeElements(inner, writer);
};

// biome-ignore format: pairs
const metaNames: Record<string, string> = {
  description: 'description', keywords: 'keywords', 'dc.subject': 'keywords', 'dc.description': 'description', 'og:site_name': 'site', generator: 'generator',
};

const readHead = (root: XmlElement): Properties => {
  const metas = new Map<string, string>();
  for (const meta of descendants(root, 'meta')) {
    const name = (attribute(meta, 'name') ?? attribute(meta, 'property') ?? '').toLowerCase();
    if (name !== '' && !metas.has(name)) metas.set(name, (attribute(meta, 'content') ?? '').trim());
  }
  const first = (...names: string[]): string =>
    names.map((name) => metas.get(name) ?? '').find((value) => value !== '') ?? '';
  const metadata: Record<string, string> = {};
  for (const [name, key] of Object.entries(metaNames)) if (first(name) !== '') metadata[key] ??= first(name);
  const language = attribute(descendants(root, 'html')[0], 'lang') ?? first('dc.language', 'language');
  if (language !== '') metadata.language = language;
  const title = descendants(root, 'title')
    .map((element) => textOf(element).replace(/\s+/g, ' ').trim())
    .find((text) => text !== '');
  return {
    ...nonEmpty('title', title ?? first('og:title', 'dc.title')),
    ...nonEmpty('author', first('author', 'dc.creator', 'article:author')),
    ...nonEmpty('createdAt', isoDate(first('article:published_time', 'dc.date', 'dcterms.created', 'date'))),
    ...nonEmpty(
      'modifiedAt',
      isoDate(first('article:modified_time', 'dcterms.modified', 'last-modified', 'og:updated_time')),
    ),
    metadata,
  };
};
