/** Walks the content of Word parts: paragraphs, tables, text boxes, charts and diagrams, as a reader with all changes accepted sees it. */
import { chartRows, type Package } from '../parts/ooxml.ts';
import type { Writer } from '../parts/writer.ts';
import { attribute, child, descendants, elements, isElement, textOf, type XmlElement } from '../parts/xml.ts';
import type { Styles } from './styles.ts';

export type Part = { path: string; pack: Package | null; styles: Styles };

/** What hangs on a paragraph and is written after it. */
type Floating = { boxes: XmlElement[]; charts: string[]; diagrams: string[] };
type Field = { instruction: string; inResult: boolean };
type RunState = { fields: Field[]; floating: Floating };

// biome-ignore format: a list to glance at
const skipped = new Set([
  'del', 'moveFrom', 'pPr', 'rPr', 'sdtPr', 'sdtEndPr', 'sectPr', 'tblPr', 'tblGrid', 'trPr', 'tcPr', 'instrText', 'delText', 'delInstrText',
  'rt', 'fldData', 'commentRangeStart', 'commentRangeEnd', 'proofErr', 'bookmarkStart', 'bookmarkEnd', 'binData', 'annotationRef',
]);

export const writeBody = (container: XmlElement, writer: Writer, part: Part): void => {
  for (const element of elements(container)) {
    if (writer.full) return;
    if (element.name === 'p') writeParagraph(element, writer, part);
    else if (element.name === 'tbl') writeTable(element, writer, part);
    else if (element.name === 'AlternateContent')
      writeBody(chosen(element) ?? { ...element, children: [] }, writer, part);
    else if (!skipped.has(element.name)) writeBody(element, writer, part);
  }
};

const chosen = (alternate: XmlElement): XmlElement | undefined =>
  child(alternate, 'Choice') ?? child(alternate, 'Fallback');

const writeParagraph = (paragraph: XmlElement, writer: Writer, part: Part): void => {
  const state: RunState = { fields: [], floating: { boxes: [], charts: [], diagrams: [] } };
  const text = runText(paragraph, state);
  const empty = text.trim() === '';
  // An empty paragraph does not take a number.
  const role = empty ? ({ kind: 'paragraph' } as const) : part.styles.roleOf(child(paragraph, 'pPr'));
  if (role.kind === 'paragraph') writer.paragraph(text);
  else {
    const labelled = role.label === '' ? text : `${role.label} ${text}`;
    if (role.kind === 'heading') writer.heading(labelled, role.level);
    else writer.listItem(labelled, role.level);
  }
  writeFloating(state.floating, writer, part);
};

const writeFloating = ({ boxes, charts, diagrams }: Floating, writer: Writer, part: Part): void => {
  for (const box of boxes) writeBody(box, writer, part);
  const { pack } = part;
  if (pack === null) return;
  const target = (id: string): string => pack.relations(part.path).get(id)?.target ?? '';
  for (const id of charts) {
    const { title, rows } = chartRows(pack.xml(target(id)));
    writer.paragraph(title);
    writer.table(rows);
  }
  for (const id of diagrams) {
    for (const point of descendants(pack.xml(target(id)) ?? undefined, 'pt')) {
      writer.listItem(
        descendants(point, 'p')
          .map((line) => descendants(line, 't').map(textOf).join(''))
          .join('\n'),
      );
    }
  }
};

/** Text of a paragraph's runs; fills `state` with what is not text. */
const runText = (element: XmlElement, state: RunState): string => {
  let text = '';
  for (const node of element.children) if (isElement(node)) text += pieceText(node, state);
  return text;
};

const pieceText = (node: XmlElement, state: RunState): string => {
  switch (node.name) {
    case 't':
      return hidesInstruction(state) ? '' : textOf(node);
    case 'r':
      return isHidden(node) ? '' : runText(node, state);
    case 'tab':
    case 'ptab':
      return '\t';
    case 'br':
    case 'cr':
      return '\n';
    case 'noBreakHyphen':
      return '\u2011';
    case 'sym':
      return symbol(node);
    case 'fldChar':
      return fieldChar(node, state);
    case 'checkbox':
      return '';
    case 'AlternateContent': {
      const branch = chosen(node);
      return branch === undefined ? '' : runText(branch, state);
    }
    case 'txbxContent':
      state.floating.boxes.push(node);
      return '';
    case 'chart':
      pushId(state.floating.charts, attribute(node, 'r:id') ?? attribute(node, 'id'));
      return '';
    case 'relIds':
      pushId(state.floating.diagrams, attribute(node, 'dm'));
      return '';
    case 'instrText': {
      const field = state.fields[state.fields.length - 1];
      if (field !== undefined && !field.inResult) field.instruction += textOf(node);
      return '';
    }
    case 'footnoteReference':
    case 'endnoteReference':
    case 'posOffset':
    case 'align':
      return '';
    default:
      return skipped.has(node.name) ? '' : runText(node, state);
  }
};

