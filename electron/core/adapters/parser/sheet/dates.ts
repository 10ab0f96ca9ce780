/**
 * Dates of cells in ISO form, whatever country their format was made for: `4/27/16` and `27. April 2016` become `2016-04-27`, so
 * that day and month are never mistaken. Formats: ECMA-376, 18.8.31.
 */
import { SSF } from '@e965/xlsx';

/** What decides about the parts of a date, without literals, colours and the country. */
const codesOf = (format: string): string =>
  (format.split(';')[0] ?? '').replace(/"[^"]*"|\\.|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, ' ').toLowerCase();

const two = (value: number): string => String(value).padStart(2, '0');

/** `null` for what is no date, or one without a year, or a length of time: that stays as it is shown. */
export const isoCell = (value: number, format: string, since1904: boolean): string | null => {
  if (!SSF.is_date(format)) return null;
  const codes = codesOf(format);
  if (codes.includes('[')) return null;
  const date = SSF.parse_date_code(value, { date1904: since1904 });
  if (!date) return null;
  const time = /h/.test(codes)
    ? `${two(date.H)}:${two(date.M)}${/s/.test(codes) ? `:${two(date.S)}` : ''}`
    : '';
  // Beside hours and seconds, `m` is minutes.
  const days = codes.replace(/h+[^a-z]*m+|m+[^a-z]*s+|a\/p|am\/pm/g, '');
  if (!/y/.test(days)) return time !== '' && !/d/.test(days) && /a\/p|am\/pm/.test(codes) ? time : null;
  if (!/m/.test(days)) return null;
  const day = `${date.y}-${two(date.m)}${/d/.test(days) ? `-${two(date.d)}` : ''}`;
  return time === '' ? day : `${day} ${time}`;
};
