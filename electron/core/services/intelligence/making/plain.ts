/**
 * Rules of plain language (“Einfache Sprache”, after DIN 8581-1 and the rules of the Netzwerk Leichte Sprache) as checks a
 * machine can make, for German, English and Turkish. A check names the words or sentences that break the rule. Pure.
 */
import type { ContentEnrichment } from '../../../../contract/intelligence-groups.ts';

type Check = ContentEnrichment['checks'][number];
type Rule = Check['rule'];

const mostWords = 15;
const longestWord: Record<string, number> = { de: 18, en: 14, tr: 18 };

const findings: Record<string, Partial<Record<Rule, RegExp>>> = {
  de: {
    // Participles are lower case; nouns in “Ge-” are not.
    passive:
      /\b[wW](?:ird|erden|urde|urden|orden)\b(?=.*\b(?:\p{Ll}*ge\p{Ll}{2,}(?:t|en)|\p{Ll}+iert|be\p{Ll}+t|ver\p{Ll}+t|er\p{Ll}+t)\b)|(?<!\p{L})(?:\p{Ll}*ge\p{Ll}{2,}(?:t|en)|\p{Ll}+iert|(?:be|ver|er|ent|zer)\p{Ll}+(?:t|en)) (?:wird|werden|wurden?|worden)\b/gu,
    genitive: /\b(?:des|eines|ihres|seines|dieses)\s+\p{Lu}\p{L}+s\b/gu,
    subjunctive: /\b(?:würden?|könnten?|hätten?|wären?|sollten|dürften?|müssten?)\b/giu,
    negation: /\b(?:kein\p{L}*|nicht)\b.*\b(?:nicht|kein\p{L}*|ohne|nie)\b/giu,
    'foreign-words': /(?<!\p{L})\p{L}{4,}(?:ismus|ität|ifizier\p{L}*|isierung)\b/giu,
    abbreviations: /\b(?:z\.\s?B|bzw|ggf|u\.\s?a|d\.\s?h|i\.\s?d\.\s?R|inkl|evtl|usw|etc|vgl|gem)\./giu,
    'one-statement': /,\s*(?:welche[rsnm]?|wobei|sodass|indem|obwohl|sofern|während)\b|;/giu,
  },
  en: {
    // “is open” and “are seven” only end like participles.
    passive:
      /\b(?:is|are|was|were|been|being)\s+(?!open|often|even|then|when|between|seven|ten|eleven|children|women|men|golden|wooden|need|indeed|sacred|red)\p{L}+(?:ed|en)\b/giu,
    subjunctive: /\b(?:would|might|could have|should have)\b/giu,
    negation: /\b(?:not|no|never)\b.*\b(?:not|un\p{L}{4,}|without|never)\b/giu,
    'foreign-words': /\b\p{L}{5,}(?:ization|isation|ificate|ability)\b/giu,
    abbreviations: /\b(?:e\.g|i\.e|etc|viz|cf|resp)\./giu,
    'one-statement': /;|,\s*(?:whereby|although|whereas|which)\b/giu,
  },
  tr: {
    passive: /\p{L}+(?:ılmaktadır|ilmektedir|ulmaktadır|ülmektedir|ılacaktır|ilecektir)/giu,
    abbreviations: /(?<!\p{L})(?:vb|vs|örn|bkz)\./giu,
    'one-statement': /;/g,
  },
};

/** “ggf.” becomes “vielleicht”: only what means the same in every sentence. */
const replacements: Record<string, readonly [RegExp, string][]> = {
  de: [
    [/\bz\.\s?B\./g, 'zum Beispiel'],
    [/\bbzw\./g, 'oder'],
    [/\bggf\./g, 'vielleicht'],
    [/\bd\.\s?h\./g, 'das heißt'],
    [/\binkl\./g, 'mit'],
    [/\bevtl\./g, 'vielleicht'],
    [/\bu\.\s?a\./g, 'unter anderem'],
    [/\bgemäß(?!\p{L})/gu, 'nach'],
    [/\berforderlich\b/g, 'nötig'],
    [/\bunverzüglich\b/g, 'sofort'],
    [/\bin der Regel\b/g, 'meistens'],
    [/\bkostenfrei\b/g, 'kostenlos'],
    [/\bsowie\b/g, 'und'],
    [/\baufgrund\b/g, 'wegen'],
  ],
  en: [
    [/\be\.g\./g, 'for example'],
    [/\bi\.e\./g, 'that is'],
    [/\bprior to\b/g, 'before'],
    [/\bin order to\b/g, 'to'],
    [/\butilize\b/g, 'use'],
    [/\bcommence\b/g, 'start'],
    [/\bsubsequently\b/g, 'then'],
    [/\badditional\b/g, 'more'],
  ],
  tr: [
    [/\bvb\./g, 've benzeri'],
    [/(?<!\p{L})örn\./gu, 'örneğin'],
  ],
};

export const inPlainWords = (sentence: string, language: string): string =>
  (replacements[language] ?? []).reduce((text, [from, to]) => text.replace(from, to), sentence);

const rulesOf = (language: string): Rule[] => [
  'sentence-length',
  'word-length',
  ...(Object.keys(findings[language] ?? {}) as Rule[]),
];

export const checkPlain = (sentences: readonly string[], language: string): Check[] =>
  rulesOf(language).map((rule) => {
    const offending = [...new Set(sentences.flatMap((sentence) => breaks(sentence, rule, language)))].slice(
      0,
      10,
    );
    return { rule, passed: offending.length === 0, offending };
  });

/** How many rules a sentence breaks; 0 is plain. */
export const plainFaults = (sentence: string, language: string): number =>
  rulesOf(language).filter((rule) => breaks(sentence, rule, language).length > 0).length;

const breaks = (sentence: string, rule: Rule, language: string): string[] => {
  const words = sentence.match(/\p{L}[\p{L}\p{M}-]*/gu) ?? [];
  if (rule === 'sentence-length') return words.length > mostWords ? [sentence] : [];
  if (rule === 'word-length')
    return words.filter((word) => !word.includes('-') && word.length > (longestWord[language] ?? 16));
  const pattern = findings[language]?.[rule];
  return pattern === undefined ? [] : (sentence.match(pattern) ?? []);
};
