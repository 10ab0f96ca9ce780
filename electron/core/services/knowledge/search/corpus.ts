/** What the index knows of a tenant's whole corpus: how rare a token is, how long a chunk is, which words are words. */
import type { Db } from '../../../db/open.ts';
import type { CountOf } from '../analysis/compounds.ts';
import { prepared } from '../statements.ts';

export type Totals = { chunks: number; tokens: number };

export const totalsOf = (db: Db, tenantId: string): Totals =>
  (prepared(db, 'SELECT chunks, tokens FROM knowledge_totals WHERE tenant_id = ?').get(tenantId) as
    | Totals
    | undefined) ?? { chunks: 0, tokens: 0 };

/** In how many chunks a token occurs. */
export const chunksWith = (db: Db, tenantId: string) => {
  const find = prepared(
    db,
    'SELECT chunks FROM knowledge_tokens WHERE tenant_id = ? AND token_hash = ?',
  ).pluck();
  return (hash: number): number => (find.get(tenantId, hash) as number | undefined) ?? 0;
};

/** Words remembered per tenant; the vocabulary changes slowly and a stale count splits as well as a fresh one. */
const rememberedWords = 200_000;

/** Counts of German words, for splitting compounds. */
export const createWordCounts = (db: Db) => {
  const remembered = new Map<string, Map<string, number>>();
  const find = db.prepare('SELECT chunks FROM knowledge_words WHERE tenant_id = ? AND word = ?').pluck();
  return {
    forget: (): void => remembered.clear(),
    /** After the counts in the table were changed by these. */
    changed: (tenantId: string, counts: ReadonlyMap<string, number>): void => {
      const known = remembered.get(tenantId);
      for (const [word, count] of counts) {
        const before = known?.get(word);
        if (before !== undefined) known?.set(word, before + count);
      }
    },
    of: (tenantId: string): CountOf => {
      let words = remembered.get(tenantId);
      if (words === undefined || words.size > rememberedWords) {
        words = new Map();
        remembered.set(tenantId, words);
      }
      const known = words;
      return (word) => {
        let count = known.get(word);
        if (count === undefined) {
          count = (find.get(tenantId, word) as number | undefined) ?? 0;
          known.set(word, count);
        }
        return count;
      };
    },
  };
};
export type WordCounts = ReturnType<typeof createWordCounts>;
