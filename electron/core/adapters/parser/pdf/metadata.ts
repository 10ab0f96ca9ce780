/** Title, authors and dates of a PDF: from its XMP packet where it lies open, else from its information dictionary. */
import type { Limits } from '../kind.ts';
import { isoDate, pdfDate } from '../parts/dates.ts';
import { nonEmpty, type Properties } from '../parts/ooxml.ts';
import { child, descendants, parseXml, textOf, type XmlElement } from '../parts/xml.ts';
import type { OpenPdf } from './engine.ts';

const maxPacketBytes = 2 * 2 ** 20;
const plainTags = ['Subject', 'Keywords', 'Creator', 'Producer'] as const;

export const readMetadata = (pdf: OpenPdf, bytes: Uint8Array, limits: Limits): Properties => {
  const info = (tag: string): string =>
    pdf
      .withName(tag, (name) =>
        pdf.string((buffer, size) => pdf.api._FPDF_GetMetaText(pdf.document, name, buffer, size)),
      )
      .trim();
  const xmp = readXmp(bytes, limits);
  const metadata: Record<string, string> = {};
  for (const tag of plainTags) if (info(tag) !== '') metadata[tag.toLowerCase()] = info(tag);
  for (const [key, value] of Object.entries(xmp.more)) metadata[key] ??= value;
  return {
    ...nonEmpty('title', xmp.title || info('Title')),
    ...nonEmpty('author', xmp.authors.join('; ') || info('Author')),
    ...nonEmpty('createdAt', pdfDate(info('CreationDate')) ?? isoDate(xmp.created)),
    ...nonEmpty('modifiedAt', pdfDate(info('ModDate')) ?? isoDate(xmp.modified)),
    metadata,
  };
};

type Xmp = {
  title: string;
  authors: string[];
  created: string;
  modified: string;
  more: Record<string, string>;
};

const readXmp = (bytes: Uint8Array, limits: Limits): Xmp => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // The last packet belongs to the latest revision of the file.
  const start = buffer.lastIndexOf('<x:xmpmeta');
  const end = start < 0 ? -1 : buffer.indexOf('</x:xmpmeta>', start);
  const empty: Xmp = { title: '', authors: [], created: '', modified: '', more: {} };
  if (end < 0 || end - start > maxPacketBytes) return empty;
  const root = parseXml(buffer.subarray(start, end), limits);
  const texts = (name: string): string[] => {
    const found = descendants(root, name)[0];
    const items = descendants(found, 'li').map((item) => textOf(item).trim());
    const all = items.length > 0 ? items : [textOf(found).trim()];
    return all.filter((text) => text !== '');
  };
  const simple = (name: string): string => texts(name)[0] ?? attributeAnywhere(root, name);
  const more: Record<string, string> = {};
  for (const name of ['description', 'subject', 'rights', 'language'])
    if (texts(name).length > 0) more[name] = texts(name).join('; ');
  return {
    title: titleOf(root),
    authors: texts('creator'),
    created: simple('CreateDate'),
    modified: simple('ModifyDate'),
    more,
  };
};

/** Of several languages the default one. */
const titleOf = (root: XmlElement): string => {
  const items = descendants(descendants(root, 'title')[0], 'li');
  const preferred = items.find((item) => item.attributes['xml:lang'] === 'x-default') ?? items[0];
  return textOf(preferred ?? child(root, 'title')).trim();
};

const attributeAnywhere = (root: XmlElement, name: string): string => {
  for (const description of descendants(root, 'Description'))
    for (const [key, value] of Object.entries(description.attributes))
      if (key.endsWith(`:${name}`)) return value;
  return '';
};
