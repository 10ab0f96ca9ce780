/** Builds blocks from the paragraph and table controls of RTF. Without a writer it keeps them until asked (notes, margins). */
import type { Writer } from '../parts/writer.ts';

type Entry =
  | { kind: 'paragraph'; text: string }
  | { kind: 'heading'; text: string; level: number }
  | { kind: 'list-item'; text: string; level: number }
  | { kind: 'table'; rows: string[][] };

export type Paragraphs = {
  text(text: string): void;
  /** Text of a list label. */
  label(text: string): void;
  style(name: string): void;
  control(word: string, value: number | null): void;
  endParagraph(): void;
  /** Ends what is open. */
  finish(): void;
  writeTo(writer: Writer): void;
};

const headingName = /(?:heading|überschrift|titre|başlık)\s*([1-9])/i;

export const createParagraphs = (writer: Writer | null): Paragraphs => {
  const kept: Entry[] = [];
  let text = '';
  let label: string | null = null;
  let level = 0;
  let outline: number | null = null;
  let styleLevel: number | null = null;
  let inTable = false;
  let cells: string[] = [];
  let cellLines: string[] = [];
  let rows: string[][] = [];

  const emit = (entry: Entry): void => {
    if (writer === null) kept.push(entry);
    else write(entry, writer);
  };

  const endTable = (): void => {
    if (rows.length === 0) return;
    // A table of one column only draws a frame around text.
    if (rows.every((row) => row.length < 2))
      for (const row of rows) emit({ kind: 'paragraph', text: row.join('\n') });
    else emit({ kind: 'table', rows });
    rows = [];
  };

  const labelled = (): string => {
    const mark = (label ?? '').trim();
    return /[\p{L}\p{N}]/u.test(mark) ? `${mark} ${text}` : text;
  };

  const endParagraph = (): void => {
    if (inTable) {
      cellLines.push(labelled());
    } else {
      endTable();
      const heading = outline ?? styleLevel;
      if (text.trim() === '') label = null;
      else if (heading !== null) emit({ kind: 'heading', text: labelled(), level: heading });
      else if (label !== null) emit({ kind: 'list-item', text: labelled(), level: level + 1 });
      else emit({ kind: 'paragraph', text });
    }
    text = '';
    label = null;
  };

  const endCell = (): void => {
    cellLines.push(labelled());
    cells.push(cellLines.join('\n'));
    cellLines = [];
    text = '';
    label = null;
  };

  return {
    text: (more) => {
      text += more;
    },
    label: (more) => {
      label = (label ?? '') + more;
    },
    style: (name) => {
      const found = headingName.exec(name)?.[1] ?? (/^(title|titel);?$/i.test(name.trim()) ? '1' : undefined);
      styleLevel = found === undefined ? null : Number(found);
    },
    control: (word, value) => {
      switch (word) {
        case 'par':
        case 'sect':
        case 'page':
          endParagraph();
          break;
        case 'pard':
          inTable = false;
          level = 0;
          outline = null;
          styleLevel = null;
          break;
        case 'intbl':
          inTable = true;
          break;
        // A table within a cell is lines of that cell.
        case 'nestcell':
          endParagraph();
          break;
        case 'cell':
          endCell();
          break;
        case 'row':
          if (text.trim() !== '' || cellLines.length > 0) endCell();
          rows.push(cells);
          cells = [];
          break;
        case 'ilvl':
          level = value ?? 0;
          break;
        case 'outlinelevel':
          outline = value !== null && value < 9 ? value + 1 : null;
          break;
        default:
          break;
      }
    },
    endParagraph,
    finish: () => {
      endParagraph();
      inTable = false;
      if (cellLines.length > 0 || cells.length > 0) {
        if (cellLines.length > 0) cells.push(cellLines.join('\n'));
        rows.push(cells);
      }
      endTable();
      endParagraph();
    },
    writeTo: (target) => {
      endTable();
      for (const entry of kept) write(entry, target);
    },
  };
};

const write = (entry: Entry, writer: Writer): void => {
  if (entry.kind === 'table') writer.table(entry.rows);
  else if (entry.kind === 'heading') writer.heading(entry.text, entry.level);
  else if (entry.kind === 'list-item') writer.listItem(entry.text, entry.level);
  else writer.paragraph(entry.text);
};
