import { describe, expect, it } from 'vitest';
import { type Draft, joint, layOut, measureTypography } from './layout.ts';
import type { Line } from './line.ts';
import { dropRunningLines } from './running-lines.ts';

// biome-ignore format: one glance
const line = (text: string, x0: number, y0: number, more: Partial<Line> = {}): Line => ({
  text, x0, y0, x1: x0 + text.length * 5, y1: y0 + 12, size: 10, bold: false, pieces: [{ text, x0, x1: x0 + text.length * 5 }], upright: false, tag: null, ...more,
});
const layOutAlone = (lines: Line[]): Draft[] => layOut(lines, measureTypography([lines]));
const texts = (drafts: Draft[]): unknown[] =>
  drafts.map((draft) =>
    draft.kind === 'table' ? draft.rows : draft.lines.map(({ text }) => text).join(' '),
  );
const full = 'Ein Satz, der die ganze Zeile bis zu ihrem rechten Rand füllt und weiterläuft';

describe('layOut', () => {
  it('does not cut a numbered paragraph that continues below its number', () => {
    const drafts = layOutAlone([
      line(`(1) ${full}`, 40, 100),
      line('bis hierher.', 40, 113),
      line('(2) Kurz.', 40, 126),
    ]);
    expect(drafts.map(({ kind }) => kind)).toEqual(['list-item', 'list-item']);
    expect(texts(drafts)[0]).toBe(`(1) ${full} bis hierher.`);
  });

  it('parts two columns and paragraphs that end early', () => {
    const drafts = layOutAlone([
      line(full, 40, 100),
      line('Ende.', 40, 113),
      line('Neuer Absatz beginnt hier', 40, 126),
      line('rechte Spalte', 460, 100),
    ]);
    expect(texts(drafts)).toEqual([`${full} Ende.`, 'Neuer Absatz beginnt hier', 'rechte Spalte']);
  });

  it('takes larger and bold lines as headings, the larger the higher', () => {
    const drafts = layOutAlone([
      line('Titel', 40, 50, { size: 20, y1: 72 }),
      line('Abschnitt', 40, 80, { size: 14, y1: 96 }),
      line('Unterpunkt', 40, 105, { bold: true }),
      line(full, 40, 120),
      line(full, 40, 133),
    ]);
    expect(drafts.map((draft) => (draft.kind === 'heading' ? draft.level : draft.kind))).toEqual([
      1,
      2,
      3,
      'paragraph',
    ]);
  });

  it('reads lines whose pieces stand in columns as a table', () => {
    const row = (y: number, ...cells: string[]): Line =>
      line(cells.join(' '), 40, y, {
        x1: 400,
        pieces: cells.map((text, index) => ({
          text,
          x0: 40 + index * 150,
          x1: 40 + index * 150 + text.length * 5,
        })),
      });
    const drafts = layOutAlone([
      row(100, 'Gebühr', 'Betrag', 'Stand'),
      row(115, 'Ausweis', '37 Euro', '2024'),
      row(130, 'Pass', '70 Euro', '2024'),
    ]);
    expect(texts(drafts)).toEqual([
      [
        ['Gebühr', 'Betrag', 'Stand'],
        ['Ausweis', '37 Euro', '2024'],
        ['Pass', '70 Euro', '2024'],
      ],
    ]);
  });
});

describe('joint', () => {
  it('undoes hyphenation but keeps hyphens that belong to a word', () => {
    const join = (a: string, b: string): string => {
      const { text, glue } = joint(a, b);
      return text + glue + b;
    };
    expect(join('Verwaltungs-', 'verfahren')).toBe('Verwaltungsverfahren');
    expect(join('Ein-', 'und Ausfuhr')).toBe('Ein- und Ausfuhr');
    expect(join('E-', 'Mail')).toBe('E-Mail');
    expect(join('Bau\u0002', 'Antrag')).toBe('BauAntrag');
    expect(join('von', 'bis')).toBe('von bis');
  });
});

describe('dropRunningLines', () => {
  it('keeps the first running head and no page number, and never text of the body', () => {
    const pages = [1, 2, 3, 4].map((number) => ({
      heightPt: 800,
      lines: [
        line('Stadt Musterhausen', 40, 20),
        line('Antrag', 40, 400),
        line(`Seite ${number} von 4`, 40, 770),
        line(`${number}`, 300, 780),
      ],
    }));
    dropRunningLines(pages);
    expect(pages.map(({ lines }) => lines.map(({ text }) => text))).toEqual([
      ['Stadt Musterhausen', 'Antrag', 'Seite 1 von 4'],
      ['Antrag'],
      ['Antrag'],
      ['Antrag'],
    ]);
  });
});
