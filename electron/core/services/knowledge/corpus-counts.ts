/** How often a word or token occurs in a tenant's corpus: kept in step with the chunks, in their transaction. */
import type { Db } from '../../db/open.ts';
import { prepared } from './statements.ts';

export const negated = <K>(counts: ReadonlyMap<K, number>): Map<K, number> =>
  new Map([...counts].map(([key, count]) => [key, -count]));

export const addCounts = (
  db: Db,
  table: 'knowledge_words' | 'knowledge_tokens',
  tenantId: string,
  counts: ReadonlyMap<string | number, number>,
): void => {
  const key = table === 'knowledge_words' ? 'word' : 'token_hash';
  const add = prepared(
    db,
    `INSERT INTO ${table} (tenant_id, ${key}, chunks) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET chunks = chunks + excluded.chunks`,
  );
  const clear = prepared(db, `DELETE FROM ${table} WHERE tenant_id = ? AND ${key} = ? AND chunks <= 0`);
  for (const [value, count] of counts) {
    add.run(tenantId, value, count);
    if (count < 0) clear.run(tenantId, value);
  }
};

export const addTotals = (db: Db, tenantId: string, lengths: readonly number[], sign: 1 | -1): void => {
  const tokens = lengths.reduce((sum, length) => sum + length, 0);
  prepared(
    db,
    `INSERT INTO knowledge_totals (tenant_id, chunks, tokens) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET chunks = chunks + excluded.chunks, tokens = tokens + excluded.tokens`,
  ).run(tenantId, sign * lengths.length, sign * tokens);
};
