import { expect, it } from 'vitest';
import { contradictingHours, hoursIn } from './hours.ts';

const line = (text: string, sentence: number, document: number) => ({ text, sentence, document });

it('reads days and times of one line, however they are written', () => {
  const [german, english] = [
    hoursIn('Mo–Mi 9–12 Uhr und 14:00 bis 16.30 Uhr, Fr 9–13 Uhr'),
    hoursIn('Mon 9 am to 5 pm'),
  ];
  expect([...german]).toEqual([
    [0, '540-720 840-990'],
    [1, '540-720 840-990'],
    [2, '540-720 840-990'],
    [4, '540-780'],
  ]);
  expect([...english]).toEqual([[0, '540-1020']]);
  expect([...hoursIn('Salı ve Çarşamba 07.00–23.00').keys()]).toEqual([1, 2]);
});

it('two pages that give Thursday different hours contradict each other; the same hours in other signs do not', () => {
  const home = line('Donnerstag 9:00–12:30 Uhr', 3, 0);
  expect(contradictingHours([home, line('Do 9 bis 12.30 Uhr', 9, 1)])).toEqual([]);
  expect(contradictingHours([home, line('Mo–Do 9–13 Uhr', 9, 1)])).toEqual([[3, 9]]);
});

it('a page that says a day twice speaks of several doors and contradicts nobody', () => {
  const [office, registry] = [line('Montag 8–12 Uhr', 1, 0), line('Montag 14–16 Uhr', 2, 0)];
  expect(contradictingHours([office, registry, line('Montag 9–11 Uhr', 8, 1)])).toEqual([]);
});
