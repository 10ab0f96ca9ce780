/**
 * A data folder as if someone had worked in it: settings and conversations that are already there. The database comes from
 * the engine itself; the conversations are written with the chat service's own functions. The key lies beside the folder
 * in `DIR.key`, for `WATTOS_KEY_FILE`.
 */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SettingsPatch } from '../electron/contract/settings.ts';
import { openDatabase, readMigrations } from '../electron/core/db/open.ts';
import { systemClock } from '../electron/core/kernel/clock.ts';
import { newId } from '../electron/core/kernel/ids.ts';
import { silentLog } from '../electron/core/kernel/log.ts';
import * as conversationStore from '../electron/core/services/chat/conversation-store.ts';
import * as messageStore from '../electron/core/services/chat/message-store.ts';
import { localOwner } from '../electron/core/services/system/identity.ts';
import { createMemoryHost } from '../electron/hosts/memory.ts';
import { prepareProviders, prepareUsage } from './prepared-gateway.ts';

export type PreparedData = {
  settings?: SettingsPatch;
  /** Questions and answers by turns, beginning with a question. */
  conversations?: { title: string; turns: string[] }[];
  /** Providers, budgets, a key and usage too. */
  gateway?: boolean;
};

const answeredBy = { modelId: 'tinyllama-1.1b-chat-iq2', modelName: 'TinyLlama 1.1B Chat' };
const metrics = {
  promptTokens: 180,
  reusedTokens: 0,
  completionTokens: 240,
  timeToFirstTokenMs: 420,
  tokensPerSecond: 21.4,
  durationMs: 11_600,
  contextTokens: 2048,
  droppedMessages: 0,
};

/** Returns the ids of the conversations, in the given order. */
export const prepareData = async (dataDir: string, wanted: PreparedData): Promise<string[]> => {
  const key = randomBytes(32);
  const host = await createMemoryHost({
    dataDir,
    secrets: { protection: 'key-file', read: async () => key, write: async () => {}, remove: async () => {} },
  });
  await host.client.settings.update({
    onboarding: { completedAt: new Date().toISOString() },
    ...wanted.settings,
  });
  if (wanted.gateway) await prepareProviders(host.client);
  await host.close();
  writeFileSync(`${dataDir}.key`, JSON.stringify({ 'database-key': key.toString('base64') }), {
    mode: 0o600,
  });

  const migrations = readMigrations(join(import.meta.dirname, '../electron/core/db/migrations'));
  const db = openDatabase({ file: join(dataDir, 'wattos.db'), key, migrations, log: silentLog });
  const owner = localOwner(db, systemClock);
  const { tenantId } = owner;
  if (wanted.gateway) prepareUsage(db, owner);
  const ids = (wanted.conversations ?? []).map(({ title, turns }) => {
    const conversation: conversationStore.ConversationRecord = {
      id: newId(),
      title,
      modelId: null,
      systemPrompt: null,
      leafMessageId: null,
      spaceIds: [],
      tags: [],
      onlyFromSources: true,
      agentId: null,
      agentName: null,
      createdAt: new Date().toISOString(),
      updatedAt: new Date().toISOString(),
    };
    conversationStore.insertConversation(db, tenantId, conversation);
    let parentId: string | null = null;
    for (const [index, text] of turns.entries()) {
      const isAnswer = index % 2 === 1;
      const message: messageStore.MessageRecord = {
        id: newId(),
        conversationId: conversation.id,
        parentId,
        role: isAnswer ? 'assistant' : 'user',
        text,
        status: 'complete',
        error: null,
        modelId: isAnswer ? answeredBy.modelId : null,
        modelName: isAnswer ? answeredBy.modelName : null,
        location: isAnswer ? 'local' : null,
        metrics: null,
        runId: null,
        route: null,
        createdAt: new Date().toISOString(),
      };
      messageStore.insertMessage(db, tenantId, message);
      if (isAnswer) messageStore.finishMessage(db, message.id, { ...message, metrics, seen: null });
      parentId = message.id;
    }
    conversationStore.updateConversation(db, { ...conversation, leafMessageId: parentId });
    return conversation.id;
  });
  db.close();
  return ids;
};
