/**
 * Writes conversations as fast as it can until it is killed, and prints an id only after the engine has acknowledged
 * the message. The database, runs and chat service are the product's; only the model is a loop that streams words.
 */
import { join } from 'node:path';
import type { LlmAdapter } from '../electron/core/adapters/llm/kind.ts';
import { openDatabase, openMemoryDatabase, readMigrations } from '../electron/core/db/open.ts';
import { systemClock } from '../electron/core/kernel/clock.ts';
import { silentLog } from '../electron/core/kernel/log.ts';
import { createRuns } from '../electron/core/runs/runs.ts';
import { createChat } from '../electron/core/services/chat/index.ts';
import { createSettings } from '../electron/core/services/settings/index.ts';
import { localOwner } from '../electron/core/services/system/identity.ts';

const [folder = '', keyHex = ''] = process.argv.slice(2);
const log = silentLog;
const clock = systemClock;
const migrations = readMigrations(join(import.meta.dirname, '../electron/core/db/migrations'));
const db = openDatabase({
  file: join(folder, 'wattos.db'),
  key: Buffer.from(keyHex, 'hex'),
  migrations,
  log,
});
const temporaryDb = openMemoryDatabase(migrations, log);
const owner = localOwner(db, clock);
const runs = createRuns({ db, clock, log, onChange: () => {} });
const settings = createSettings({ db, log, onChange: () => {} });
runs.recover();

const llm: LlmAdapter = {
  location: 'local',
  answer: async ({ onText, signal }) => {
    let text = '';
    for (let n = 0; n < 40 && !signal.aborted; n += 1) {
      const piece = `word${n} `;
      text += piece;
      onText(piece);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const metrics = {
      promptTokens: 1,
      reusedTokens: 0,
      completionTokens: 40,
      timeToFirstTokenMs: 5,
      tokensPerSecond: 200,
      durationMs: 200,
      contextTokens: 2048,
      droppedMessages: 0,
    };
    return { text, finish: 'stop', metrics, droppedTurns: 0 };
  },
  close: async () => {},
};
const model = { id: 'loop', name: 'Loop' };
const chat = createChat({
  db,
  temporaryDb,
  runs,
  llm,
  models: { resolve: async () => model, recommend: async () => model },
  sources: null,
  findAgent: () => null,
  abstain: () => '',
  onRemoving: () => {},
  settings,
  clock,
  log,
  onChange: () => {},
});
chat.recover();

process.stdout.write('ready\n');
for (;;) {
  const { conversation } = chat.create(owner, { modelId: null, systemPrompt: null, temporary: false });
  const text = `Question ${conversation.id} ${'detail '.repeat(200)}`;
  const { view } = await chat.send(owner, { conversationId: conversation.id, parentId: null, text });
  process.stdout.write(`${view.messages[0]?.id}\n`);
  await new Promise((resolve) => setTimeout(resolve, 2));
}
