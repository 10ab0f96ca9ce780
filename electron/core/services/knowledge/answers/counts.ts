/** How rare tokens are for a tenant right now. */
import type { Db } from '../../../db/open.ts';
import { hashToken } from '../search/bag.ts';
import { chunksWith, createWordCounts, totalsOf } from '../search/corpus.ts';
import type { Counts } from './words.ts';

export const countsOf = (db: Db, tenantId: string): Counts => {
  const having = chunksWith(db, tenantId);
  return {
    chunks: totalsOf(db, tenantId).chunks,
    chunksWith: (token) => having(hashToken(token)),
    countOf: createWordCounts(db).of(tenantId),
  };
};
