/** What each kind of token adds, by a plain in-memory BM25 over whole items: the yardstick beside the product's index. */
import { isLanguage } from '../electron/core/services/knowledge/analysis/languages.ts';
import { normalise, tokensOf, wordsOf } from '../electron/core/services/knowledge/analysis/tokens.ts';
import { ndcg10, type RetrievalSet } from './retrieval-data.ts';

type Score = { all: number; city: number | null };
type Tokens = (text: string) => string[];

const k1 = 1.2;
const b = 0.75;

export const tokenStages = (set: RetrievalSet): Record<string, Score> => {
  const language = isLanguage(set.language) ? set.language : 'en';
  const counts = new Map<string, number>();
  for (const item of set.items)
    for (const word of new Set(wordsOf(item.text, language))) counts.set(word, (counts.get(word) ?? 0) + 1);
  const countOf = (word: string): number => counts.get(word) ?? 0;
  const noPrefix = (tokens: string[]) => tokens.filter((token) => !token.startsWith('p'));
  const stages: Record<string, Tokens> = {
    words: (text) => (normalise(text, language).match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => `w${word}`),
    stems: (text) => noPrefix(tokensOf(text, { language })),
    '+ prefixes': (text) => tokensOf(text, { language }),
    ...(language === 'de' ? { '+ compounds': (text: string) => tokensOf(text, { language, countOf }) } : {}),
  };
  return Object.fromEntries(
    Object.entries(stages).map(([name, tokens]) => [
      name,
      measure(set, tokens, language === 'en' ? 0.25 : 0.5),
    ]),
  );
};

const measure = (set: RetrievalSet, tokens: Tokens, prefixWeight: number): Score => {
  const postings = new Map<string, Map<number, number>>();
  const lengths = set.items.map((item, at) => {
    const own = tokens(`${item.title}\n${item.text}`);
    for (const token of own) {
      const list = postings.get(token) ?? new Map<number, number>();
      list.set(at, (list.get(at) ?? 0) + 1);
      postings.set(token, list);
    }
    return own.length;
  });
  const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const rank = (text: string, group: string | null): string[] => {
    const scores = new Map<number, number>();
    for (const token of new Set(tokens(text))) {
      const list = postings.get(token) ?? new Map<number, number>();
      const rarity = Math.max(1e-6, Math.log((set.items.length - list.size + 0.5) / (list.size + 0.5)));
      const weight = rarity * (token.startsWith('p') ? prefixWeight : 1);
      for (const [at, count] of list) {
        if (group !== null && set.items[at]?.group !== group) continue;
        const damping = k1 * (1 - b + (b * (lengths[at] ?? 0)) / average);
        scores.set(at, (scores.get(at) ?? 0) + (weight * count * (k1 + 1)) / (count + damping));
      }
    }
    return [...scores]
      .sort((x, y) => y[1] - x[1])
      .slice(0, 10)
      .map(([at]) => set.items[at]?.id ?? '');
  };
  const groupOf = new Map(set.items.map((item) => [item.id, item.group]));
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const all = mean(set.questions.map((question) => ndcg10(rank(question.text, null), question.relevant)));
  if (set.questions.every((question) => question.group === null)) return { all, city: null };
  const city = mean(
    set.questions.map((question) =>
      ndcg10(
        rank(question.text, question.group),
        new Set([...question.relevant].filter((id) => groupOf.get(id) === question.group)),
      ),
    ),
  );
  return { all, city };
};
