/**
 * Plain SQL for conversations and messages. The same functions serve the encrypted database and the in-memory one of
 * temporary conversations.
 */
import type { Conversation, Message, MessageStatus } from '../../../contract/chat.ts';
import type { AnswerRoute } from '../../../contract/gateway.ts';
import type { ErrorEnvelope } from '../../../contract/errors.ts';
import type { AnswerMetrics } from '../../../contract/runs.ts';
import type { Db } from '../../db/open.ts';

type ConversationRow = {
  id: string;
  title: string;
  model_id: string | null;
  system_prompt: string | null;
  leaf_message_id: string | null;
  space_ids_json: string;
  tags_json: string;
  only_from_sources: number;
  agent_id: string | null;
  agent_name: string | null;
  created_at: string;
  updated_at: string;
};

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

export type ConversationRecord = Omit<Conversation, 'temporary'>;
export type MessageRecord = Omit<Message, 'siblingIds' | 'evidence'>;

const toConversation = (row: ConversationRow): ConversationRecord => ({
  id: row.id,
  title: row.title,
  modelId: row.model_id,
  systemPrompt: row.system_prompt,
  leafMessageId: row.leaf_message_id,
  spaceIds: JSON.parse(row.space_ids_json) as string[],
  tags: JSON.parse(row.tags_json) as string[],
  onlyFromSources: row.only_from_sources === 1,
  agentId: row.agent_id,
  agentName: row.agent_name,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

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

export const insertConversation = (db: Db, tenantId: string, conversation: ConversationRecord): void => {
  db.prepare(
    `INSERT INTO conversations (id, tenant_id, title, model_id, system_prompt, leaf_message_id, space_ids_json, tags_json, only_from_sources, agent_id, agent_name, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    conversation.id,
    tenantId,
    conversation.title,
    conversation.modelId,
    conversation.systemPrompt,
    conversation.leafMessageId,
    JSON.stringify(conversation.spaceIds),
    JSON.stringify(conversation.tags),
    conversation.onlyFromSources ? 1 : 0,
    conversation.agentId,
    conversation.agentName,
    conversation.createdAt,
    conversation.updatedAt,
  );
};

export const findConversation = (db: Db, tenantId: string, id: string): ConversationRecord | null => {
  const row = db.prepare('SELECT * FROM conversations WHERE id = ? AND tenant_id = ?').get(id, tenantId) as
    | ConversationRow
    | undefined;
  return row === undefined ? null : toConversation(row);
};

export const updateConversation = (db: Db, conversation: ConversationRecord): void => {
  db.prepare(
    'UPDATE conversations SET title = ?, model_id = ?, system_prompt = ?, leaf_message_id = ?, space_ids_json = ?, tags_json = ?, only_from_sources = ?, updated_at = ? WHERE id = ?',
  ).run(
    conversation.title,
    conversation.modelId,
    conversation.systemPrompt,
    conversation.leafMessageId,
    JSON.stringify(conversation.spaceIds),
    JSON.stringify(conversation.tags),
    conversation.onlyFromSources ? 1 : 0,
    conversation.updatedAt,
    conversation.id,
  );
};

export const removeConversation = (db: Db, id: string): void => {
  db.prepare('DELETE FROM conversations WHERE id = ?').run(id);
};

export type ListedConversation = { conversation: ConversationRecord; messageCount: number };

const countedColumns =
  '*, (SELECT count(*) FROM messages WHERE conversation_id = conversations.id) AS message_count';

const toListed = (row: ConversationRow & { message_count: number }): ListedConversation => ({
  conversation: toConversation(row),
  messageCount: row.message_count,
});

/** Most recently used first. The cursor is `updatedAt|id` of the last row shown. */
export const listConversations = (
  db: Db,
  tenantId: string,
  page: { cursor: string | null; limit: number },
): { items: ListedConversation[]; nextCursor: string | null } => {
  const [updatedAt, id] = (page.cursor ?? '\uffff|\uffff').split('|');
  const rows = db
    .prepare(
      `SELECT ${countedColumns} FROM conversations
       WHERE tenant_id = ? AND (updated_at, id) < (?, ?) ORDER BY updated_at DESC, id DESC LIMIT ?`,
    )
    .all(tenantId, updatedAt, id ?? '\uffff', page.limit + 1) as (ConversationRow & {
    message_count: number;
  })[];
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toListed),
    nextCursor: rows.length > page.limit && last !== undefined ? `${last.updated_at}|${last.id}` : null,
  };
};

/** Every word must occur, the last one may be unfinished; `null` when the query holds no word. */
const ftsQuery = (query: string): string | null => {
  const words = query.match(/[\p{L}\p{N}]+/gu);
  return words === null ? null : words.map((word) => `"${word}"*`).join(' ');
};

/** Conversations whose title or a message contains the words, most recent first, with an excerpt of the best message. */
export const searchConversations = (
  db: Db,
  tenantId: string,
  query: string,
  limit: number,
): (ListedConversation & { excerpt: string })[] => {
  const match = ftsQuery(query);
  const excerpts = new Map<string, string>();
  if (match !== null) {
    const hits = db
      .prepare(
        `SELECT messages.conversation_id AS id, snippet(messages_fts, 0, char(57344), char(57345), '…', 14) AS excerpt
         FROM messages_fts JOIN messages ON messages.seq = messages_fts.rowid
         WHERE messages_fts MATCH ? AND messages.tenant_id = ? ORDER BY rank LIMIT 1000`,
      )
      .all(match, tenantId) as { id: string; excerpt: string }[];
    for (const hit of hits) if (!excerpts.has(hit.id)) excerpts.set(hit.id, hit.excerpt);
  }
  const pattern = `%${query.trim().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const titled = db
    .prepare(`SELECT id FROM conversations WHERE tenant_id = ? AND title LIKE ? ESCAPE '\\' LIMIT ?`)
    .all(tenantId, pattern, limit) as { id: string }[];
  for (const { id } of titled) if (!excerpts.has(id)) excerpts.set(id, '');
  const rows = db
    .prepare(
      `SELECT ${countedColumns} FROM conversations
       WHERE id IN (SELECT value FROM json_each(?)) ORDER BY updated_at DESC, id DESC LIMIT ?`,
    )
    .all(JSON.stringify([...excerpts.keys()]), limit) as (ConversationRow & { message_count: number })[];
  return rows.map((row) => ({ ...toListed(row), excerpt: excerpts.get(row.id) ?? '' }));
};

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