const isHidden = (run: XmlElement): boolean => {
  const mark = child(run, 'rPr', 'vanish');
  return mark !== undefined && !['0', 'false', 'off'].includes(attribute(mark, 'val') ?? '1');
};

const pushId = (ids: string[], id: string | undefined): void => {
  if (id !== undefined) ids.push(id);
};

const hidesInstruction = ({ fields }: RunState): boolean => fields.some((field) => !field.inResult);

const fieldChar = (node: XmlElement, state: RunState): string => {
  const type = attribute(node, 'fldCharType');
  if (type === 'begin') {
    state.fields.push({ instruction: '', inResult: false });
    const box = child(node, 'ffData', 'checkBox');
    if (box === undefined) return '';
    const mark = child(box, 'checked') ?? child(box, 'default');
    return mark !== undefined && !['0', 'false', 'off'].includes(attribute(mark, 'val') ?? '1') ? '☒' : '☐';
  }
  const field = state.fields[state.fields.length - 1];
  if (type === 'separate' && field !== undefined) field.inResult = true;
  else if (type === 'end') state.fields.pop();
  return '';
};

/** Ticks and boxes of Wingdings, which forms use. */
const wingdings: Record<string, string> = {
  A8: '☐',
  '6F': '☐',
  '71': '☐',
  FE: '☒',
  '78': '☒',
  FD: '☒',
  FC: '✓',
  E0: '→',
  F0: '→',
};

const symbol = (node: XmlElement): string => {
  const code = (attribute(node, 'char') ?? '').toUpperCase();
  const font = attribute(node, 'font') ?? '';
  if (/wingdings/i.test(font)) return wingdings[code.slice(-2)] ?? '';
  const value = Number.parseInt(code, 16);
  if (Number.isNaN(value) || (value >= 0xf000 && value <= 0xf0ff)) return '';
  return String.fromCodePoint(Math.min(0x10ffff, value));
};

const writeTable = (table: XmlElement, writer: Writer, part: Part): void => {
  const floating: Floating = { boxes: [], charts: [], diagrams: [] };
  const rows = descendantRows(table).map((row) => cellsOf(row));
  // A table of one column only draws a frame around text.
  if (rows.every((row) => row.length <= 1)) {
    for (const row of rows) for (const cell of row) writeBody(cell, writer, part);
    return;
  }
  writer.table(
    rows.map((row) =>
      row.flatMap((cell) => {
        const properties = child(cell, 'tcPr');
        const span = Math.min(60, Number(attribute(child(properties, 'gridSpan'), 'val') ?? 1) || 1);
        const merge = child(properties, 'vMerge');
        const text =
          merge !== undefined && attribute(merge, 'val') !== 'restart' ? '' : cellText(cell, part, floating);
        return [text, ...Array.from({ length: span - 1 }, () => '')];
      }),
    ),
  );
  writeFloating(floating, writer, part);
};

/** Rows may lie in content controls and change marks. */
const descendantRows = (table: XmlElement): XmlElement[] =>
  elements(table).flatMap((element) => {
    if (element.name === 'tr') return [element];
    return skipped.has(element.name) ? [] : descendantRows(element);
  });

const cellsOf = (row: XmlElement): XmlElement[] =>
  elements(row).flatMap((element) => {
    if (element.name === 'tc') return [element];
    return skipped.has(element.name) ? [] : cellsOf(element);
  });

const cellText = (cell: XmlElement, part: Part, floating: Floating): string => {
  const lines: string[] = [];
  const visit = (container: XmlElement): void => {
    for (const element of elements(container)) {
      if (element.name === 'p') {
        const text = runText(element, { fields: [], floating });
        const role = text.trim() === '' ? null : part.styles.roleOf(child(element, 'pPr'));
        lines.push(
          role !== null && role.kind !== 'paragraph' && role.label !== '' ? `${role.label} ${text}` : text,
        );
      } else if (!skipped.has(element.name))
        visit(element.name === 'AlternateContent' ? (chosen(element) ?? element) : element);
    }
  };
  visit(cell);
  return lines.join('\n');
};
