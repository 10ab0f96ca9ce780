import { describe, expect, it } from 'vitest';
import { detectLanguage, markLanguages } from './language.ts';

describe('languages', () => {
  it('tells German, English and Turkish by short sentences', () => {
    expect(detectLanguage('Der Antrag ist bei der Behörde zu stellen und wird nicht bestätigt.')).toBe('de');
    expect(detectLanguage('You may submit the form to the office and pay the fee by card.')).toBe('en');
    expect(detectLanguage('Başvuru formunu doldurun ve belediyeye teslim edin.')).toBe('tr');
    expect(detectLanguage('4711 / 0815')).toBeNull();
  });

  it('marks only the blocks that differ from their document', () => {
    const german =
      'Die Öffnungszeiten sind auf der Seite des Amtes zu finden und gelten nicht an Feiertagen.';
    const english =
      'The opening hours are listed on the page of the office and are not valid on public holidays.';
    const text = `${german} ${german} ${english}`;
    const blocks = [
      { kind: 'paragraph' as const, startOffset: 0, endOffset: german.length * 2 + 1 },
      { kind: 'paragraph' as const, startOffset: german.length * 2 + 2, endOffset: text.length },
    ];
    expect(markLanguages(text, blocks)).toBe('de');
    expect(blocks.map((block) => ('language' in block ? block.language : undefined))).toEqual([
      undefined,
      'en',
    ]);
  });
});
