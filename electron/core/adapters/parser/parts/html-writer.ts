/** Writes a parsed HTML tree as blocks: what a reader sees, without scripts, styles and controls. Lists keep their numbers. */
import { formatNumber, type NumberFormat } from './numbering.ts';
import type { Writer } from './writer.ts';
import {
  attribute,
  child,
  descendants,
  elements,
  isElement,
  parseHtml,
  textOf,
  type XmlElement,
} from './xml.ts';
import type { Limits } from '../kind.ts';

// biome-ignore format: a list to glance at
const hidden = new Set([
  'script', 'style', 'noscript', 'template', 'head', 'svg', 'math', 'object', 'embed', 'audio', 'video', 'canvas', 'select', 'datalist', 'frameset',
]);
// biome-ignore format: a list to glance at
const inline = new Set([
  'a', 'abbr', 'acronym', 'b', 'bdi', 'bdo', 'big', 'cite', 'code', 'data', 'del', 'dfn', 'em', 'font', 'i', 'ins', 'kbd', 'label', 'mark', 'nobr',
  'q', 's', 'samp', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'time', 'tt', 'u', 'var', 'wbr', 'o:p', 'p:', 'img', 'input', 'button',
]);
const listTypes: Record<string, NumberFormat> = {
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
  '1': 'decimal',
};
/** Longer cells are text that a table only places. */
const maxCellLength = 4000;

type Flow = { text: string; kind: 'paragraph' | 'list-item'; level: number; preformatted: boolean };

export const writeHtml = (root: XmlElement, writer: Writer, limits: Pick<Limits, 'elements'>): void => {
  const flow: Flow = { text: '', kind: 'paragraph', level: 1, preformatted: false };

  const flush = (): void => {
    if (flow.kind === 'list-item') writer.listItem(flow.text, flow.level);
    else writer.paragraph(flow.text);
    flow.text = '';
    flow.kind = 'paragraph';
  };

  const visitAll = (element: XmlElement, depth: number): void => {
    for (const node of element.children) {
      if (writer.full) return;
      if (isElement(node)) visit(node, depth);
      else flow.text += flow.preformatted ? node : node.replace(/[\t\n\r\f ]+/g, ' ');
    }
  };

  const visit = (element: XmlElement, depth: number): void => {
    const { name } = element;
    if (hidden.has(name) || 'hidden' in element.attributes) return;
    if (inline.has(name)) {
      visitAll(element, depth);
      return;
    }
    if (name === 'br') {
      flow.text += '\n';
      return;
    }
    const heading = /^h([1-6])$/.exec(name);
    if (heading !== null) {
      flush();
      writer.heading(flatText(element), Number(heading[1]));
    } else if (name === 'ul' || name === 'ol' || name === 'menu') {
      flush();
      writeList(element, depth);
    } else if (name === 'table' && isData(element)) {
      flush();
      writer.paragraph(flatText(child(element, 'caption')));
      writer.table(rowsOf(element).map((row) => cellsOf(row)));
    } else if (name === 'iframe') {
      const inner = attribute(element, 'srcdoc');
      flush();
      if (inner !== undefined && depth < 3) writeHtml(parseHtml(inner, limits), writer, limits);
    } else {
      flush();
      const before = flow.preformatted;
      flow.preformatted = before || name === 'pre' || name === 'textarea';
      visitAll(element, depth);
      flush();
      flow.preformatted = before;
    }
  };

  const writeList = (list: XmlElement, depth: number): void => {
    const format = listTypes[attribute(list, 'type') ?? '1'] ?? 'decimal';
    let number = Number(attribute(list, 'start') ?? 1) || 1;
    for (const item of elements(list)) {
      if (item.name !== 'li') {
        visit(item, depth + 1);
        continue;
      }
      number = Number(attribute(item, 'value') ?? number) || number;
      flow.kind = 'list-item';
      flow.level = depth + 1;
      flow.text = list.name === 'ol' ? `${formatNumber(number, format)}. ` : '';
      // A paragraph inside the item is the item.
      for (const node of item.children) {
        if (isElement(node) && (node.name === 'p' || node.name === 'div') && !hasBlocks(node))
          visitAll(node, depth + 1);
        else if (isElement(node)) visit(node, depth + 1);
        else flow.text += node.replace(/\s+/g, ' ');
      }
      flush();
      number += 1;
    }
  };

  visitAll(root, 0);
  flush();
};

const hasBlocks = (element: XmlElement): boolean =>
  elements(element).some(({ name }) => !inline.has(name) && name !== 'br');

/** Text with a blank where blocks meet. */
const flatText = (element: XmlElement | undefined): string => {
  if (element === undefined) return '';
  let text = '';
  for (const node of element.children) {
    if (!isElement(node)) text += node;
    else if (node.name === 'br') text += '\n';
    else if (!hidden.has(node.name)) text += inline.has(node.name) ? flatText(node) : ` ${flatText(node)} `;
  }
  return text.replace(/[^\S\n]+/g, ' ');
};

const rowsOf = (table: XmlElement): XmlElement[] =>
  elements(table).flatMap((element) => {
    if (element.name === 'tr') return [element];
    return ['thead', 'tbody', 'tfoot'].includes(element.name) ? rowsOf(element) : [];
  });

const cellsOf = (row: XmlElement): string[] =>
  elements(row)
    .filter(({ name }) => name === 'td' || name === 'th')
    .flatMap((cell) => {
      const span = Math.min(60, Number(attribute(cell, 'colspan') ?? 1) || 1);
      return [flatText(cell), ...Array.from({ length: span - 1 }, () => '')];
    });

/** Tables that place text on a page (one column, nested, with headings or long cells) are read as flow. */
const isData = (table: XmlElement): boolean => {
  const rows = rowsOf(table);
  if (attribute(table, 'role') === 'presentation' || descendants(table, 'table').length > 0) return false;
  if (rows.every((row) => elements(row).length < 2)) return false;
  if (['h1', 'h2', 'h3'].some((name) => descendants(table, name).length > 0)) return false;
  return rows.every((row) => elements(row).every((cell) => textOf(cell).length < maxCellLength));
};
