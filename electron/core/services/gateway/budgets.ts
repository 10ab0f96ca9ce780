/** Limits on what models outside this program may cost. Checked before a call with the most it can come to. */
import type { Budget } from '../../../contract/gateway.ts';
import type { Db } from '../../db/open.ts';
import { appError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Reservation } from './usage.ts';
import { spentSince } from './usage.ts';

type Row = {
  id: string;
  subject: Budget['subject'];
  subjectId: string;
  period: Budget['period'];
  maxCostMicros: number | null;
  maxTokens: number | null;
};

const columns = `id, subject, subject_id AS subjectId, period, max_cost_micros AS maxCostMicros, max_tokens AS maxTokens`;

const budgetOf = ({ maxCostMicros, ...row }: Row): Budget => ({
  ...row,
  maxCost: maxCostMicros === null ? null : maxCostMicros / 1e6,
});

/** UTC, so that a budget does not depend on who travels. */
const periodOf = (period: Budget['period'], now: Date): { start: string; end: string } => {
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  const at = (y: number, m: number, d: number) => new Date(Date.UTC(y, m, d)).toISOString();
  return period === 'day'
    ? { start: at(year, month, day), end: at(year, month, day + 1) }
    : { start: at(year, month, 1), end: at(year, month + 1, 1) };
};

/** Throws `gateway.BUDGET_SPENT` or `gateway.PRICE_UNKNOWN`. Call it in the transaction that reserves. */
export const checkBudgets = (db: Db, wish: Reservation, now: Date): void => {
  const rows = db
    .prepare(
      `SELECT ${columns} FROM budgets WHERE tenant_id = ? AND ((subject = 'user' AND subject_id = ?)
         OR (subject = 'space' AND subject_id IN (SELECT value FROM json_each(?))))`,
    )
    .all(wish.owner.tenantId, wish.owner.userId, JSON.stringify(wish.spaceIds)) as Row[];
  for (const row of rows) {
    const { start, end } = periodOf(row.period, now);
    const spent = spentSince(db, wish.owner.tenantId, row, start, wish.id);
    const tokens = wish.promptTokens + wish.completionTokens;
    if (row.maxTokens !== null && spent.tokens + tokens > row.maxTokens)
      throw appError('gateway.BUDGET_SPENT', {
        measure: 'tokens',
        limit: row.maxTokens,
        spent: spent.tokens,
        resetsAt: end,
      });
    if (row.maxCostMicros === null) continue;
    if (wish.costMicros === null) throw appError('gateway.PRICE_UNKNOWN', { modelId: wish.modelId });
    if (spent.costMicros + wish.costMicros > row.maxCostMicros)
      throw appError('gateway.BUDGET_SPENT', {
        measure: 'money',
        limit: row.maxCostMicros / 1e6,
        spent: spent.costMicros / 1e6,
        resetsAt: end,
      });
  }
};

export const listBudgets = (db: Db, tenantId: string, now: Date) =>
  (db.prepare(`SELECT ${columns} FROM budgets WHERE tenant_id = ? ORDER BY id`).all(tenantId) as Row[]).map(
    (row) => {
      const spent = spentSince(db, tenantId, row, periodOf(row.period, now).start);
      const spaceName = row.subject === 'space' ? spaceNameOf(db, tenantId, row.subjectId) : null;
      return { ...budgetOf(row), spaceName, spentCost: spent.costMicros / 1e6, spentTokens: spent.tokens };
    },
  );

const spaceNameOf = (db: Db, tenantId: string, spaceId: string): string | null => {
  const row = db
    .prepare('SELECT name FROM knowledge_spaces WHERE tenant_id = ? AND id = ?')
    .get(tenantId, spaceId) as { name: string } | undefined;
  return row?.name ?? null;
};

/** One per subject and period: setting it again replaces it. Throws `knowledge.SPACE_NOT_FOUND`. */
export const setBudget = (db: Db, tenantId: string, wish: Omit<Budget, 'id'>): Budget => {
  if (wish.subject === 'space' && spaceNameOf(db, tenantId, wish.subjectId) === null)
    throw appError('knowledge.SPACE_NOT_FOUND', {});
  const row = db
    .prepare(
      `INSERT INTO budgets (id, tenant_id, subject, subject_id, period, max_cost_micros, max_tokens) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (tenant_id, subject, subject_id, period) DO UPDATE SET
         max_cost_micros = excluded.max_cost_micros, max_tokens = excluded.max_tokens RETURNING ${columns}`,
    )
    .get(
      newId(),
      tenantId,
      wish.subject,
      wish.subjectId,
      wish.period,
      wish.maxCost === null ? null : Math.round(wish.maxCost * 1e6),
      wish.maxTokens,
    ) as Row;
  return budgetOf(row);
};

export const removeBudget = (db: Db, tenantId: string, id: string): boolean =>
  db.prepare('DELETE FROM budgets WHERE tenant_id = ? AND id = ?').run(tenantId, id).changes > 0;
