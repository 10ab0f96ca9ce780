import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AnswerMetrics } from '../../../contract/runs.ts';
import type { LlmAdapter } from '../../adapters/llm/kind.ts';
import { type Db, openMemoryDatabase, readMigrations } from '../../db/open.ts';
import { systemClock } from '../../kernel/clock.ts';
import { appError } from '../../kernel/errors.ts';
import { silentLog } from '../../kernel/log.ts';
import { createRuns } from '../../runs/runs.ts';
import { createSettings } from '../settings/index.ts';
import { localOwner } from '../system/identity.ts';
import { createChat } from './index.ts';
import { titleFrom } from './title.ts';

const metrics: AnswerMetrics = {
  promptTokens: 1,
  reusedTokens: 0,
  completionTokens: 1,
  timeToFirstTokenMs: 1,
  tokensPerSecond: 1,
  durationMs: 1,
  contextTokens: 100,
  droppedMessages: 0,
};
const migrations = readMigrations(join(import.meta.dirname, '../../db/migrations'));

/** Says back what it was asked; `behave` may take over to hang or fail. */
const setUp = (
  behave?: (request: Parameters<LlmAdapter['answer']>[0]) => Promise<void>,
  db: Db = openMemoryDatabase(migrations, silentLog),
) => {
  const temporaryDb = openMemoryDatabase(migrations, silentLog);
  const owner = localOwner(db, systemClock);
  temporaryDb.prepare("INSERT INTO tenants VALUES (?, '', '')").run(owner.tenantId);
  const runs = createRuns({ db, clock: systemClock, log: silentLog, onChange: () => {} });
  const settings = createSettings({ db, log: silentLog, onChange: () => {} });
  const asked: string[][] = [];
  const llm: LlmAdapter = {
    location: 'local',
    answer: async (request) => {
      asked.push(request.turns.map((turn) => `${turn.role}: ${turn.text}`));
      await behave?.(request);
      const text = `You said: ${request.turns.at(-1)?.text}`;
      request.onText(text);
      return { text, finish: 'stop', metrics, droppedTurns: 0 };
    },
    close: async () => {},
  };
  const model = { id: 'm', name: 'Model M' };
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
    clock: systemClock,
    log: silentLog,
    onChange: () => {},
  });
  const ended = async (started: { runId: string }) => {
    for await (const event of runs.watch(owner.tenantId, started.runId, 0)) void event;
  };
  const ask = async (conversationId: string, parentId: string | null, text: string) => {
    const started = await chat.send(owner, { conversationId, parentId, text });
    await ended(started);
    return chat.get(owner, conversationId);
  };
  const create = (temporary = false) =>
    chat.create(owner, { modelId: null, systemPrompt: null, temporary }).conversation.id;
  return { db, temporaryDb, owner, runs, settings, chat, asked, ask, create, ended };
};

