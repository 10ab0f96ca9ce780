import { describe, expect, it } from 'vitest';
import type { Language } from '../analysis/languages.ts';
import { sentencesOf, unitsOf } from './units.ts';

const cut = (text: string, language: Language = 'de'): string[] =>
  sentencesOf(text, language).map((piece) => piece.text.trim());

describe('sentencesOf', () => {
  it.each([
    ['Die Frist endet am 3. Mai 2024. Danach geht nichts mehr.', 2],
    ['Bringen Sie z. B. Ihren Pass mit. Das genügt.', 2],
    ['Nach § 5 Abs. 2 Nr. 3 AufenthG ist das möglich. Fragen Sie Dr. Müller.', 2],
    ['Tel. 0821 3102 bzw. per E-Mail. Rufen Sie an!', 2],
    ['Es kostet ca. 12,50 Euro inkl. MwSt. Das gilt usw. auch hier.', 2],
  ])('German: %s', (text, count) => {
    expect(cut(text)).toHaveLength(count);
  });

  it('English and Turkish abbreviations', () => {
    expect(cut('Ask Mr. Smith of No. 5, e.g. by phone. He helps.', 'en')).toHaveLength(2);
    expect(cut('Atatürk Cad. No. 5 adresine gelin. Dr. Yılmaz yardım eder.', 'tr')).toHaveLength(2);
  });

  it('does not take a wrapped line for the end of a sentence', () => {
    const wrapped =
      'Die Gebühr für den Bewohnerparkausweis beträgt in der Innenstadt\n37 Euro im Jahr. Sie ist bei der Abholung im Bürgeramt der Stadt\nbar oder mit Karte zu zahlen.';
    expect(cut(wrapped)).toHaveLength(2);
  });

  it('does not run an address or a heading into the next line', () => {
    expect(cut('Bürgeramt Mitte\nWestendstraße 68\n80339 München\ninfo@stadt.de')).toHaveLength(4);
    const text = `Wichtige Informationen\nIn Deutschland gibt es zahlreiche Angebote der Kindertagesbetreuung in Kindertageseinrichtungen, und zwar in der Stadt wie auf dem Land für alle.`;
    expect(cut(text)).toHaveLength(2);
  });

  it('keeps every character at its place', () => {
    const text = '  Erster Satz.  Zweiter am 3. Mai!\n\nDritter? ';
    for (const piece of sentencesOf(text, 'de'))
      expect(text.slice(piece.at, piece.at + piece.text.length)).toBe(piece.text);
    expect(
      sentencesOf(text, 'de')
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });

  it('takes an empty text and one without any end', () => {
    expect(cut('')).toEqual([]);
    expect(cut('ohne Punkt')).toEqual(['ohne Punkt']);
  });
});

describe('unitsOf', () => {
  it('knows the headings above, and quotes a table by its rows', () => {
    const text = 'Gebühren\nPass 70 Euro\nAusweis 37 Euro\nZahlen Sie bar. Oder mit Karte.';
    const range = (part: string) => ({
      startOffset: text.indexOf(part),
      endOffset: text.indexOf(part) + part.length,
    });
    const units = unitsOf(
      text,
      0,
      [
        { kind: 'heading', level: 1, ...range('Gebühren') },
        {
          kind: 'table',
          ...range('Pass 70 Euro\nAusweis 37 Euro'),
          table: [
            [range('Pass'), range('70 Euro')],
            [range('Ausweis'), range('37 Euro')],
          ],
        },
        { kind: 'paragraph', page: 2, ...range('Zahlen Sie bar. Oder mit Karte.') },
      ],
      'de',
    );
    expect(units.map((unit) => [unit.kind, unit.text])).toEqual([
      ['heading', 'Gebühren'],
      ['row', 'Pass 70 Euro'],
      ['row', 'Ausweis 37 Euro'],
      ['sentence', 'Zahlen Sie bar.'],
      ['sentence', 'Oder mit Karte.'],
    ]);
    expect(units.at(-1)).toMatchObject({ page: 2, headings: ['Gebühren'] });
    for (const unit of units) expect(text.slice(unit.startOffset, unit.endOffset)).toBe(unit.text);
  });

  it('keeps its offsets when it gets a part of the text', () => {
    const text = 'Eins ist da. Zwei ist da.';
    const [unit] = unitsOf(text.slice(13), 13, [{ kind: 'paragraph', startOffset: 13, endOffset: 25 }], 'de');
    expect(unit).toMatchObject({ startOffset: 13, endOffset: 25, text: 'Zwei ist da.' });
  });
});
