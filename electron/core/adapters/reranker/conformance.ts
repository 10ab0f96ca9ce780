/** What every reranker must do, as one suite of cases; a test file of the adapter runs them. */
import { hasCode } from '../../kernel/errors.ts';
import type { Reranker } from './kind.ts';

export type ConformanceSubject = {
  reranker: Reranker;
  /** A question, a passage that answers it, and one that does not. */
  query: string;
  answers: string;
  doesNot: string;
};
export type ConformanceCase = { name: string; run(subject: ConformanceSubject): Promise<void> };

const check = (holds: boolean, problem: string): void => {
  if (!holds) throw new Error(problem);
};
const open = (): AbortSignal => new AbortController().signal;

export const rerankerConformance: readonly ConformanceCase[] = [
  {
    name: 'says which model it is',
    run: async ({ reranker }) => check((await reranker.modelId()) !== null, 'no model'),
  },
  {
    name: 'puts the answer above what only stands beside it, between 0 and 1',
    run: async ({ reranker, query, answers, doesNot }) => {
      const [low = 1, high = 0] = await reranker.score(query, [doesNot, answers], { signal: open() });
      check(high > low, `${high} is not above ${low}`);
      check(low >= 0 && high <= 1, `${low} and ${high} are not from 0 to 1`);
    },
  },
  {
    name: 'keeps the order of many passages, whatever is scored with them',
    run: async ({ reranker, query, answers, doesNot }) => {
      const passages = Array.from({ length: 11 }, (_, at) =>
        at % 3 === 0 ? answers : doesNot.repeat(1 + at),
      );
      const scores = await reranker.score(query, passages, { signal: open() });
      check(scores.length === passages.length, `${scores.length} scores for ${passages.length} passages`);
      const [alone = 0] = await reranker.score(query, [answers], { signal: open() });
      for (const [at, score] of scores.entries())
        if (at % 3 === 0) check(Math.abs(score - alone) < 1e-4, `${score} beside others, ${alone} alone`);
    },
  },
  {
    name: 'takes an empty passage, a strange one and a book',
    run: async ({ reranker, query, doesNot }) => {
      const passages = ['', '\u0000\ud800 🏛️', `${doesNot} `.repeat(20_000)];
      const scores = await reranker.score(query, passages, { signal: open() });
      check(scores.length === 3 && scores.every(Number.isFinite), `scores ${scores.join(', ')}`);
    },
  },
  {
    name: 'has nothing to say of no passages',
    run: async ({ reranker, query }) =>
      check((await reranker.score(query, [], { signal: open() })).length === 0, 'scores of nothing'),
  },
  {
    name: 'stops when it is told to',
    run: async ({ reranker, query, answers }) => {
      const abort = new AbortController();
      abort.abort();
      const passages = Array.from({ length: 20 }, () => answers);
      const error = await reranker.score(query, passages, { signal: abort.signal }).catch((e: unknown) => e);
      check(hasCode(error, 'request.CANCELLED'), `instead of a stop: ${String(error)}`);
    },
  },
];
