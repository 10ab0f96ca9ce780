import { createRouterClient } from '@orpc/server';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '../contract/index.ts';
import { type Core, createCore } from './app.ts';
import type { Clock } from './kernel/clock.ts';
import { silentLog } from './kernel/log.ts';
import type { SecretStore } from './ports/secrets.ts';

let folder = '';
let cores: Core[] = [];

const programDir = join(import.meta.dirname, '../..');
const noStore: SecretStore = {
  protection: null,
  read: async () => null,
  write: async () => {},
  remove: async () => {},
};
const memoryStore = (): SecretStore => {
  const kept = new Map<string, Uint8Array>();
  return {
    protection: 'key-file',
    read: async (name) => kept.get(name) ?? null,
    write: async (name, value) => void kept.set(name, value),
    remove: async (name) => void kept.delete(name),
  };
};

const start = async (secrets: SecretStore, more: { clock?: Clock } = {}): Promise<Core> => {
  const core = await createCore({
    host: 'memory',
    version: '0.0.0',
    ports: {
      spawn: () => {
        throw new Error('these tests need no worker');
      },
      threadFile: (name) => join(programDir, `electron/workers/${name}.ts`),
      secrets,
      paths: { dataDir: folder, modelsDir: join(folder, 'models'), programDir },
      locales: ['de-DE'],
    },
    log: silentLog,
    ...more,
  });
  cores.push(core);
  return core;
};
const clientOf = (core: Core, transport: 'memory' | 'websocket' = 'memory'): Client =>
  createRouterClient(core.router, { context: core.context({ transport, client: 'c' }) });
const stop = async (core: Core): Promise<void> => {
  cores = cores.filter((one) => one !== core);
  await core.close();
};
const failure = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'no failure',
    (error: unknown) => error,
  );

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wattos-core-'));
});
afterEach(async () => {
  for (const core of [...cores]) await stop(core);
  rmSync(folder, { recursive: true, force: true });
});

describe('the vault', () => {
  it('asks for a passphrase where nothing can keep a key, and opens with that one only', async () => {
    const first = await start(noStore);
    const client = clientOf(first);
    expect(await client.vault.status()).toEqual({ state: 'new', protection: null, problem: null });
    expect(await failure(client.chat.list({}))).toMatchObject({ code: 'vault.LOCKED', status: 503 });
    expect(await failure(client.vault.create({ passphrase: 'short' }))).toMatchObject({
      code: 'vault.WEAK_PASSPHRASE',
    });
    expect(await client.vault.create({ passphrase: 'vier zufällige Wörter' })).toMatchObject({
      state: 'open',
    });
    await client.chat.create({});
    await stop(first);

    const second = clientOf(await start(noStore));
    expect(await second.vault.status()).toEqual({ state: 'locked', protection: 'passphrase', problem: null });
    expect(await failure(second.vault.unlock({ passphrase: 'fünf zufällige Wörter' }))).toMatchObject({
      code: 'vault.WRONG_KEY',
    });
    await second.vault.unlock({ passphrase: 'vier zufällige Wörter' });
    expect((await second.chat.list({})).items).toHaveLength(1);
  });

  it('says that the key is lost instead of making a new, empty database', async () => {
    await stop(await start(memoryStore()));
    const client = clientOf(await start(memoryStore()));
    expect(await client.vault.status()).toMatchObject({
      state: 'locked',
      problem: { code: 'vault.KEY_MISSING' },
    });
  });

  it('tells a damaged database from a wrong key', async () => {
    const store = memoryStore();
    await stop(await start(store));
    writeFileSync(join(folder, 'wattos.db'), Buffer.alloc(65_536, 7));
    rmSync(join(folder, 'wattos.db-wal'), { force: true });
    expect(await clientOf(await start(store)).vault.status()).toMatchObject({
      state: 'locked',
      problem: { code: 'database.CORRUPT' },
    });
  });

  it('writes neither key nor passphrase anywhere', async () => {
    const core = await start(noStore);
    await clientOf(core).vault.create({ passphrase: 'nirgends geschrieben 42' });
    await stop(core);
    for (const name of readdirSync(folder, { recursive: true, withFileTypes: true }))
      if (name.isFile())
        expect(
          readFileSync(join(name.parentPath, name.name)).includes('nirgends geschrieben'),
          name.name,
        ).toBe(false);
  });
});

describe('the guard', () => {
  it('answers malformed input with what is wrong, not with a stack', async () => {
    const client = clientOf(await start(memoryStore()));
    const error = await failure(client.chat.get({ conversationId: 'x' }));
    expect(error).toMatchObject({
      code: 'request.INVALID',
      status: 400,
      data: { data: { issues: [{ path: 'conversationId' }] } },
    });
  });

  it('stops a network client at a hundred calls a minute and says when to come back', async () => {
    // The clock stands still: however long a hundred calls take, none is given back meanwhile.
    const clock = { now: () => new Date(Date.UTC(2026, 0, 1)) };
    const client = clientOf(await start(memoryStore(), { clock }), 'websocket');
    for (let n = 0; n < 100; n += 1) await client.settings.get();
    expect(await failure(client.settings.get())).toMatchObject({
      code: 'request.RATE_LIMITED',
      status: 429,
      data: { retry: true, data: { retryAfterMs: expect.any(Number) } },
    });
  });

  it('audits what changes something, with its outcome and without its content', async () => {
    const core = await start(memoryStore());
    const client = clientOf(core);
    const { conversation } = await client.chat.create({ systemPrompt: 'streng vertraulich' });
    await client.chat.get({ conversationId: conversation.id });
    await failure(client.chat.send({ conversationId: conversation.id, parentId: null, text: 'ganz geheim' }));
    const rows = core
      .context({ transport: 'memory', client: 'c' })
      .engine.services()
      ?.db.prepare('SELECT action, subject, outcome FROM audit_log ORDER BY seq')
      .all();
    expect(rows).toEqual([
      { action: 'chat.create', subject: null, outcome: 'ok' },
      { action: 'chat.send', subject: conversation.id, outcome: 'chat.NO_MODEL' },
    ]);
  });

  it('refuses what the caller may not do', async () => {
    const store = memoryStore();
    const core = await start(store);
    const services = core.context({ transport: 'memory', client: 'c' }).engine.services();
    services?.db.exec("UPDATE permissions SET permission = 'chat.read'");
    await stop(core);
    const client = clientOf(await start(store));
    expect((await client.chat.list({})).items).toEqual([]);
    expect(await failure(client.chat.create({}))).toMatchObject({
      code: 'request.FORBIDDEN',
      data: { data: { permission: 'chat.write' } },
    });
  });

  it('lets only one engine at a data folder', async () => {
    await start(memoryStore());
    expect(await failure(start(memoryStore()))).toMatchObject({ code: 'database.LOCKED_BY_ANOTHER' });
  });

  it('falls back to the defaults when stored settings are unreadable', async () => {
    const store = memoryStore();
    const core = await start(store);
    await clientOf(core).settings.update({ chat: { temperature: 1.5 }, appearance: { theme: 'dark' } });
    const services = core.context({ transport: 'memory', client: 'c' }).engine.services();
    services?.db.exec(`UPDATE settings SET value_json = '{"temperature": "hot"}' WHERE slice = 'chat'`);
    await stop(core);
    const settings = await clientOf(await start(store)).settings.get();
    expect(settings.chat.temperature).toBe(0.7);
    expect(settings.appearance.theme).toBe('dark');
  });
});
