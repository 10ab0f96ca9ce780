/**
 * PowerPoint: slides in order, each a page: title, text with bullet levels, tables, charts, diagrams, notes, comments. Text of
 * layouts and masters only where somebody wrote it there; nothing linked is opened.
 */
import type { Page, ParseContext, Parser } from '../kind.ts';
import { attachEmbedded, chartRows, openPackage, type Package, readProperties } from '../parts/ooxml.ts';
import { openZip } from '../parts/unzip.ts';
import { createWriter, type Writer } from '../parts/writer.ts';
import { attribute, child, descendants, elements, isElement, textOf, type XmlElement } from '../parts/xml.ts';

const emuPerPoint = 12_700;

export const pptxParser: Parser = {
  formats: ['pptx'],
  parse: async (bytes, context) => {
    const zip = openZip(bytes, context);
    const pack = openPackage(zip, context);
    const main = pack.related('', 'officeDocument').find((path) => zip.has(path)) ?? 'ppt/presentation.xml';
    const presentation = pack.xml(main);
    const size = descendants(presentation ?? undefined, 'sldSz')[0];
    const widthPt = Number(attribute(size, 'cx') ?? 0) / emuPerPoint;
    const heightPt = Number(attribute(size, 'cy') ?? 0) / emuPerPoint;
    const authors = new Map(
      pack
        .related(main, 'commentAuthors')
        .flatMap((path) => descendants(pack.xml(path) ?? undefined, 'cmAuthor'))
        .map((author) => [attribute(author, 'id') ?? '', attribute(author, 'name') ?? '']),
    );
    const writer = createWriter(context);
    const pages: Page[] = [];
    const seen = new Set<string>();
    const seenMargins = new Set<string>();
    for (const path of slidePaths(pack, main, presentation)) {
      const slide = pack.xml(path);
      if (slide === null) continue;
      const before = writer.length;
      writeSlide(pack, path, slide, { writer, page: pages.length + 1, authors, seen, seenMargins, context });
      pages.push({
        widthPt,
        heightPt,
        startOffset: Math.min(writer.length, before + (before > 0 && writer.length > before ? 2 : 0)),
        endOffset: writer.length,
      });
    }
    writeMasters(pack, main, seenMargins, writer);
    attachEmbedded(pack, main, context, seen);
    return { ...writer.finish(), pages, ...readProperties(pack) };
  },
};

type SlideContext = {
  writer: Writer;
  page: number;
  authors: ReadonlyMap<string, string>;
  seen: Set<string>;
  seenMargins: Set<string>;
  context: ParseContext;
};
const margins = new Set(['hdr', 'ftr', 'dt']);

const slidePaths = (pack: Package, main: string, presentation: XmlElement | null): string[] => {
  const relations = pack.relations(main);
  const listed = descendants(presentation ?? undefined, 'sldId').map(
    (element) => relations.get(attribute(element, 'r:id') ?? '')?.target ?? '',
  );
  const found = listed.filter((path) => path !== '');
  return found.length > 0
    ? found
    : pack.zip.entries.map(({ name }) => name).filter((name) => /ppt\/slides\/[^/]+\.xml$/i.test(name));
};

const writeSlide = (pack: Package, path: string, slide: XmlElement, at: SlideContext): void => {
  const { writer, page } = at;
  writeShapes(child(slide, 'sld', 'cSld', 'spTree'), pack, path, at, true);
  for (const notes of pack.related(path, 'notesSlide'))
    writeShapes(child(pack.xml(notes) ?? undefined, 'notes', 'cSld', 'spTree'), pack, notes, at, true);
  for (const type of ['comments', 'comment']) {
    for (const comments of pack.related(path, type)) {
      for (const comment of descendants(pack.xml(comments) ?? undefined, 'cm')) {
        const author = at.authors.get(attribute(comment, 'authorId') ?? '') ?? '';
        const text = textOf(descendants(comment, 'text')[0] ?? descendants(comment, 'txBody')[0]);
        writer.paragraph(author === '' ? text : `${author}: ${text}`, { page });
      }
    }
  }
  attachEmbedded(pack, path, at.context, at.seen);
};

/** Placeholders of slide numbers and pictures of the slide on notes pages say nothing. */
const isFurniture = (shape: XmlElement): boolean =>
  ['sldImg', 'sldNum'].includes(placeholderType(shape) ?? '');

/** What programs write where nobody has filled in header, footer or date: `<header>`, `<Fußzeile>`. */
const isPrompt = (text: string): boolean => /^<[^<>]*>$/.test(text);

const placeholderType = (shape: XmlElement): string | undefined => {
  const placeholder = elements(shape)
    .map((part) => child(part, 'nvPr', 'ph'))
    .find((found) => found !== undefined);
  return placeholder === undefined ? undefined : (attribute(placeholder, 'type') ?? 'body');
};

