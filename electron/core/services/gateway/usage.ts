/**
 * LLMUsage: one row per answer, reserved before the model is asked and booked once when it is done. Budgets count what is
 * booked and what is reserved, so that answers running side by side cannot spend the same money.
 */
import type { Budget, UsageDay, UsageLatency, UsageRow } from '../../../contract/gateway.ts';
import type { TokenUsage } from '../../../contract/model-call.ts';
import type { Db } from '../../db/open.ts';
import type { Owner } from './model-call.ts';

export type Reservation = {
  id: string;
  owner: Owner;
  /** Of the spaces the answer draws on. */
  spaceIds: readonly string[];
  endpointKeyId: string | null;
  providerId: string | null;
  modelId: string;
  location: 'local' | 'cloud';
  at: string;
  /** The most this answer can come to. */
  promptTokens: number;
  completionTokens: number;
  costMicros: number | null;
};

/** A later attempt of the same answer takes the place of the earlier one. */
export const reserveUsage = (db: Db, row: Reservation): void => {
  db.prepare(
    `INSERT INTO llm_usage (id, tenant_id, user_id, endpoint_key_id, provider_id, model_id, location, at, state,
                            prompt_tokens, completion_tokens, cost_micros)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'reserved', ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET provider_id = excluded.provider_id, model_id = excluded.model_id,
       location = excluded.location, at = excluded.at, prompt_tokens = excluded.prompt_tokens,
       completion_tokens = excluded.completion_tokens, cost_micros = excluded.cost_micros
     WHERE llm_usage.state = 'reserved'`,
  ).run(
    row.id,
    row.owner.tenantId,
    row.owner.userId,
    row.endpointKeyId,
    row.providerId,
    row.modelId,
    row.location,
    row.at,
    row.promptTokens,
    row.completionTokens,
    row.costMicros,
  );
  for (const spaceId of row.spaceIds)
    db.prepare('INSERT OR IGNORE INTO llm_usage_spaces (space_id, usage_id, tenant_id) VALUES (?, ?, ?)').run(
      spaceId,
      row.id,
      row.owner.tenantId,
    );
};

export type Booking = {
  usage: TokenUsage;
  costMicros: number | null;
  firstTokenMs: number | null;
  durationMs: number | null;
  outcome: string;
};

/** Books a reserved answer; a second booking of the same answer changes nothing. */
export const bookUsage = (db: Db, id: string, booking: Booking): void => {
  db.prepare(
    `UPDATE llm_usage SET state = 'booked', prompt_tokens = ?, cached_tokens = ?, completion_tokens = ?, estimated = ?,
       cost_micros = ?, first_token_ms = ?, duration_ms = ?, outcome = ? WHERE id = ? AND state = 'reserved'`,
  ).run(
    booking.usage.promptTokens,
    booking.usage.cachedTokens,
    booking.usage.completionTokens,
    booking.usage.estimated ? 1 : 0,
    booking.costMicros,
    booking.firstTokenMs,
    booking.durationMs,
    booking.outcome,
    id,
  );
};

/** No answer came of it. */
export const releaseUsage = (db: Db, id: string): void => {
  db.prepare("DELETE FROM llm_usage WHERE id = ? AND state = 'reserved'").run(id);
};

/** What was under way when the program ended: the worst case is booked, marked as an estimate. */
export const recoverUsage = (db: Db): void => {
  db.prepare(
    "UPDATE llm_usage SET state = 'booked', estimated = 1, outcome = 'interrupted' WHERE state = 'reserved'",
  ).run();
};

export type Spent = { costMicros: number; tokens: number };

/** Of models outside this program, since `since`; `exceptId` is the answer that asks. */
export const spentSince = (
  db: Db,
  tenantId: string,
  who: Pick<Budget, 'subject' | 'subjectId'>,
  since: string,
  exceptId = '',
): Spent => {
  const whose =
    who.subject === 'user'
      ? 'user_id = ?'
      : 'id IN (SELECT usage_id FROM llm_usage_spaces WHERE space_id = ?)';
  return db
    .prepare(
      `SELECT coalesce(sum(cost_micros), 0) AS costMicros, coalesce(sum(prompt_tokens + completion_tokens), 0) AS tokens
       FROM llm_usage WHERE tenant_id = ? AND ${whose} AND location = 'cloud' AND at >= ? AND id <> ?`,
    )
    .get(tenantId, who.subjectId, since, exceptId) as Spent;
};

/** Waiting times of answers that had one, as JSON lists of one group of rows. */
const waitColumns = 'json_group_array(first_token_ms) AS waits, json_group_array(duration_ms) AS durations';
type WaitColumns = { waits: string; durations: string };

/** Nearest rank. */
const percentile = (json: string, share: number): number | null => {
  const known = (JSON.parse(json) as (number | null)[])
    .filter((value) => value !== null)
    .toSorted((a, b) => a - b);
  return known[Math.ceil(known.length * share) - 1] ?? null;
};

const latencyOf = ({ waits, durations }: WaitColumns): UsageLatency => ({
  medianFirstTokenMs: percentile(waits, 0.5),
  p95FirstTokenMs: percentile(waits, 0.95),
  medianDurationMs: percentile(durations, 0.5),
  p95DurationMs: percentile(durations, 0.95),
});

export const summariseUsage = (
  db: Db,
  tenantId: string,
  span: { since: string; until: string | null },
): UsageRow[] => {
  const rows = db
    .prepare(
      `SELECT model_id AS modelId, location, count(*) AS answers, sum(prompt_tokens) AS promptTokens,
              sum(completion_tokens) AS completionTokens, coalesce(sum(cost_micros), 0) / 1e6 AS cost,
              count(*) FILTER (WHERE cost_micros IS NULL) AS unpriced, ${waitColumns}
       FROM llm_usage WHERE tenant_id = ? AND state = 'booked' AND at >= ? AND at < ?
       GROUP BY model_id, location ORDER BY cost DESC, answers DESC`,
    )
    .all(tenantId, span.since, span.until ?? '9999') as (Omit<UsageRow, keyof UsageLatency> & WaitColumns)[];
  return rows.map(({ waits, durations, ...row }) => ({ ...row, ...latencyOf({ waits, durations }) }));
};

/** Oldest day first. */
export const usageByDay = (
  db: Db,
  tenantId: string,
  span: { since: string; until: string | null },
): UsageDay[] => {
  const rows = db
    .prepare(
      `SELECT substr(at, 1, 10) AS day, location, count(*) AS answers, sum(prompt_tokens + completion_tokens) AS tokens,
              coalesce(sum(cost_micros), 0) / 1e6 AS cost, ${waitColumns}
       FROM llm_usage WHERE tenant_id = ? AND state = 'booked' AND at >= ? AND at < ?
       GROUP BY day, location ORDER BY day, location`,
    )
    .all(tenantId, span.since, span.until ?? '9999') as (Omit<UsageDay, keyof UsageLatency> & WaitColumns)[];
  return rows.map(({ waits, durations, ...row }) => ({ ...row, ...latencyOf({ waits, durations }) }));
};
