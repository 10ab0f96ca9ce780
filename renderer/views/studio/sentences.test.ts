/** A sentence that says what was written must be offered before others, and a search must not lose it. */
import { expect, it } from 'vitest';
import type { Evidence } from '../../../electron/contract/intelligence-traits.ts';
import { matching } from './sentences.ts';

const sentence = (id: string, quote: string): Evidence => ({
  ...{ id, documentId: 'd', versionId: 'v', title: 'Seite', source: 's', page: null },
  ...{ startOffset: 0, endOffset: quote.length, quote, hash: '', language: 'de' },
});
const all = [
  sentence('e1', 'Das Rathaus ist montags geöffnet.'),
  sentence('e2', 'Eltern melden ihr Kind für einen Kita-Platz an.'),
  sentence('e3', 'Der Platz vor dem Rathaus wird gesperrt.'),
];
const ids = (search: string, statement: string) => matching(all, search, statement).map(({ id }) => id);

it('offers what shares words with the statement first and keeps the order of the rest', () => {
  expect(ids('', 'Einen Platz für die Kinder, angemeldet von den Eltern')).toEqual(['e2', 'e3', 'e1']);
  expect(ids('', '')).toEqual(['e1', 'e2', 'e3']);
});

it('finds by any part of a word, whatever its case', () => {
  expect(ids('rathaus', '')).toEqual(['e1', 'e3']);
  expect(ids('xyz', 'Eltern')).toEqual([]);
});
