/**
 * Conversations in plain SQL, and how they are found again. The same functions serve the encrypted database and the in-memory
 * one of temporary conversations.
 */
import type { Conversation } from '../../../contract/chat.ts';
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

export type ConversationRecord = Omit<Conversation, 'temporary'>;
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
