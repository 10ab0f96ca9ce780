import { expect, test } from 'vitest';
import { createLineBuilder } from './line-builder.ts';

/** `^` before a sign raises it, `|` is a line break as PDFium reports one. */
const build = (written: string): string[] => {
  const builder = createLineBuilder();
  let x = 0;
  let up = false;
  for (const sign of written) {
    if (sign === '|') builder.breakLine();
    else if (sign === '^') up = true;
    else {
      const size = up ? 6 : 10;
      const bottom = up ? 96 : 100;
      builder.glyph(sign.codePointAt(0) ?? 0, x, bottom - size, x + size / 2, bottom, {
        size,
        bold: false,
        mcid: -1,
      });
      x += size / 2;
      up = false;
    }
  }
  return builder.finish().map((line) => line.text);
};

test('a sentence goes on behind the number of its footnote, and the number stays apart from numbers', () => {
  expect(build('beschlossen^1|: Gebühr nach § 5^1^2| Abs. 3')).toEqual([
    'beschlossen¹: Gebühr nach § 5¹² Abs. 3',
  ]);
  expect(build('^1|Die Gemeinden. ^2|Sie')).toEqual(['¹Die Gemeinden. ²Sie']);
});

test('a break between signs of one size is one', () => {
  expect(build('Zeile|Spalte')).toEqual(['Zeile', 'Spalte']);
});

test('a mark of a symbol font begins a list', () => {
  expect(build('\uF0B7 Antrag')).toEqual(['• Antrag']);
});

test('signs without a width are kept, also where a line has no others', () => {
  const builder = createLineBuilder();
  const run = { size: 10, bold: false, mcid: -1 };
  for (const sign of '中文') builder.glyph(sign.codePointAt(0) ?? 0, 5, 90, 5, 100, run);
  expect(builder.finish().map((line) => line.text)).toEqual(['中文']);
});
