/**
 * Turns text into what the full-text index stores. Everything language-aware happens here, in the application, because
 * SQLite's tokenizers know neither Turkish “I/ı” nor German compounds. Documents and queries pass the same function.
 * Tokens hold letters, digits, `§` and `_` only. The kind is the first letter:
 * `w` stem, `p` 5-character prefix of a longer word, `n` number or reference such as `n§12a`.
 */
import { stemmer as stemEnglish } from '@orama/stemmers/english';
import { stemmer as stemGerman } from '@orama/stemmers/german';
import { stemmer as stemTurkish } from '@orama/stemmers/turkish';
import { type CountOf, splitCompound } from './compounds.ts';
import type { Language } from './languages.ts';
import { stopWords } from './stop-words.ts';

const stemmers: Readonly<Record<Language, (word: string) => string>> = {
  de: stemGerman,
  en: stemEnglish,
  tr: stemTurkish,
};

const prefixLength = 5;
/** `§ 12a`, `§§ 3`, `Art. 5` stay one reference; a number keeps its inner dots, commas, slashes; a word its letters. */
const tokenPattern = /§+\s*\d+\p{L}?|\d+(?:[.,:/]\d+)*\p{L}?|\p{L}[\p{L}\p{M}\p{N}]*(?:['’]\p{L}+)?/gu;

/**
 * Lower case by the rules of the language, without soft hyphens and compatibility forms. A raised number is a note or a power
 * and part of no word: “Rat¹” is “Rat”, “§ 5¹” is not “§ 51”.
 */
export const normalise = (text: string, language: Language): string =>
  text
    .replace(/[⁰¹²³⁴-⁹]+/gu, ' ')
    .normalize('NFKC')
    .replaceAll('\u00ad', '')
    .toLocaleLowerCase(language);

const plain = /^[a-z0-9]*$/;

/** `ä ö ü` as typed without an umlaut keyboard fold to their base letter, `ß` to `ss`, Turkish `ı` to `i`. */
const fold = (word: string): string =>
  plain.test(word)
    ? word
    : word.replaceAll('ß', 'ss').replaceAll('ı', 'i').normalize('NFD').replaceAll(/\p{M}/gu, '');

/** The words of a text as they stand in the vocabulary for compound splitting: lower case, unfolded, no stop words. */
export const wordsOf = (text: string, language: Language): string[] =>
  (normalise(text, language).match(tokenPattern) ?? [])
    .map(withoutApostrophe)
    .filter((word) => /^\p{L}/u.test(word) && !stopWords[language].has(word));

export type Analysis = { language: Language; countOf?: CountOf };

/** A token and the word of the text it stands for. */
export type Token = { token: string; word: string };

export const tokenise = (text: string, { language, countOf }: Analysis): Token[] => {
  const tokens: Token[] = [];
  for (const raw of normalise(text, language).match(tokenPattern) ?? []) {
    const word = withoutApostrophe(raw);
    if (stopWords[language].has(word)) continue;
    const made = /^[§\d]/.test(raw) ? numberTokens(raw) : wordTokens(word, language, countOf);
    for (const token of made) tokens.push({ token, word });
  }
  return tokens;
};

export const tokensOf = (text: string, analysis: Analysis): string[] =>
  tokenise(text, analysis).map(({ token }) => token);

const wordTokens = (word: string, language: Language, countOf: CountOf | undefined): string[] => {
  const folded = fold(word);
  const tokens = [`w${fold(stemmers[language](word))}`];
  if (folded.length > prefixLength) tokens.push(`p${folded.slice(0, prefixLength)}`);
  if (language === 'de' && countOf !== undefined)
    for (const part of splitCompound(word, countOf)) tokens.push(`w${fold(stemGerman(part))}`);
  return tokens;
};

/** `1.234,50` also as its parts, so that `1234` or a year inside a date is found. */
const numberTokens = (raw: string): string[] => {
  const reference = raw.replaceAll(/\s+/g, '').replace(/^§+/, '§');
  if (reference.startsWith('§')) return [`n${reference}`, `n${reference.slice(1)}`];
  const parts = reference.split(/[.,:/]/);
  return [`n${parts.join('_')}`, ...(parts.length > 1 ? parts.map((part) => `n${part}`) : [])];
};

/** “Panthers’ın” and “city’s” are their stems: what follows an apostrophe is an ending in all three languages. */
const withoutApostrophe = (word: string): string => word.replace(/(?<=..)['’].*$/u, '').replace(/['’]/u, '');
