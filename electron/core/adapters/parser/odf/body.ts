/** Walks the content of an OpenDocument body and writes blocks; notes and comments follow the paragraph they hang on. */
import type { Page } from '../kind.ts';
import { createListCounters } from '../parts/numbering.ts';
import type { Writer } from '../parts/writer.ts';
import { attribute, child, descendants, elements, isElement, textOf, type XmlElement } from '../parts/xml.ts';
import type { ListStyles } from './lists.ts';

export type BodyWriter = {
  write(container: XmlElement): void;
  /** Gives a page per slide, none for text documents. */
  writeMain(container: XmlElement): Page[];
};

// biome-ignore format: a list to glance at
const skipped = new Set([
  'tracked-changes', 'forms', 'sequence-decls', 'variable-decls', 'user-field-decls', 'script', 'event-listeners', 'binary-data', 'thumbnail',
  'automatic-styles', 'styles', 'font-face-decls', 'settings', 'object', 'plugin', 'style', 'animations', 'par',
]);

type Later = XmlElement[];

export const createBodyWriter = (writer: Writer, listStyles: ListStyles): BodyWriter => {
  const counters = createListCounters();
  let listSerial = 0;
  let page: number | undefined;
  const place = (): { page?: number } => (page === undefined ? {} : { page });

  const write = (container: XmlElement): void => {
    for (const element of elements(container)) {
      if (writer.full) return;
      writeElement(element);
    }
  };

  const writeElement = (element: XmlElement): void => {
    const later: Later = [];
    switch (element.name) {
      case 'p':
        writer.paragraph(inlineText(element, later), place());
        break;
      case 'h': {
        const level = Number(attribute(element, 'outline-level') ?? 1) || 1;
        const styled = listStyles.get('Outline')?.[level - 1];
        const label =
          styled === undefined || attribute(element, 'is-list-header') === 'true'
            ? ''
            : counters.next('outline', level - 1, listStyles.get('Outline') ?? []);
        writer.heading(`${label} ${inlineText(element, later)}`, level, place());
        break;
      }
      case 'list':
        writeList(element, 0, undefined, undefined);
        break;
      case 'table':
        writeTable(element, later);
        break;
      default:
        if (!skipped.has(element.name)) write(element);
    }
    for (const note of later) write(note);
  };

  const writeList = (
    list: XmlElement,
    level: number,
    outerStyle: string | undefined,
    outerId: string | undefined,
  ): void => {
    const style = attribute(list, 'style-name') ?? outerStyle ?? '';
    listSerial += 1;
    const continued =
      attribute(list, 'continue-numbering') === 'true' || attribute(list, 'continue-list') !== undefined;
    const id = outerId ?? (continued ? `style ${style}` : `list ${listSerial}`);
    for (const item of elements(list)) {
      if (item.name !== 'list-item' && item.name !== 'list-header') continue;
      const start = attribute(item, 'start-value');
      if (start !== undefined) counters.restart(id, level, Number(start) || 1);
      let first = true;
      for (const part of elements(item)) {
        const later: Later = [];
        if (part.name === 'p' || part.name === 'h') {
          const text = inlineText(part, later);
          const label =
            first && item.name === 'list-item' && text.trim() !== ''
              ? counters.next(id, level, listStyles.get(style) ?? [])
              : '';
          const labelled = label === '' ? text : `${label} ${text}`;
          if (part.name === 'h')
            writer.heading(labelled, Number(attribute(part, 'outline-level') ?? 1) || 1, place());
          else if (first) writer.listItem(labelled, level + 1, place());
          else writer.paragraph(labelled, place());
          first = false;
        } else if (part.name === 'list') writeList(part, level + 1, style, id);
        else writeElement(part);
        for (const note of later) write(note);
      }
    }
  };

  const writeTable = (table: XmlElement, later: Later): void => {
    const rows = rowsOf(table);
    if (rows.every((row) => elements(row).length < 2)) {
      for (const row of rows) for (const cell of elements(row)) write(cell);
      return;
    }
    writer.table(
      rows.map((row) =>
        elements(row).flatMap((cell) => {
          const repeated = Math.min(60, Number(attribute(cell, 'number-columns-repeated') ?? 1) || 1);
          const text = cell.name === 'table-cell' ? cellText(cell, later) : '';
          return Array.from({ length: repeated }, () => text);
        }),
      ),
      place(),
    );
  };

  return {
    write,
    writeMain: (container) => {
      const pages: Page[] = [];
      for (const element of elements(container)) {
        if (element.name !== 'page') {
          writeElement(element);
          continue;
        }
        const before = writer.length;
        page = pages.length + 1;
        for (const frame of elements(element)) {
          if (attribute(frame, 'presentation:class') === 'title')
            writer.heading(cellText(frame, []), 1, place());
          else writeElement(frame);
        }
        pages.push({
          widthPt: 0,
          heightPt: 0,
          startOffset: Math.min(writer.length, before + (before > 0 && writer.length > before ? 2 : 0)),
          endOffset: writer.length,
        });
      }
      page = undefined;
      return pages;
    },
  };
};

