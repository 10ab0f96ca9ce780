import { expect, test } from 'vitest';
import { readContentLines } from './content-lines.ts';

const values = (text: string): string[] =>
  readContentLines(text).map(({ name, value }) => `${name} ${value}`);

test('a value that ends with an equals sign does not swallow the next line', () => {
  expect(values('KEY;ENCODING=b:QUJD=\r\nTEL:030 123\r\nURL:https://x/?a=\r\nNOTE:Ende')).toEqual([
    'KEY QUJD=',
    'TEL 030 123',
    'URL https://x/?a=',
    'NOTE Ende',
  ]);
});

test('quoted-printable goes on behind its equals sign, other lines behind a blank', () => {
  expect(
    values('NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Gr=C3=BC=\r\n=C3=9Fe\r\nTITLE:Ober\r\n inspektor'),
  ).toEqual(['NOTE Grüße', 'TITLE Oberinspektor']);
});