describe('chat', () => {
  it('keeps question and answer, names the conversation and finds both again', async () => {
    const { chat, owner, ask, create } = setUp();
    const id = create();
    const view = await ask(id, null, 'Wie beantrage ich einen Reisepass?');
    expect(view.messages.map((message) => [message.role, message.status])).toEqual([
      ['user', 'complete'],
      ['assistant', 'complete'],
    ]);
    expect(view.conversation.title).toBe('Wie beantrage ich einen Reisepass?');
    const found = chat.list(owner, { query: 'reisep', cursor: null, limit: 10 });
    expect(found.items.map((item) => item.id)).toEqual([id]);
    expect(found.items[0]?.excerpt).toContain('\ue000');
    expect(chat.list(owner, { query: 'Führerschein', cursor: null, limit: 10 }).items).toEqual([]);
  });

  it('searches for signs of the query language as plain words', async () => {
    const { chat, owner, ask, create } = setUp();
    await ask(create(), null, 'a "quoted" AND (odd) question*');
    for (const query of ['"', 'AND', '(odd', 'question*', "'; DROP TABLE messages; --", '%', '_'])
      expect(() => chat.list(owner, { query, cursor: null, limit: 10 })).not.toThrow();
    expect(chat.list(owner, { query: '(odd)', cursor: null, limit: 10 }).items).toHaveLength(1);
  });

  it('regenerates and edits as branches and switches between them', async () => {
    const { chat, owner, ask, asked, create, ended } = setUp();
    const id = create();
    const first = await ask(id, null, 'one');
    const answer = first.messages[1];
    await ask(id, answer?.id ?? null, 'two');
    await ended(await chat.regenerate(owner, answer?.id ?? ''));
    const again = chat.get(owner, id);
    expect(again.messages.map((message) => message.text)).toEqual(['one', 'You said: one']);
    expect(again.messages[1]?.siblingIds).toHaveLength(2);
    const back = chat.selectBranch(owner, answer?.id ?? '');
    expect(back.messages.map((message) => message.text)).toEqual([
      'one',
      'You said: one',
      'two',
      'You said: two',
    ]);
    await ended(await chat.edit(owner, { messageId: first.messages[0]?.id ?? '', text: 'ONE' }));
    expect(chat.get(owner, id).messages.map((message) => message.text)).toEqual(['ONE', 'You said: ONE']);
    expect(asked.at(-1)).toEqual(['user: ONE']);
  });

  it('shows exactly what the model saw, also after the conversation went on', async () => {
    const { chat, owner, settings, ask, asked, create } = setUp();
    settings.update(owner, { chat: { systemPrompt: 'Be brief.' } });
    const id = create();
    const view = await ask(id, null, 'one');
    const more = await ask(id, view.messages[1]?.id ?? null, 'two');
    settings.update(owner, { chat: { systemPrompt: 'Be long.' } });
    const seen = chat.seen(owner, more.messages[3]?.id ?? '');
    expect(seen.turns.map((turn) => `${turn.role}: ${turn.text}`)).toEqual(asked[1]);
    expect(seen.turns[0]).toEqual({ role: 'system', text: 'Be brief.' });
  });

  it('stores nothing of a temporary conversation on disk', async () => {
    const { db, chat, owner, ask, create } = setUp();
    const id = create(true);
    await ask(id, null, 'unwiederbringlich');
    expect(chat.get(owner, id).messages).toHaveLength(2);
    const tables = db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .pluck()
      .all() as string[];
    for (const table of tables.filter((name) => !name.endsWith('_fts')))
      expect(JSON.stringify(db.prepare(`SELECT * FROM "${table}"`).all()), table).not.toContain(
        'unwiederbringlich',
      );
  });

  it('deletes text, index entries and run events together', async () => {
    const { db, chat, owner, ask, create } = setUp();
    const id = create();
    await ask(id, null, 'vergessenswert');
    await chat.remove(owner, id);
    const tables = db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .pluck()
      .all() as string[];
    for (const table of tables) {
      const rows = table.endsWith('_fts') ? [] : db.prepare(`SELECT * FROM "${table}"`).all();
      expect(JSON.stringify(rows), table).not.toContain('vergessenswert');
    }
    db.exec("INSERT INTO messages_fts (messages_fts) VALUES ('integrity-check')");
    const terms = db
      .prepare("SELECT count(*) FROM messages_fts WHERE messages_fts MATCH 'vergessenswert'")
      .pluck()
      .get();
    expect(terms).toBe(0);
  });

  it('keeps the partial answer of a crashed worker and says what happened', async () => {
    const { ask, create } = setUp(async (request) => {
      request.onText('The beginning');
      throw appError('worker.CRASHED', { worker: 'llm' });
    });
    const view = await ask(create(), null, 'hello');
    expect(view.messages[1]).toMatchObject({
      text: 'The beginning',
      status: 'interrupted',
      error: { code: 'worker.CRASHED', data: { worker: 'llm' } },
    });
  });

  it('keeps the partial answer after the whole program died', async () => {
    const db = openMemoryDatabase(migrations, silentLog);
    const first = setUp(async (request) => {
      request.onText('Once upon a time');
      await new Promise(() => {});
    }, db);
    const id = first.create();
    const { runId } = await first.chat.send(first.owner, {
      conversationId: id,
      parentId: null,
      text: 'Tell me',
    });
    const second = setUp(undefined, db);
    await expect.poll(() => second.runs.textSoFar(runId)).toBe('Once upon a time');
    second.runs.recover();
    second.chat.recover();
    expect(second.chat.get(second.owner, id).messages[1]).toMatchObject({
      text: 'Once upon a time',
      status: 'interrupted',
    });
    expect(second.chat.list(second.owner, { query: 'upon', cursor: null, limit: 5 }).items).toHaveLength(1);
  });

  it('stops when asked and keeps what was written', async () => {
    const writing = Promise.withResolvers<void>();
    const { chat, owner, runs, create } = setUp(async (request) => {
      request.onText('Some words');
      writing.resolve();
      await new Promise((_, reject) =>
        request.signal.addEventListener('abort', () => reject(request.signal.reason)),
      );
    });
    const id = create();
    const { runId } = await chat.send(owner, { conversationId: id, parentId: null, text: 'Go' });
    await expect(
      chat.send(owner, { conversationId: id, parentId: null, text: 'Again' }),
    ).rejects.toMatchObject({
      code: 'chat.BUSY',
    });
    await writing.promise;
    await runs.cancel(owner.tenantId, runId);
    expect(chat.get(owner, id).messages[1]).toMatchObject({ text: 'Some words', status: 'stopped' });
  });

  it('refuses an over-long message with its length and stores nothing', async () => {
    const { chat, owner, create } = setUp();
    const id = create();
    await expect(
      chat.send(owner, { conversationId: id, parentId: null, text: 'x'.repeat(200_000) }),
    ).rejects.toMatchObject({ code: 'chat.MESSAGE_TOO_LONG', data: { length: 200_000, limit: 150_000 } });
    await expect(
      chat.send(owner, { conversationId: id, parentId: null, text: ' \n ' }),
    ).rejects.toMatchObject({
      code: 'chat.MESSAGE_EMPTY',
    });
    expect(chat.get(owner, id).messages).toEqual([]);
  });

  it('never puts a message under a parent of another conversation', async () => {
    const { chat, owner, ask, create } = setUp();
    const other = await ask(create(), null, 'elsewhere');
    await expect(
      chat.send(owner, { conversationId: create(), parentId: other.messages[0]?.id ?? '', text: 'x' }),
    ).rejects.toMatchObject({ code: 'chat.MESSAGE_NOT_FOUND' });
  });

  it('pages through many conversations without losing or doubling one', () => {
    const { chat, owner, create } = setUp();
    const ids = new Set(Array.from({ length: 130 }, () => create()));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: { id: string }[]; nextCursor: string | null } = chat.list(owner, {
        query: '',
        cursor,
        limit: 50,
      });
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toHaveLength(130);
    expect(new Set(seen)).toEqual(ids);
  });
});

describe('titleFrom', () => {
  it('takes the first line that says something and cuts at a word', () => {
    expect(titleFrom('\n\n## Hallo Welt\nmehr')).toBe('Hallo Welt');
    expect(titleFrom('wort '.repeat(40))).toMatch(/^(wort ){10,}wort…$/);
    expect([...titleFrom('😀'.repeat(100))].length).toBeLessThanOrEqual(61);
    expect(titleFrom('   ')).toBe('');
  });
});
