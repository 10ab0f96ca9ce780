/**
 * The words of a question, how much each tells, and how well a text meets them. Pure but for the counts it is given.
 */
import type { CountOf } from '../analysis/compounds.ts';
import type { Language } from '../analysis/languages.ts';
import { tokenise, tokensOf } from '../analysis/tokens.ts';
import { type AnswerKind, isFraming, kindsAsked } from './question.ts';

export type Counts = {
  /** Chunks of the tenant. */
  chunks: number;
  /** Chunks with this token. */
  chunksWith(token: string): number;
  /** For splitting compounds. */
  countOf: CountOf;
};

/** A word of the question: its tokens in every form it may take in a text, and how much it tells. */
export type QuestionWord = { word: string; stem: string; others: string[]; weight: number; known: boolean };

export type Question = {
  text: string;
  language: Language;
  words: QuestionWord[];
  weight: number;
  kinds: ReadonlySet<AnswerKind>;
};

/** In a small corpus no word is rare; what is rare is then judged as if it were one of this size. */
const fewestChunks = 2_000;

export const analyseQuestion = (text: string, language: Language, counts: Counts): Question => {
  const words = new Map<string, QuestionWord>();
  const all = Math.max(fewestChunks, counts.chunks);
  for (const { token, word } of tokenise(text, { language, countOf: counts.countOf })) {
    if (isFraming(word)) continue;
    const seen = words.get(word);
    if (seen === undefined) {
      const having = counts.chunksWith(token);
      const weight = Math.max(0.05, Math.log((all - having + 0.5) / (having + 0.5)));
      words.set(word, { word, stem: token, others: [], weight, known: having > 0 });
    } else if (token !== seen.stem) {
      seen.others.push(token);
      seen.known ||= !token.startsWith('p') && counts.chunksWith(token) > 0;
    }
  }
  if (language === 'de') for (const word of words.values()) word.others.push(...verbWithoutPrefix(word.word));
  const found = [...words.values()];
  return {
    text,
    language,
    words: found,
    weight: found.reduce((sum, one) => sum + one.weight, 0),
    kinds: kindsAsked(text),
  };
};

/** “Wo kann ich mich anmelden?” – “Melden Sie sich … an.” */
const separable =
  /^(?:an|ab|auf|aus|bei|ein|mit|nach|vor|zu|um|weg|zurück|her|hin|los|teil|fest|statt|weiter|zusammen)(?=\p{L}{4,}n$)/u;
const verbWithoutPrefix = (word: string): string[] =>
  separable.test(word)
    ? tokensOf(word.replace(separable, ''), { language: 'de' }).filter((token) => token.startsWith('w'))
    : [];

/** How well a set of tokens meets a word of the question: its stem 1, a part of the compound .7, the same beginning .4. */
export const meets = (word: QuestionWord, tokens: ReadonlySet<string>): number => {
  if (tokens.has(word.stem)) return 1;
  let best = 0;
  for (const other of word.others)
    if (tokens.has(other)) best = Math.max(best, other.startsWith('p') ? 0.4 : 0.7);
  return best;
};

export const coverage = (question: Question, met: Float32Array): number => {
  let sum = 0;
  for (const [index, word] of question.words.entries()) sum += word.weight * (met[index] ?? 0);
  return question.weight === 0 ? 0 : sum / question.weight;
};

export const union = (size: number, parts: readonly Float32Array[]): Float32Array => {
  const met = new Float32Array(size);
  for (const part of parts) for (let i = 0; i < size; i += 1) met[i] = Math.max(met[i] ?? 0, part[i] ?? 0);
  return met;
};
