/** Messages in plain SQL: branches of a conversation, each answer with what it was made from. For both databases, like conversations. */
import type { Message, MessageStatus } from '../../../contract/chat.ts';
import type { ErrorEnvelope } from '../../../contract/errors.ts';
import type { AnswerRoute } from '../../../contract/gateway.ts';
import type { AnswerMetrics } from '../../../contract/runs.ts';
import type { Db } from '../../db/open.ts';

type MessageRow = {
  id: string;
  conversation_id: string;
  parent_id: string | null;
  role: 'user' | 'assistant';
  text: string;
  status: MessageStatus;
  error_json: string | null;
  model_id: string | null;
  model_name: string | null;
  location: 'local' | 'cloud' | null;
  metrics_json: string | null;
  route_json: string | null;
  run_id: string | null;
  created_at: string;
};

/** What an answer was made from; the texts themselves are in the messages, which never change. */
export type Seen = {
  messageIds: string[];
  systemPrompt: string;
  droppedMessages: number;
  temperature: number;
};

export type MessageRecord = Omit<Message, 'siblingIds' | 'evidence'>;

const toMessage = (row: MessageRow): MessageRecord => ({
  id: row.id,
  conversationId: row.conversation_id,
  parentId: row.parent_id,
  role: row.role,
  text: row.text,
  status: row.status,
  error: row.error_json === null ? null : (JSON.parse(row.error_json) as ErrorEnvelope),
  modelId: row.model_id,
  modelName: row.model_name,
  location: row.location,
  metrics: row.metrics_json === null ? null : (JSON.parse(row.metrics_json) as AnswerMetrics),
  route: row.route_json === null ? null : (JSON.parse(row.route_json) as AnswerRoute),
  runId: row.run_id,
  createdAt: row.created_at,
});

export const insertMessage = (db: Db, tenantId: string, message: MessageRecord): void => {
  db.prepare(
    `INSERT INTO messages (id, tenant_id, conversation_id, parent_id, role, text, status, model_id, model_name, location, run_id, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    message.id,
    tenantId,
    message.conversationId,
    message.parentId,
    message.role,
    message.text,
    message.status,
    message.modelId,
    message.modelName,
    message.location,
    message.runId,
    message.createdAt,
  );
};

export const findMessage = (db: Db, tenantId: string, id: string): MessageRecord | null => {
  const row = db.prepare('SELECT * FROM messages WHERE id = ? AND tenant_id = ?').get(id, tenantId) as
    | MessageRow
    | undefined;
  return row === undefined ? null : toMessage(row);
};

/** Ends a streaming message; does nothing when it has been deleted meanwhile. */
export const finishMessage = (
  db: Db,
  id: string,
  end: {
    text: string;
    status: MessageStatus;
    error: ErrorEnvelope | null;
    metrics: AnswerMetrics | null;
    seen: Seen | null;
    route: AnswerRoute | null;
  },
): void => {
  db.prepare(
    `UPDATE messages SET text = ?, status = ?, error_json = ?, metrics_json = ?, seen_json = ?, route_json = ?,
       location = coalesce(?, location), model_id = coalesce(?, model_id), model_name = coalesce(?, model_name)
     WHERE id = ?`,
  ).run(
    end.text,
    end.status,
    end.error === null ? null : JSON.stringify(end.error),
    end.metrics === null ? null : JSON.stringify(end.metrics),
    end.seen === null ? null : JSON.stringify(end.seen),
    end.route === null ? null : JSON.stringify(end.route),
    end.route?.location ?? null,
    end.route?.modelId ?? null,
    end.route?.modelName ?? null,
    id,
  );
};

export const seenOf = (db: Db, id: string): Seen | null => {
  const row = db.prepare('SELECT seen_json FROM messages WHERE id = ?').get(id) as
    | { seen_json: string | null }
    | undefined;
  return row === undefined || row.seen_json === null ? null : (JSON.parse(row.seen_json) as Seen);
};

/** The messages from the root down to `leafId`, oldest first. */
export const branchTo = (db: Db, leafId: string): MessageRecord[] =>
  (
    db
      .prepare(
        `WITH RECURSIVE branch (id, parent_id, depth) AS (
           SELECT id, parent_id, 0 FROM messages WHERE id = ?
           UNION ALL
           SELECT messages.id, messages.parent_id, depth + 1 FROM messages JOIN branch ON messages.id = branch.parent_id
         )
         SELECT messages.* FROM branch JOIN messages USING (id) ORDER BY depth DESC`,
      )
      .all(leafId) as MessageRow[]
  ).map(toMessage);

/** Parent id (`null`: root) → ids of its children in order of creation. */
export const childrenOf = (db: Db, conversationId: string): Map<string | null, string[]> => {
  const rows = db
    .prepare('SELECT id, parent_id FROM messages WHERE conversation_id = ? ORDER BY seq')
    .all(conversationId) as { id: string; parent_id: string | null }[];
  const children = new Map<string | null, string[]>();
  for (const row of rows) {
    const siblings = children.get(row.parent_id);
    if (siblings === undefined) children.set(row.parent_id, [row.id]);
    else siblings.push(row.id);
  }
  return children;
};

export const messageIdsOf = (db: Db, conversationId: string): string[] =>
  (
    db.prepare('SELECT id FROM messages WHERE conversation_id = ?').all(conversationId) as { id: string }[]
  ).map((row) => row.id);

/** Answers the last process left unfinished. */
export const streamingMessages = (db: Db): { id: string; runId: string | null }[] =>
  db.prepare("SELECT id, run_id AS runId FROM messages WHERE status = 'streaming'").all() as {
    id: string;
    runId: string | null;
  }[];