const rowsOf = (table: XmlElement): XmlElement[] =>
  elements(table).flatMap((element) => {
    if (element.name === 'table-row') {
      const repeated = Number(attribute(element, 'number-rows-repeated') ?? 1) || 1;
      return textOf(element).trim() === ''
        ? [element]
        : Array.from({ length: Math.min(repeated, 1000) }, () => element);
    }
    return ['table-header-rows', 'table-rows', 'table-row-group'].includes(element.name)
      ? rowsOf(element)
      : [];
  });

const cellText = (cell: XmlElement, later: Later): string => {
  const lines: string[] = [];
  const visit = (container: XmlElement): void => {
    for (const element of elements(container)) {
      if (element.name === 'p' || element.name === 'h') lines.push(inlineText(element, later));
      else if (!skipped.has(element.name)) visit(element);
    }
  };
  visit(cell);
  return lines.join('\n');
};

/** Name and description of a picture or shape, as paragraphs: what a screen reader would say. */
const described = (shape: XmlElement): XmlElement[] =>
  [...descendants(shape, 'title'), ...descendants(shape, 'desc')].map((element) => ({
    ...element,
    name: 'p',
  }));

/** Who wrote it stands before what is written. */
const comment = (annotation: XmlElement): XmlElement[] => {
  const author = textOf(child(annotation, 'creator')).trim();
  const [first, ...rest] = elements(annotation).filter(({ name }) => name === 'p' || name === 'list');
  if (first === undefined) return [];
  if (author === '') return [first, ...rest];
  return first.name === 'p'
    ? [{ ...first, children: [`${author}: `, ...first.children] }, ...rest]
    : [{ name: 'p', attributes: {}, children: [`${author}:`] }, first, ...rest];
};

/** Text of a paragraph. White space is folded as the format demands; what floats on it goes to `later`. */
const inlineText = (paragraph: XmlElement, later: Later): string => {
  let text = '';
  for (const node of paragraph.children) {
    if (!isElement(node)) {
      text += node.replace(/[\t\n\r ]+/g, ' ');
      continue;
    }
    switch (node.name) {
      case 's':
        text += ' '.repeat(Math.min(100, Number(attribute(node, 'c') ?? 1) || 1));
        break;
      case 'tab':
        text += '\t';
        break;
      case 'line-break':
        text += '\n';
        break;
      case 'note':
        later.push(child(node, 'note-body') ?? node);
        break;
      case 'annotation':
        later.push({ name: '', attributes: {}, children: comment(node) });
        break;
      case 'frame':
      case 'custom-shape':
      case 'rect':
      case 'g':
        later.push({ name: '', attributes: {}, children: [...described(node), node] });
        break;
      case 'ruby-text':
      case 'annotation-end':
        break;
      default:
        if (!skipped.has(node.name)) text += inlineText(node, later);
    }
  }
  return text;
};
