/** Dates of birth: a date that the words around it call one. Other dates are no personal data by themselves. */
import { type Span, span } from '../span.ts';

const months =
  'januar|jänner|februar|feber|märz|april|mai|juni|juli|august|september|oktober|november|dezember|january|february|march|may|june|july|october|december|jan|feb|mar|mär|apr|jun|jul|aug|sep|sept|okt|oct|nov|dez|dec|ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık';
const date = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:\\d{1,2}[./ -]\\s?\\d{1,2}[./ -]\\s?(?:\\d{4}|\\d{2})|\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}\\.?(?:st|nd|rd|th)?\\s(?:of\\s)?(?:${months})\\.?,?\\s\\d{2,4}|(?:${months})\\.?\\s\\d{1,2}(?:st|nd|rd|th)?,?\\s\\d{4})(?![\\p{L}\\p{N}])`,
  'giu',
);
const before =
  /(?:\bgeb\b\.?|\bgeboren(?:e[nrs]?)?\b|geburts(?:datum|tag)|\*|†|d\.?o\.?b\.?|\bborn\b|birth\s?(?:date|day)|date\sof\sbirth|doğum(?:\starihi)?|doğumlu)[^.\n\d]{0,24}\n?[^.\n\d]{0,6}$/iu;
const after = /^[^.\n\d]{0,14}(?:geboren|\bgeb\b|doğumlu|born)/iu;
const beforeReach = 60;

export const birthDates = (text: string): Span[] =>
  [...text.matchAll(date)].flatMap((match) => {
    const end = match.index + match[0].length;
    const said =
      before.test(text.slice(Math.max(0, match.index - beforeReach), match.index)) ||
      after.test(text.slice(end, end + 30));
    return said ? [span('date-of-birth', [match.index, end], 0.95, 'context')] : [];
  });
