/** A fee that only one of two agents names must stand out; the same fee in both must not. */
import { expect, it } from 'vitest';
import { onlyIn } from './facts.ts';

it('finds a figure that only one answer names, whole and once', () => {
  const left =
    'Der Ausweis kostet 37,00 Euro. Geöffnet ist von 8:00 bis 12:00 Uhr. Es bleibt bei 37,00 Euro.';
  const right = 'Der Ausweis kostet 22,80 Euro. Geöffnet ist von 8:00 bis 12:00 Uhr.';
  expect(onlyIn(left, right)).toEqual(['37,00']);
  expect(onlyIn(right, left)).toEqual(['22,80']);
});

it('does not take the end of a sentence for a part of the figure', () => {
  expect(onlyIn('Die Frist endet am 15.', 'Die Frist endet am 15. Februar.')).toEqual([]);
});
