/**
 * Numbers, amounts, dates, times, spans, §, addresses of mail and web, phone numbers: found in a text and brought to one
 * form, so that `1.234,50 €` meets `1234.50 EUR` and `3. Mai 2024` meets `03.05.2024`. German, English, Turkish. What a
 * dot or comma in a number means follows the language of the text it stands in. Offsets are UTF-16 code units. Pure.
 */
import type { Language } from '../../analysis/languages.ts';
import { anyOf, currency, dayOf, monthOf, spanOf, wordValue } from './fact-words.ts';

export type Fact = {
  /** `kind:value`; two facts are the same when their keys are. */
  key: string;
  kind: string;
  text: string;
  startOffset: number;
  endOffset: number;
};

const month = `(${anyOf(monthOf.keys())})`;
const edge = '(?<![\\p{L}\\p{N}])';
const end = '(?![\\p{L}\\p{N}])';
const amount = "(\\d+(?:[.,\\u00a0\\u202f'’ ]\\d{3}(?!\\d))*(?:[.,]\\d+)?)";
const spelled = `(${anyOf(wordValue.keys())}|ein(?:e[nmrs]?)?|one|bir)`;
const spanWords = `(${anyOf(spanOf.keys())})`;
const money = '(€|\\$|£|₺|eur(?:os?)?|usd|dollars?|gbp|pfund|pounds|chf|franken|tl|try|lira|cents?|ct)';

type Reader = {
  pattern: RegExp;
  read(match: RegExpExecArray, language: Language): [kind: string, value: string] | null;
};

const two = (value: string | number): string => String(value).padStart(2, '0');
const year4 = (value: string): string => (value.length === 2 ? `20${value}` : value);

