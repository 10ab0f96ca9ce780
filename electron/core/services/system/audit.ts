/** The audit log: who did what, when, with what outcome. Each entry's SHA-256 covers the one before it. */
import { createHash } from 'node:crypto';
import type { Db } from '../../db/open.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';

export type AuditEntry = {
  tenantId: string;
  userId: string;
  /** Path of the procedure, e.g. `chat.send`. */
  action: string;
  /** Id of what it was about; never content. */
  subject: string | null;
  /** `ok` or an error code. */
  outcome: string;
  durationMs: number;
};

type AuditRow = AuditEntry & { seq: number; at: string; previousHash: Buffer; hash: Buffer };

const digest = (previous: Buffer, entry: AuditEntry, at: string): Buffer =>
  createHash('sha256')
    .update(previous)
    .update(
      JSON.stringify([
        at,
        entry.tenantId,
        entry.userId,
        entry.action,
        entry.subject,
        entry.outcome,
        entry.durationMs,
      ]),
    )
    .digest();

const start = Buffer.alloc(32);

export const addAuditEntry = (db: Db, clock: Clock, entry: AuditEntry): void => {
  db.transaction(() => {
    const last = db.prepare('SELECT hash FROM audit_log ORDER BY seq DESC LIMIT 1').get() as
      | { hash: Buffer }
      | undefined;
    const previous = last?.hash ?? start;
    const at = isoNow(clock);
    db.prepare(
      `INSERT INTO audit_log (tenant_id, user_id, at, action, subject, outcome, duration_ms, previous_hash, hash)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      entry.tenantId,
      entry.userId,
      at,
      entry.action,
      entry.subject,
      entry.outcome,
      entry.durationMs,
      previous,
      digest(previous, entry, at),
    );
  })();
};

/** Sequence number of the first entry that does not fit the chain; `null` when all is well. */
export const findBrokenAuditEntry = (db: Db): number | null => {
  let previous: Buffer = start;
  const rows = db
    .prepare(
      `SELECT seq, tenant_id AS tenantId, user_id AS userId, at, action, subject, outcome, duration_ms AS durationMs,
              previous_hash AS previousHash, hash FROM audit_log ORDER BY seq`,
    )
    .iterate() as IterableIterator<AuditRow>;
  for (const row of rows) {
    if (!row.previousHash.equals(previous) || !row.hash.equals(digest(previous, row, row.at))) return row.seq;
    previous = row.hash;
  }
  return null;
};
