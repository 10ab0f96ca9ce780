/**
 * Answers by quoting: the sentences of the best passages that share the question's words. Says nothing when the passages
 * miss too much of what was asked.
 */
import type { Evidence } from '../../../contract/intelligence-traits.ts';
import type { Knowledge, SearchHit } from '../knowledge/index.ts';
import type { AnswerFromSources } from './ask.ts';

type Words = {
  detectLanguage(text: string): string;
  stemOf(word: string, language: string): string | null;
};

const passages = 4;
const mostSentences = 3;
/** Of the question's words with meaning. */
const leastShare = 0.5;

export const createExtract =
  (options: {
    knowledge: Pick<Knowledge, 'search'>;
    words: Words;
    evidenceOf(hit: SearchHit, startOffset: number, endOffset: number, quote: string): Evidence;
  }): AnswerFromSources =>
  async (tenantId, wish, signal) => {
    const { knowledge, words } = options;
    const language = words.detectLanguage(wish.question);
    const asked = stems(wish.question, language, words);
    const { hits } = await knowledge.search(tenantId, {
      query: wish.question,
      spaces: wish.spaceIds,
      filters: {
        ...(wish.languages.length > 0 ? { languages: wish.languages } : {}),
        ...(wish.tags.length > 0 ? { tags: wish.tags } : {}),
      },
      limit: passages,
      signal,
    });
    const candidates = hits.flatMap((hit, rank) =>
      [...hit.text.matchAll(/[^\n.!?]+(?:[.!?]+(?=\s|$)|$)/g)].flatMap((match) => {
        const quote = match[0].trim();
        const said = stems(quote, hit.language, words);
        const shared = [...asked].filter((stem) => said.has(stem));
        const start = hit.startOffset + match.index + (match[0].length - match[0].trimStart().length);
        return quote.length < 12 || shared.length === 0
          ? []
          : [{ hit, quote, start, shared, score: shared.length / asked.size - rank * 0.05 }];
      }),
    );
    const chosen = candidates.sort((a, b) => b.score - a.score).slice(0, mostSentences);
    const covered = new Set(chosen.flatMap(({ shared }) => shared));
    if (asked.size === 0 || covered.size < asked.size * leastShare)
      return { claims: [], citations: [], modelId: null };
    return {
      claims: chosen.map(({ quote }, citation) => ({ text: quote, citation })),
      citations: chosen.map(({ hit, quote, start }) =>
        options.evidenceOf(hit, start, start + quote.length, quote),
      ),
      modelId: null,
    };
  };

const stems = (text: string, language: string, words: Words): Set<string> =>
  new Set(
    (text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []).flatMap(
      (word) => words.stemOf(word, language) ?? [],
    ),
  );
