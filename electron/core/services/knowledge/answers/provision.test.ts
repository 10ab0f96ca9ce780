import { describe, expect, it } from 'vitest';
import { provisionAsked } from './provision.ts';

describe('provisionAsked', () => {
  it.each([
    ['Was regelt § 35 VwVfG?', { sign: '§', number: '35', paragraph: null, names: ['wvwvfg'] }],
    ['§35a', { sign: '§', number: '35a', paragraph: null, names: [] }],
    [
      'Was steht in Artikel 20 Absatz 4 GG?',
      { sign: 'article', number: '20', paragraph: '4', names: ['wgg'] },
    ],
    ['Wie lautet § 7 Abs. 2 Satz 1 der Abfallsatzung?', { sign: '§', number: '7', paragraph: '2' }],
  ] as const)('%s', (question, asked) => {
    expect(provisionAsked(question, 'de')).toMatchObject(asked);
  });

  it('reads English and Turkish', () => {
    expect(provisionAsked('What does Article 20 paragraph 4 say?', 'en')).toEqual({
      ...{ sign: 'article', number: '20', paragraph: '4', names: [] },
    });
    expect(provisionAsked('Madde 5 ne diyor?', 'tr')).toMatchObject({ sign: 'article', number: '5' });
  });

  it('leaves several provisions, and questions without one, to the extract', () => {
    for (const question of [
      'Was regeln §§ 35 und 36 VwVfG?',
      'Was unterscheidet § 35 von § 36?',
      'Was steht in § 35 ff. VwVfG?',
      'Wo ist das Rathaus?',
      'Wie viele Artikel hat das Grundgesetz?',
    ])
      expect(provisionAsked(question, 'de'), question).toBeNull();
  });

  it('keeps what else is asked, which is then the name of no law', () => {
    expect(provisionAsked('Welche Frist nennt § 17 BMG?', 'de')?.names).toContain('wfrist');
  });
});