const writeShapes = (
  tree: XmlElement | undefined,
  pack: Package,
  path: string,
  at: SlideContext,
  placeholders: boolean,
): void => {
  for (const shape of elements(tree)) {
    if (at.writer.full) return;
    if (shape.name === 'AlternateContent') {
      writeShapes(child(shape, 'Choice') ?? child(shape, 'Fallback'), pack, path, at, placeholders);
      continue;
    }
    if (shape.name === 'grpSp') writeShapes(shape, pack, path, at, placeholders);
    else if (shape.name === 'sp' || shape.name === 'cxnSp') {
      if (isFurniture(shape) || (!placeholders && placeholderType(shape) !== undefined)) continue;
      const placeholder = placeholderType(shape);
      if (placeholder !== undefined && margins.has(placeholder)) {
        // Header, footer and date stand on every slide; once is enough.
        const text = textOf(child(shape, 'txBody')).trim();
        if (isPrompt(text) || at.seenMargins.has(text)) continue;
        at.seenMargins.add(text);
      }
      writeText(child(shape, 'txBody'), placeholder, boxOf(shape), at);
    } else if (shape.name === 'graphicFrame') writeFrame(shape, pack, path, at);
  }
};

const boxOf = (shape: XmlElement): [number, number, number, number] | undefined => {
  const transform = child(shape, 'spPr', 'xfrm') ?? child(shape, 'xfrm');
  const offset = child(transform, 'off');
  const extent = child(transform, 'ext');
  const [x, y] = [Number(attribute(offset, 'x')) / emuPerPoint, Number(attribute(offset, 'y')) / emuPerPoint];
  const [width, height] = [
    Number(attribute(extent, 'cx')) / emuPerPoint,
    Number(attribute(extent, 'cy')) / emuPerPoint,
  ];
  const numbers: [number, number, number, number] = [x, y, x + width, y + height];
  return numbers.every(Number.isFinite)
    ? (numbers.map((value) => Math.round(value * 10) / 10) as typeof numbers)
    : undefined;
};

const writeText = (
  body: XmlElement | undefined,
  placeholder: string | undefined,
  box: [number, number, number, number] | undefined,
  at: SlideContext,
): void => {
  const place = { page: at.page, ...(box === undefined ? {} : { box }) };
  const paragraphs = descendants(body, 'p');
  if (placeholder === 'title' || placeholder === 'ctrTitle') {
    at.writer.heading(paragraphs.map(paragraphText).join(' '), 1, place);
    return;
  }
  const numbers: number[] = [];
  for (const paragraph of paragraphs) {
    const properties = child(paragraph, 'pPr');
    const level = Number(attribute(properties, 'lvl') ?? 0) || 0;
    const text = paragraphText(paragraph);
    if (text.trim() === '') continue;
    const bulleted =
      child(properties, 'buChar') !== undefined ||
      (placeholder === 'body' && child(properties, 'buNone') === undefined && paragraphs.length > 1);
    const numbered = child(properties, 'buAutoNum');
    if (numbered !== undefined) {
      numbers.length = level + 1;
      numbers[level] = (numbers[level] ?? Number(attribute(numbered, 'startAt') ?? 1) - 1) + 1;
      at.writer.listItem(`${numbers[level]}. ${text}`, level + 1, place);
    } else if (bulleted) at.writer.listItem(text, level + 1, place);
    else at.writer.paragraph(text, place);
  }
};

const paragraphText = (paragraph: XmlElement): string => {
  let text = '';
  for (const node of paragraph.children) {
    if (!isElement(node)) continue;
    if (node.name === 'r' || node.name === 'fld') text += textOf(child(node, 't'));
    else if (node.name === 'br') text += '\n';
    else if (node.name === 'AlternateContent' || node.name === 'm')
      text += descendants(child(node, 'Choice') ?? node, 't')
        .map(textOf)
        .join('');
  }
  return text;
};

const writeFrame = (frame: XmlElement, pack: Package, path: string, at: SlideContext): void => {
  const box = boxOf(frame);
  const place = { page: at.page, ...(box === undefined ? {} : { box }) };
  const target = (id: string | undefined): string =>
    id === undefined ? '' : (pack.relations(path).get(id)?.target ?? '');
  for (const table of descendants(frame, 'tbl')) {
    at.writer.table(
      elements(table, 'tr').map((row) =>
        elements(row, 'tc').map((cell) => descendants(cell, 'p').map(paragraphText).join('\n')),
      ),
      place,
    );
  }
  for (const reference of descendants(frame, 'chart')) {
    const { title, rows } = chartRows(pack.xml(target(attribute(reference, 'r:id'))));
    at.writer.paragraph(title, place);
    at.writer.table(rows, place);
  }
  for (const reference of descendants(frame, 'relIds')) {
    for (const point of descendants(pack.xml(target(attribute(reference, 'r:dm'))) ?? undefined, 'pt')) {
      at.writer.listItem(descendants(point, 'p').map(paragraphText).join('\n'), 1, place);
    }
  }
};

/** Lettering somebody put on a master for all slides; prompts such as “Click to edit” are placeholders and stay out. */
const writeMasters = (pack: Package, main: string, shown: ReadonlySet<string>, writer: Writer): void => {
  const seen = new Set(shown);
  for (const type of ['slideMaster', 'notesMaster', 'handoutMaster']) {
    for (const path of pack.related(main, type)) {
      for (const shape of descendants(pack.xml(path) ?? undefined, 'sp')) {
        const text = descendants(child(shape, 'txBody'), 'p').map(paragraphText).join('\n').trim();
        const placeholder = placeholderType(shape);
        const isMargin = type !== 'slideMaster' && (placeholder === 'hdr' || placeholder === 'ftr');
        if ((placeholder !== undefined && !isMargin) || text === '' || isPrompt(text) || seen.has(text))
          continue;
        seen.add(text);
        writer.paragraph(text);
      }
    }
  }
};
