import { expect, it } from 'vitest';
import { dateFrom, originOf } from './search-state.ts';

it('groups sources by host or folder, as prefixes of the source', () => {
  const sources = [
    'https://www.stadt.example/amt/seite',
    '/daten/satzungen/a.pdf',
    'C:\\Akten\\b.docx',
    'mail.eml',
  ];
  expect(sources.map(originOf)).toEqual([
    'https://www.stadt.example/',
    '/daten/satzungen/',
    'C:\\Akten\\',
    'mail.eml',
  ]);
  for (const source of sources) expect(source.startsWith(originOf(source))).toBe(true);
});

it('reaches back far enough from today', () => {
  expect(dateFrom('year', Date.UTC(2026, 10, 22))).toBe('2025-11-21');
  expect(dateFrom('any')).toBeUndefined();
});
