import { expect, test } from 'vitest';
import { chooseUnits, type Scored } from './decide.ts';
import type { Stretch } from './read.ts';
import type { Unit } from './units.ts';

const stretchOf = (title: string): Stretch => ({
  documentId: title,
  versionId: title,
  spaceId: 'space',
  title,
  source: title,
  language: 'en',
  textHash: '',
  rank: 0,
  hits: [],
  units: [],
});

const scoredOf = (
  stretch: Stretch,
  lines: readonly (readonly [text: string, probability: number, kind?: Unit['kind']])[],
): Scored[] =>
  lines.map(([text, probability, kind = 'sentence'], at) => ({
    stretch,
    probability,
    unit: {
      kind,
      text,
      startOffset: at * 100,
      endOffset: at * 100 + text.length,
      lineOffset: at * 100,
      page: null,
      headings: [],
    },
  }));

const quoted = (scored: readonly Scored[]): string[] => chooseUnits(scored).map((one) => one.unit.text);

const page = stretchOf('Waste collection');

test('a line in the middle of a quoted list is not left out', () => {
  const lines = scoredOf(page, [
    ['Bring these papers:', 0.8],
    ['Passport', 0.3],
    ['Proof of address', 0.7],
    ['Elsewhere', 0.1],
    ['Unrelated', 0.1],
  ]);
  expect(quoted(lines)).toEqual(['Bring these papers:', 'Passport', 'Proof of address']);
});

test('what hardly belongs to the answer is not quoted for standing between two lines that do', () => {
  const lines = scoredOf(page, [
    ['On Mondays.', 0.8],
    ['An advertisement.', 0.05],
    ['Or on Fridays.', 0.7],
    ['Unrelated', 0.1],
  ]);
  expect(quoted(lines)).toEqual(['On Mondays.', 'Or on Fridays.']);
});

test('neither the title nor a heading with nothing below it is a quotation', () => {
  const lines = scoredOf(page, [
    ['Waste collection', 0.7, 'heading'],
    ['Bins are emptied on Mondays.', 0.9],
    ['Glass', 0.55, 'heading'],
    ['Take it to the depot.', 0.1],
    ['Fees', 0.6, 'heading'],
    ['A bin is 80 euros a year.', 0.8],
  ]);
  expect(quoted(lines)).toEqual(['Bins are emptied on Mondays.', 'Fees', 'A bin is 80 euros a year.']);
});

test('a short page is not quoted whole', () => {
  const lines = scoredOf(
    page,
    ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map((text, at) => [text, 0.9 - at / 100] as const),
  );
  expect(quoted(lines)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
});

test('another document must be surer than a line of the best one', () => {
  const lines = [
    ...scoredOf(page, [
      ['Bins are emptied on Mondays.', 0.9],
      ['Unless it is a holiday.', 0.55],
      ['Unrelated', 0.1],
    ]),
    ...scoredOf(stretchOf('Calendar'), [
      ['Monday is market day.', 0.55],
      ['The bins of the market are emptied at night.', 0.8],
    ]),
  ];
  expect(quoted(lines)).toEqual([
    'Bins are emptied on Mondays.',
    'Unless it is a holiday.',
    'The bins of the market are emptied at night.',
  ]);
});
