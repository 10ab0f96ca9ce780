/** A question as the full text sees it: weighted tokens, the rarest first. BM25 with k1 1.2, b .75 (Robertson 2009). */
import { detectLanguage } from '../analysis/language.ts';
import type { Language } from '../analysis/languages.ts';
import { type Token, tokenise } from '../analysis/tokens.ts';
import { chunksWith, type Totals, type WordCounts } from './corpus.ts';
import { countIn, hashToken } from './bag.ts';
import type { Db } from '../../../db/open.ts';

export type QueryTerm = {
  token: string;
  hash: number;
  /** As the person wrote it, lower case. */
  word: string;
  chunks: number;
  /** Rarity times what this kind of token is worth. */
  weight: number;
};

export type LexicalQuery = {
  language: Language;
  terms: QueryTerm[];
  /** No chunk can score more; scores are shares of it. */
  highest: number;
};

/**
 * What a 5-character prefix is worth beside a stem, measured on OMoS-QA and XQuAD: much where endings are many (German,
 * Turkish), little in English.
 */
const prefixWeight: Readonly<Record<Language, number>> = { de: 0.5, tr: 0.5, en: 0.25 };

const k1 = 1.2;
const b = 0.75;

export const analyseQuery = (
  db: Db,
  words: WordCounts,
  about: { tenantId: string; text: string; language: Language | null; totals: Totals },
): LexicalQuery => {
  const language = about.language ?? detectLanguage(about.text);
  const countOf = words.of(about.tenantId);
  const chunksOf = chunksWith(db, about.tenantId);
  const distinct = new Map<string, Token>();
  for (const made of tokenise(about.text, { language, countOf }))
    if (!distinct.has(made.token)) distinct.set(made.token, made);
  let highest = 0;
  const terms: QueryTerm[] = [];
  for (const { token, word } of distinct.values()) {
    const hash = hashToken(token);
    const chunks = chunksOf(hash);
    const weight = rarity(about.totals.chunks, chunks) * (token.startsWith('p') ? prefixWeight[language] : 1);
    highest += weight * (k1 + 1);
    if (chunks > 0) terms.push({ token, hash, word, chunks, weight });
  }
  return { language, terms: terms.sort((x, y) => x.chunks - y.chunks), highest };
};

/** Never negative: a word in more than half of all chunks just counts for nothing. */
const rarity = (all: number, having: number): number =>
  Math.max(1e-6, Math.log((all - having + 0.5) / (having + 0.5)));

/** Share of the highest possible score, 0 to 1. */
export const scoreBag = (
  query: LexicalQuery,
  bag: Buffer,
  length: { tokens: number; average: number },
): number => {
  if (query.highest <= 0) return 0;
  const damping = k1 * (1 - b + (b * length.tokens) / Math.max(1, length.average));
  let score = 0;
  for (const term of query.terms) {
    const count = countIn(bag, term.hash);
    if (count > 0) score += (term.weight * count * (k1 + 1)) / (count + damping);
  }
  return score / query.highest;
};