/** `null`: not a number after all. */
const numeric = (raw: string, language: Language): string | null => {
  const bare = raw.replaceAll(/[\u00a0\u202f'’ ]/g, '');
  const [dot, comma] = [bare.lastIndexOf('.'), bare.lastIndexOf(',')];
  const decimal = dot >= 0 && comma >= 0 ? (dot > comma ? '.' : ',') : language === 'en' ? '.' : ',';
  const thousands = decimal === '.' ? ',' : '.';
  const grouped = new RegExp(`^\\d{1,3}(?:\\${thousands}\\d{3})+(?!\\d)`);
  // “12.5” in a German text is no group of thousands: somebody wrote it the English way.
  const plain =
    bare.includes(thousands) && !grouped.test(bare)
      ? bare.replace(thousands, '.')
      : bare.replaceAll(thousands, '').replace(decimal, '.');
  const value = Number(plain);
  return Number.isFinite(value) ? String(value) : null;
};

const spelledValue = (word: string): string => String(wordValue.get(word) ?? 1);

const readers: readonly Reader[] = [
  { pattern: /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu, read: ([text]) => ['mail', text] },
  {
    pattern:
      /(?:https?:\/\/|www\.)[^\s<>()[\]"“”„]*[\p{L}\p{N}/]|(?<![\p{L}\p{N}@.])[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.(?:de|com|org|net|eu|at|ch|gov|edu|info|tr)(?:\/[^\s<>()[\]"“”„]*[\p{L}\p{N}/])?(?![\p{L}\p{N}])/giu,
    read: ([text]) => [
      'web',
      text
        .replace(/^https?:\/\//, '')
        .replace(/^www\./, '')
        .replace(/\/$/, ''),
    ],
  },
  {
    pattern:
      /(§§?|(?<!\p{L})(?:art(?:ikel|icle)?|madde|section|abs(?:atz)?|paragraph|satz|nr|nummer|ziffer)\.?)\s*(\d+\s?[a-z]?)(?![\p{L}\p{N}])/giu,
    read: ([, sign = '', number = '']) => {
      const kinds: [RegExp, string][] = [
        [/^(?:§|section|paragraph)/, 'section'],
        [/^(?:art|madde)/, 'article'],
        [/^abs/, 'subsection'],
        [/^satz/, 'sentence'],
      ];
      const kind = kinds.find(([known]) => known.test(sign))?.[1] ?? 'item';
      return [kind, number.replaceAll(/\s/g, '')];
    },
  },
  {
    pattern: /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/g,
    read: ([, y = '', m = '', d = '']) => ['date', `${y}-${m}-${d}`],
  },
  {
    pattern: /(?<![\d.])(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})(?!\d)/g,
    read: ([text, d = '', m = '', y = ''], language) =>
      language === 'en' && text.includes('/')
        ? ['date', `${year4(y)}-${two(d)}-${two(m)}`]
        : ['date', `${year4(y)}-${two(m)}-${two(d)}`],
  },
  {
    pattern: new RegExp(
      `(?<!\\d)(\\d{1,2})(?:\\.|st|nd|rd|th)?\\s*(?:of\\s+)?${month}\\.?,?\\s*(\\d{4})?${end}`,
      'giu',
    ),
    read: ([, d = '', m = '', y]) => ['date', `${y ?? '-'}-${two(monthOf.get(m) ?? 0)}-${two(d)}`],
  },
  {
    pattern: new RegExp(`${edge}${month}\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(\\d{4}))?${end}`, 'giu'),
    read: ([, m = '', d = '', y]) => ['date', `${y ?? '-'}-${two(monthOf.get(m) ?? 0)}-${two(d)}`],
  },
  {
    pattern: new RegExp(`${edge}${month}\\.?\\s+(\\d{4})${end}`, 'giu'),
    read: ([, m = '', y = '']) => ['month', `${y}-${two(monthOf.get(m) ?? 0)}`],
  },
  {
    pattern: /(?<![\d.])(\d{1,2})\.(\d{1,2})\.(?!\d)/g,
    read: ([, d = '', m = '']) => (Number(m) > 12 ? null : ['date', `--${two(m)}-${two(d)}`]),
  },
  {
    pattern: /(?<![\p{N}.,])(\d{1,2})(?:[:.](\d{2}))?\s*(a\.?m\.?|p\.?m\.?)(?!\p{L})/giu,
    read: ([, h = '', m = '00', half = '']) => [
      'time',
      `${two((Number(h) % 12) + (half.startsWith('p') ? 12 : 0))}:${m}`,
    ],
  },
  {
    // “8 – 12 Uhr”, “8.30 bis 12.00 Uhr”: the first hour has no word of its own.
    pattern:
      /(?<![\p{N}.,])(\d{1,2})(?:[:.](\d{2}))?(?=\s*(?:uhr\s*)?(?:-|–|bis|und)\s*\d{1,2}(?:[:.]\d{2})?\s*uhr)(?:\s*uhr)?/giu,
    read: ([, h = '', m = '00']) => ['time', `${two(h)}:${m}`],
  },
  {
    pattern: /(?<![\p{N}.,])(\d{1,2})(?:[:.](\d{2}))?\s*uhr(?:\s*(\d{2})(?!\d))?/giu,
    read: ([, h = '', m, late]) => ['time', `${two(h)}:${m ?? late ?? '00'}`],
  },
  {
    pattern: /(?:saat\s+)?(?<![\p{N}.,:])(\d{1,2}):(\d{2})(?![\d:])/giu,
    read: ([, h = '', m = '']) => ['time', `${two(h)}:${m}`],
  },
  {
    pattern: new RegExp(`${edge}${money}\\s?${amount}`, 'giu'),
    read: ([, unit = '', raw = ''], language) => moneyOf(raw, unit, language),
  },
  {
    pattern: new RegExp(`(?<![\\d.,])${amount}(?:[,.]?\\s?[-–—]{1,2})?\\s?${money}${end}`, 'giu'),
    read: ([, raw = '', unit = ''], language) => moneyOf(raw, unit, language),
  },
  {
    pattern: new RegExp(`${edge}${spelled}\\s+(euros?|dollars?|lira|franken|cents?)${end}`, 'giu'),
    read: ([, word = '', unit = '']) => ['money', `${currency[unit] ?? unit}:${spelledValue(word)}`],
  },
  {
    pattern: new RegExp(`(?<![\\d.,])${amount}\\s?(?:%|prozent|percent|per cent)`, 'giu'),
    read: ([, raw = ''], language) => pair('percent', numeric(raw, language)),
  },
  {
    pattern: /(?:%|yüzde\s)\s?(\d+(?:[.,]\d+)?)/giu,
    read: ([, raw = ''], language) => pair('percent', numeric(raw, language)),
  },
  {
    pattern: new RegExp(`(?<![\\d.,])${amount}[\\s-]*${spanWords}${end}`, 'giu'),
    read: ([, raw = '', unit = ''], language) => {
      const value = numeric(raw, language);
      return value === null ? null : ['span', `${spanOf.get(unit) ?? unit}:${value}`];
    },
  },
  {
    pattern: new RegExp(`${edge}${spelled}[\\s-]+${spanWords}${end}`, 'giu'),
    read: ([, word = '', unit = '']) => ['span', `${spanOf.get(unit) ?? unit}:${spelledValue(word)}`],
  },
  {
    pattern: /(?<![\p{L}\p{N}])(?:\+\d{1,3}|\(?0\d{1,5}\)?)(?:[\s/().–-]{0,3}\d+){2,}/gu,
    read: ([text]) => {
      const digits = text.replaceAll(/\D/g, '');
      return digits.length < 7
        ? null
        : ['phone', text.startsWith('+') ? digits.replace(/^(?:49|90|43|41)0?/, '0') : digits];
    },
  },
  {
    pattern: new RegExp(`${edge}(${anyOf(dayOf.keys())})${end}`, 'giu'),
    read: ([, name = '']) => ['weekday', String(dayOf.get(name) ?? '')],
  },
  // Case numbers, postcodes with letters, forms: letters and digits in one word.
  {
    pattern: /(?<![\p{L}\p{N}])(?=[\p{L}/_-]*\d)(?=[\d/_-]*\p{L})[\p{L}\d]+(?:[/_-][\p{L}\d]+)*/gu,
    read: ([text]) => ['code', text],
  },
  {
    pattern: new RegExp(`(?<![\\d.,])${amount}`, 'gu'),
    read: ([, raw = ''], language) => pair('number', numeric(raw, language)),
  },
  {
    pattern: new RegExp(`${edge}(${anyOf(wordValue.keys())})${end}`, 'giu'),
    read: ([, word = '']) => ['number', spelledValue(word)],
  },
];

const pair = (kind: string, value: string | null): [string, string] | null =>
  value === null ? null : [kind, value];

const moneyOf = (raw: string, unit: string, language: Language): [string, string] | null => {
  const value = numeric(raw, language);
  const name = currency[unit] ?? unit.toUpperCase();
  if (value === null) return null;
  return name === 'CENT' ? ['money', `EUR:${Number(value) / 100}`] : ['money', `${name}:${value}`];
};

/** In the order of the text; where two readings overlap the more specific one, which is the earlier reader, stays. */
export const factsIn = (text: string, language: Language): Fact[] => {
  const lower = lowerCased(text);
  const taken = new Uint8Array(text.length);
  const facts: Fact[] = [];
  for (const { pattern, read } of readers) {
    pattern.lastIndex = 0;
    for (const match of lower.matchAll(pattern)) {
      const [startOffset, endOffset] = [match.index, match.index + match[0].trimEnd().length];
      if (taken.subarray(startOffset, endOffset).includes(1)) continue;
      const found = read(match, language);
      if (found === null) continue;
      taken.fill(1, startOffset, endOffset);
      const [kind, value] = found;
      facts.push({
        key: `${kind}:${value}`,
        kind,
        text: text.slice(startOffset, endOffset),
        startOffset,
        endOffset,
      });
    }
  }
  return facts.sort((a, b) => a.startOffset - b.startOffset);
};

/** Lower case that keeps every offset: a letter whose lower case is longer (Turkish İ) becomes its first unit. */
const lowerCased = (text: string): string => {
  const lower = text.toLowerCase();
  return lower.length === text.length
    ? lower
    : [...text].map((sign) => sign.toLowerCase().slice(0, sign.length)).join('');
};

/** A fact says no more than another: the same, or a date without its year, a plain number of the same value. */
export const covers = (source: Fact, said: Fact): boolean => {
  if (source.key === said.key) return true;
  const [own, other] = [source.key.slice(source.kind.length + 1), said.key.slice(said.kind.length + 1)];
  if (said.kind === 'date' && source.kind === 'date')
    return other.startsWith('--') && own.endsWith(other.slice(1));
  if (said.kind === 'month' && source.kind === 'date') return own.startsWith(other);
  if (said.kind === 'number' && source.kind === 'code') return false;
  return false;
};
