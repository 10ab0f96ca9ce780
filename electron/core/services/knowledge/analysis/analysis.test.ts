import { describe, expect, it } from 'vitest';
import { splitCompound } from './compounds.ts';
import { detectLanguage } from './language.ts';
import { tokensOf } from './tokens.ts';

const countOf = (word: string): number =>
  ({
    steuer: 50,
    erklärung: 40,
    einkommen: 30,
    wohnung: 60,
    amt: 90,
    kind: 80,
    geld: 70,
    tage: 40,
    stätte: 20,
  })[word] ?? 0;

describe('tokensOf', () => {
  it('finds a Turkish word whatever the case and with or without the dot', () => {
    const [lower] = tokensOf('ısıtma', { language: 'tr' });
    expect(tokensOf('ISITMA', { language: 'tr' })).toContain(lower);
    expect(tokensOf('İstanbul', { language: 'tr' })[0]).toBe(tokensOf('istanbul', { language: 'tr' })[0]);
  });

  it('keeps § and numbers searchable, whole and in parts', () => {
    expect(tokensOf('§ 12a', { language: 'de' })).toEqual(['n§12a', 'n12a']);
    expect(tokensOf('am 01.10.2026', { language: 'de' })).toEqual(['n01_10_2026', 'n01', 'n10', 'n2026']);
  });

  it('meets an umlaut written in two code points, a soft hyphen and ß', () => {
    const plain = tokensOf('Größe', { language: 'de' });
    expect(tokensOf('Gro\u0308ße', { language: 'de' })).toEqual(plain);
    expect(tokensOf('Grö\u00adße', { language: 'de' })).toEqual(plain);
    expect(tokensOf('GRÖSSE', { language: 'de' })).toEqual(plain);
  });

  it('gives declined forms one stem', () => {
    expect(tokensOf('Anträge', { language: 'de' })[0]).toBe(tokensOf('Antrag', { language: 'de' })[0]);
    expect(tokensOf('applications', { language: 'en' })[0]).toBe(
      tokensOf('application', { language: 'en' })[0],
    );
  });

  it('makes no token that the index would cut in two', () => {
    for (const token of tokensOf('d’Artagnan’s 3,5 % – § 5 Abs. 2 naïve 東京 O’Neill', { language: 'en' }))
      expect(token).toMatch(/^[\p{L}\p{M}\p{N}§_]+$/u);
  });
});

describe('splitCompound', () => {
  it('finds the parts, also behind a linking letter', () => {
    expect(splitCompound('einkommensteuererklärung', countOf)).toEqual(['einkommen', 'steuer', 'erklärung']);
    expect(splitCompound('wohnungsamt', countOf)).toEqual([]);
    expect(splitCompound('kindergeld', countOf)).toEqual(['kind', 'geld']);
  });

  it('leaves a word alone that only looks like one', () => {
    expect(splitCompound('tagesstätte', countOf)).toEqual(['tage', 'stätte']);
    expect(splitCompound('elephanten', countOf)).toEqual([]);
  });

  it('does not look for words in millions of letters without a blank', () => {
    let asked = 0;
    const counting = (word: string): number => {
      asked += 1;
      return countOf(word);
    };
    expect(splitCompound('a'.repeat(5_000_000), counting)).toEqual([]);
    expect(asked).toBe(0);
  });
});

describe('detectLanguage', () => {
  it('tells short questions apart', () => {
    expect(detectLanguage('Wo beantrage ich Wohngeld?')).toBe('de');
    expect(detectLanguage('Where can I apply for housing benefit?')).toBe('en');
    expect(detectLanguage('Kira yardımı için nereye başvurabilirim?')).toBe('tr');
    for (const short of ['Was sagt § 1 IFG?', 'In Bayern?', 'Termin online'])
      expect(detectLanguage(short), short).toBe('de');
  });

  it('answers for a text without letters', () => {
    expect(detectLanguage('12.50 / 13.75', 'tr')).toBe('tr');
  });
});
