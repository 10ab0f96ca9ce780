import { utils, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { recordingContext } from '../conformance.ts';
import { isoCell } from './dates.ts';
import { sheetParser } from './index.ts';

const noon = 42_487.5;

describe('dates of cells', () => {
  test.each([
    ['m/d/yy', '2016-04-27'],
    ['dd.mm.yyyy', '2016-04-27'],
    ['[$-407]dddd, d\\. mmmm yyyy', '2016-04-27'],
    ['m/d/yyyy h:mm', '2016-04-27 12:00'],
    ['yyyy-mm-dd"T"hh:mm:ss', '2016-04-27 12:00:00'],
    ['mmm yy', '2016-04'],
    ['h:mm AM/PM', '12:00'],
    ['h:mm', null],
    ['[h]:mm', null],
    ['dd.mm.', null],
    ['#,##0.00 "Stunden pro Tag"', null],
    ['[Red]0.00', null],
  ])('a cell with the format %s reads %s', (format, shown) => {
    expect(isoCell(noon, format, false)).toBe(shown);
  });

  test('a workbook counting from 1904 has its days four years later', () => {
    expect(isoCell(41_025, 'd/m/yy', true)).toBe('2016-04-27');
  });

  test.each(['xlsx', 'biff8', 'xlml'] as const)('stand in %s as in every other', async (bookType) => {
    const book = utils.book_new();
    const sheet = utils.aoa_to_sheet([['Sitzung', noon]]);
    sheet.B1 = { t: 'n', v: noon, z: 'm/d/yyyy h:mm' };
    utils.book_append_sheet(book, sheet, 'Termine');
    const bytes = new Uint8Array(write(book, { bookType, type: 'buffer' }) as Buffer);
    const { text } = await sheetParser.parse(bytes, recordingContext('a'));
    expect(text).toContain('Sitzung\t2016-04-27 12:00');
  });
});
