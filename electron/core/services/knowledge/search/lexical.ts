/**
 * Candidates from the full text. Each token of the question gives the list of chunks that hold it; the lists are added up
 * here, the rarest token first, until a budget of list entries is spent: what is in every tenth chunk says little and
 * costs most. Counts and lengths come in later, from the bags of the few hundred best.
 */
import type { Db } from '../../../db/open.ts';
import type { ResolvedScope } from './catalogue.ts';
import type { LexicalQuery } from './query.ts';

/** 30 ms at a million chunks. Smaller corpora never reach it. */
const entryBudget = 80_000;

export const createLexicalSearch = (db: Db) => {
  const chunksHolding = db.prepare('SELECT rowid FROM chunks_fts WHERE chunks_fts MATCH ?').pluck();
  /** Index: chunk seq. All zero between searches. */
  let sums = new Float32Array(1_024);

  return (query: LexicalQuery, scope: ResolvedScope, limit: number): number[] => {
    const touched: number[] = [];
    let entries = 0;
    for (const term of query.terms) {
      if (entries > 0 && entries + term.chunks > entryBudget) break;
      entries += term.chunks;
      for (const seq of chunksHolding.all(`"${term.token}"`) as number[]) {
        if (!scope.has(seq)) continue;
        if (seq >= sums.length) sums = enlarged(sums, seq);
        const sum = sums[seq] ?? 0;
        if (sum === 0) touched.push(seq);
        sums[seq] = sum + term.weight;
      }
    }
    const best = bestOf(touched, sums, limit);
    for (const seq of touched) sums[seq] = 0;
    return best;
  };
};

const enlarged = (sums: Float32Array<ArrayBuffer>, seq: number): Float32Array<ArrayBuffer> => {
  const larger = new Float32Array(Math.ceil((seq + 1) * 1.5));
  larger.set(sums);
  return larger;
};

/** Unordered. Ties at the border stay, up to twice the limit: the bags will tell them apart. */
const bestOf = (seqs: number[], sums: Float32Array, limit: number): number[] => {
  if (seqs.length <= limit) return seqs;
  const sorted = Float32Array.from(seqs, (seq) => sums[seq] ?? 0).sort();
  const border = sorted[sorted.length - limit] ?? 0;
  const above = seqs.filter((seq) => (sums[seq] ?? 0) > border);
  const ties = seqs.filter((seq) => (sums[seq] ?? 0) === border);
  return [...above, ...ties.slice(0, limit * 2 - above.length)];
};
