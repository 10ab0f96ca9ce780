import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../db/open.ts';
import { createMemoryHost, type MemoryHost } from '../../../hosts/memory.ts';

let host: MemoryHost;
let folder = '';
beforeAll(async () => {
  host = await createMemoryHost({ modelsDir: null });
  folder = await mkdtemp(join(tmpdir(), 'wattos-full-'));
});
afterAll(async () => {
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

const database = (): Db => {
  const opened = host.core.context({ transport: 'memory', client: 'test' }).engine.services();
  if (opened === null) throw new Error('the database is not open');
  return opened.db;
};

test('files wait when the disk is full, with the reason said, and are read when there is room', async () => {
  const { ingestion, knowledge } = host.client;
  const { id: spaceId } = await knowledge.createSpace({ name: 'Voll' });
  for (let index = 0; index < 6; index += 1)
    await writeFile(
      join(folder, `niederschrift-${index}.txt`),
      Array.from({ length: 9000 }, (_, at) => `Wort${index}x${(at * 7919) % 100_003}`).join(' '),
    );
  const db = database();
  const states = async () => (await ingestion.files({ spaceId, limit: 50 })).items.map((file) => file.state);
  db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 40}`);
  try {
    await ingestion.add({ spaceId, paths: [folder] });
    await expect.poll(async () => (await ingestion.state({})).stoppedBy?.code).toBe('database.DISK_FULL');
    expect(await states()).not.toContain('failed');
  } finally {
    db.pragma('max_page_count = 1073741823');
  }
  expect(await ingestion.resume()).toMatchObject({ stoppedBy: null, paused: false });
  await expect.poll(states).toEqual(Array(6).fill('done'));
});
