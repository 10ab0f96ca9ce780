/**
 * Postal addresses: street with house number, and the town that goes with it. A form that is like nothing else counts by itself; one
 * that could say something else (“Am Markt 5”, “Im Jahr 5”) needs a town behind it, a label before it or a line of its own.
 */
import { type Span, span } from '../span.ts';
import {
  counted,
  countedInEnglish,
  englishPlace,
  englishRest,
  englishStreet,
  flatOfHouse,
  germanPlace,
  germanRest,
  germanStreet,
  livesIn,
  noStreet,
  poBox,
  postal,
  postfach,
  romanceStreet,
  saysWhere,
  saysWhereInEnglish,
  turkishRest,
  turkishStreet,
} from './address-forms.ts';
import { anywhere, corner, countryRest, militaryPost } from './english-forms.ts';

const afterReach = 110;
const beforeReach = 60;

type Form = {
  pattern: RegExp;
  rest: RegExp;
  /** How sure, or 0: it is none. */
  judge: (match: string, before: string, after: string) => number;
};

const always = (confidence: number) => (): number => confidence;

const ownLine = (before: string, after: string): boolean =>
  /(?:^|[\n\t|;,])\s*$/u.test(before) && /^\s*(?:$|[\n\t|;])/u.test(after);

const forms: readonly Form[] = [
  { pattern: germanStreet, rest: germanRest, judge: (match) => (noStreet.test(match) ? 0 : 0.85) },
  {
    pattern: germanPlace,
    rest: germanRest,
    judge: (match, before, after) => {
      if (counted.test(match)) return 0;
      if (saysWhere.test(before)) return 0.8;
      return ownLine(before, after) ? 0.65 : 0;
    },
  },
  { pattern: postal, rest: /^/u, judge: (match) => (counted.test(match) ? 0 : 0.85) },
  { pattern: romanceStreet, rest: germanRest, judge: always(0.75) },
  { pattern: englishStreet, rest: englishRest, judge: always(0.8) },
  {
    pattern: englishPlace,
    rest: englishRest,
    judge: (match, before) => (saysWhereInEnglish.test(before) && !countedInEnglish.test(match) ? 0.65 : 0),
  },
  { pattern: flatOfHouse, rest: englishRest, judge: always(0.75) },
  { pattern: poBox, rest: englishRest, judge: always(0.75) },
  { pattern: postfach, rest: germanRest, judge: always(0.75) },
  { pattern: turkishStreet, rest: turkishRest, judge: always(0.8) },
];

/** Any number and any word may begin these, so other languages are spared them. */
const englishAlone: readonly Form[] = [
  {
    pattern: anywhere,
    rest: /^/u,
    judge: (match) => (countedInEnglish.test(match) ? 0 : 0.7),
  },
  { pattern: corner, rest: /^/u, judge: always(0.75) },
  { pattern: militaryPost, rest: /^/u, judge: always(0.9) },
];

/** `text` in plain signs. */
export const addresses = (text: string, language: 'de' | 'en' | 'tr'): Span[] => [
  ...(language === 'en' ? [...forms, ...englishAlone] : forms).flatMap(({ pattern, rest, judge }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const end = match.index + match[0].length;
      const after = text.slice(end, end + afterReach);
      const before = text.slice(Math.max(0, match.index - beforeReach), match.index);
      const confidence = judge(match[0], before, after);
      if (confidence === 0) return [];
      let more = rest.exec(after)?.[0].length ?? 0;
      if (rest === englishRest) more += countryRest.exec(after.slice(more))?.[0].length ?? 0;
      return [span('address', [match.index, end + more], confidence, 'format')];
    }),
  ),
  ...[...text.matchAll(livesIn)].flatMap((match) => {
    const town = match[1] ?? '';
    const startOffset = match.index + match[0].length - town.length;
    return [span('address', [startOffset, startOffset + town.length], 0.8, 'context')];
  }),
];
