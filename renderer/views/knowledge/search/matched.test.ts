import { expect, it } from 'vitest';
import { matchedParts } from './matched.tsx';

const marked = (text: string, words: string[]) =>
  matchedParts(text, words).flatMap((part) => (part.isMatch ? [part.text] : []));

it('marks whole words by their beginning, whatever the case, and nothing inside of words', () => {
  expect(marked('Die Gebühren für Hunde; Hundesteuer, Schoßhunde.', ['gebühr', 'HUND'])).toEqual([
    'Gebühren',
    'Hunde',
    'Hundesteuer',
  ]);
});

it('keeps the text whole and takes signs literally', () => {
  const text = 'Kosten (netto) 5,00 € + 3*2';
  expect(
    matchedParts(text, ['(netto', '5,00', '*'])
      .map((part) => part.text)
      .join(''),
  ).toBe(text);
  expect(matchedParts(text, [])).toEqual([{ text, isMatch: false }]);
});
