import { createRouterClient } from '@orpc/server';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '../../contract/index.ts';
import { type Core, createCore } from '../app.ts';
import { openMemoryDatabase, readMigrations } from '../db/open.ts';
import { silentLog } from '../kernel/log.ts';
import { spacesByEmbedder } from '../services/knowledge/model-use.ts';

const programDir = join(import.meta.dirname, '../../..');
let folder: string;
let core: Core;
let client: Client;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wattos-uses-'));
  const kept = new Map<string, Uint8Array>();
  core = await createCore({
    host: 'memory',
    version: '0.0.0',
    ports: {
      spawn: () => {
        throw new Error('these tests need no worker');
      },
      threadFile: (name) => join(programDir, `electron/workers/${name}.ts`),
      secrets: {
        protection: 'key-file',
        read: async (name) => kept.get(name) ?? null,
        write: async (name, value) => void kept.set(name, value),
        remove: async (name) => void kept.delete(name),
      },
      paths: { dataDir: folder, modelsDir: join(folder, 'models'), programDir },
      locales: ['de-DE'],
    },
    log: silentLog,
  });
  client = createRouterClient(core.router, { context: core.context({ transport: 'memory', client: 'c' }) });
});
afterEach(async () => {
  await core.close();
  rmSync(folder, { recursive: true, force: true });
});

/** An installed model of the catalog, as far as one can tell without reading all of it. */
const install = (id: string): void => {
  const path = join(folder, 'models', id);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'data.bin'), 'x');
  const description = { name: id, task: 'vad', languages: [], quality: 'good', contextTokens: null };
  const manifest = {
    schema: 1,
    id,
    origin: 'catalog',
    description: { ...description, quantisation: null, licence: 'MIT' },
    memoryBytes: 1,
    files: [{ path: 'data.bin', sizeBytes: 1, sha256: '0'.repeat(64) }],
    installedAt: '2026-11-22T10:00:00.000Z',
  };
  writeFileSync(join(path, 'manifest.json'), JSON.stringify(manifest));
};

describe('what needs a model', () => {
  it('is the default and every conversation that names it, kept or temporary', async () => {
    const modelId = 'silero-vad-v5';
    install(modelId);
    await client.settings.update({ chat: { defaultModelId: modelId } });
    await client.chat.create({ modelId });
    await client.chat.create({ modelId });
    await client.chat.create({ modelId, temporary: true });
    const model = (await client.models.list()).models.find(({ id }) => id === modelId);
    expect(model?.usedBy).toEqual([{ kind: 'default-chat' }, { kind: 'conversations', count: 3 }]);
    await expect(client.models.remove({ modelId })).rejects.toMatchObject({
      data: { code: 'models.STILL_USED' },
    });
    expect((await client.models.remove({ modelId, evenIfUsed: true })).freedBytes).toBeGreaterThan(0);
  });

  it('is every space with documents whose vectors it made', () => {
    const db = openMemoryDatabase(readMigrations(join(programDir, 'electron/core/db/migrations')), silentLog);
    db.pragma('foreign_keys = OFF');
    const add = (table: string, row: Record<string, unknown>): void => {
      const names = Object.keys(row);
      db.prepare(
        `INSERT INTO ${table} (${names.join()}) VALUES (${names.map((name) => `@${name}`).join()})`,
      ).run(row);
    };
    const sets = [
      [1, 'embedder'],
      [2, 'not-yet-used'],
    ] as const;
    for (const [seq, modelId] of sets)
      add('vector_sets', {
        seq,
        tenant_id: 't',
        model_id: modelId,
        dimension: 2,
        state: 'serving',
        created_at: '2026-11-22T10:00:00.000Z',
      });
    for (const [id, space] of [
      ['a', 's1'],
      ['b', 's1'],
      ['c', 's2'],
    ])
      add('documents', {
        id,
        tenant_id: 't',
        space_id: space,
        title: id,
        language: 'de',
        source: id,
        version_id: id,
        first_chunk_seq: 1,
        chunk_count: 1,
        created_at: '2026-11-22T10:00:00.000Z',
        updated_at: '2026-11-22T10:00:00.000Z',
      });
    add('chunk_vectors', { tenant_id: 't', set_seq: 1, chunk_seq: 1, vector: Buffer.alloc(8) });
    expect(spacesByEmbedder(db)).toEqual([{ modelId: 'embedder', count: 2 }]);
    db.close();
  });
});
