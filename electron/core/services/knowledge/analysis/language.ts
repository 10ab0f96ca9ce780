/**
 * Which of the languages we analyse a text is written in. Function words vote first, because a short question has few
 * letters but almost always a “wie”, “the” or “için”; letter statistics (tinyld) decide what is left.
 * Measured on 2,500 questions of 5–20 words: see `eval/retrieval.ts`, `language.*`.
 */
import { detect } from 'tinyld';
import { isLanguage, type Language, languages } from './languages.ts';
import { stopWords } from './stop-words.ts';

const ownLetters: Readonly<Record<Language, RegExp>> = {
  de: /[ßäÄ]/g,
  en: /\b(?:wh|th)|ing\b/gi,
  tr: /[ışğİŞĞ]/g,
};

/** Enough to be sure, and it bounds the cost for a book. */
const sampleLength = 2_000;

/** Letter statistics of a text nobody speaks cost 10 ms per 2000 characters. */
const guessLength = 400;

/** Below this letter statistics see Turkish in “Termin online”. */
const fewLetters = 20;

/** `fallback` for a text without letters, e.g. a table of numbers, and where the words speak as much for it as for another. */
export const detectLanguage = (text: string, fallback: Language = 'de'): Language => {
  const sample = text.slice(0, sampleLength);
  const votes = { de: 0, en: 0, tr: 0 };
  for (const word of sample.toLowerCase().match(/\p{L}+/gu) ?? [])
    for (const language of languages) if (stopWords[language].has(word)) votes[language] += 1;
  // Letters that only one of the languages has weigh as much as a function word.
  for (const language of languages) votes[language] += sample.match(ownLetters[language])?.length ?? 0;
  const [best = fallback, second = fallback] = [...languages].sort((a, b) => votes[b] - votes[a]);
  if (votes[best] >= 1 && votes[best] >= 2 * votes[second]) return best;
  const guess = detect(sample.slice(0, guessLength), { only: [...languages] });
  if (guess === 'tr' && votes.tr === 0 && sample.length < fewLetters) return fallback;
  // “Was sagt § 1 IFG?”: “was” is a word of both.
  if (guess !== 'tr' && votes[best] >= 1 && votes[best] === votes[fallback]) return fallback;
  return isLanguage(guess) ? guess : votes[best] > 0 ? best : fallback;
};
