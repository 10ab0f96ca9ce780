/** The network ledger in the database: every outbound connection, made or refused, newest first. */
import type { LedgerEntry } from '../../../contract/system.ts';
import type { Db } from '../../db/open.ts';

export const addLedgerEntry = (db: Db, entry: LedgerEntry): void => {
  db.prepare(
    `INSERT INTO network_ledger (id, at, purpose, host, port, decision, bytes_received) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET bytes_received = excluded.bytes_received`,
  ).run(entry.id, entry.at, entry.purpose, entry.host, entry.port, entry.decision, entry.bytesReceived);
};

export const listLedger = (db: Db, page: { cursor: string | null; limit: number }) => {
  const rows = db
    .prepare('SELECT * FROM network_ledger WHERE seq < ? ORDER BY seq DESC LIMIT ?')
    .all(Number(page.cursor ?? Number.MAX_SAFE_INTEGER), page.limit + 1) as (Omit<
    LedgerEntry,
    'bytesReceived'
  > & {
    seq: number;
    bytes_received: number;
  })[];
  const shown = rows.slice(0, page.limit);
  return {
    items: shown.map(({ id, at, purpose, host, port, decision, bytes_received }) => ({
      id,
      at,
      purpose,
      host,
      port,
      decision,
      bytesReceived: bytes_received,
    })),
    nextCursor: rows.length > page.limit ? String(shown.at(-1)?.seq) : null,
  };
};

export const countLedger = (db: Db): { allowed: number; denied: number } =>
  db
    .prepare(
      `SELECT count(*) FILTER (WHERE decision = 'allowed') AS allowed,
              count(*) FILTER (WHERE decision = 'denied') AS denied FROM network_ledger`,
    )
    .get() as { allowed: number; denied: number };
