/** What was done to agents, in SQL. */
import { type AgentHistoryEntry, agentHistoryEntry } from '../../../contract/agents.ts';
import type { Db } from '../../db/open.ts';

/** `before`: the whole agent as it was, as stored by this program. */
type HistoryRecord = AgentHistoryEntry & { agentId: string; before: unknown };

type Row = {
  id: string;
  agent_id: string;
  action: string;
  at: string;
  changes_json: string;
  before_json: string;
};

const toRecord = ({ id, agent_id, action, at, changes_json, before_json }: Row): HistoryRecord => ({
  ...agentHistoryEntry.parse({ id, action, at, changes: JSON.parse(changes_json) }),
  agentId: agent_id,
  before: JSON.parse(before_json),
});

export const insert = (db: Db, tenantId: string, entry: HistoryRecord): void => {
  db.prepare(
    `INSERT INTO agent_history (id, tenant_id, agent_id, action, at, changes_json, before_json)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    entry.id,
    tenantId,
    entry.agentId,
    entry.action,
    entry.at,
    JSON.stringify(entry.changes),
    JSON.stringify(entry.before),
  );
};

/** Newest first. */
export const ofAgent = (db: Db, tenantId: string, agentId: string): HistoryRecord[] =>
  (
    db
      .prepare('SELECT * FROM agent_history WHERE agent_id = ? AND tenant_id = ? ORDER BY id DESC LIMIT 200')
      .all(agentId, tenantId) as Row[]
  ).map(toRecord);

export const find = (db: Db, tenantId: string, historyId: string): HistoryRecord | null => {
  const row = db
    .prepare('SELECT * FROM agent_history WHERE id = ? AND tenant_id = ?')
    .get(historyId, tenantId) as Row | undefined;
  return row === undefined ? null : toRecord(row);
};
