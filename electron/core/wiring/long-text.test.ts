/** A book among the files: chats go on while it is indexed, and when the program ends in the middle it is there once and found whole. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createMemoryHost, type MemoryHost } from '../../hosts/memory.ts';

let folder = '';
let host: MemoryHost;
const open = () => createMemoryHost({ dataDir: join(folder, 'data'), modelsDir: join(folder, 'models') });
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wattos-book-'));
  host = await open();
});
afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

const number = (sql: string): number => {
  const services = host.core.context({ transport: 'memory', client: 'test' }).engine.services();
  if (services === null) throw new Error('database is locked');
  return Number(services.db.prepare(sql).pluck().get());
};
const missing = (): number => number('SELECT count(*) FROM chunk_bags WHERE corpus_chunks < 0');

it('a book whose indexing is cut off is there once, and its last page is found', async () => {
  const pages = Array.from(
    { length: 6_000 },
    (_, at) => `Absatz ${at}: Die Gemeinde Lindenau regelt in dieser Sammlung, wer wofür zuständig ist.`,
  );
  const path = join(folder, 'sammlung.txt');
  writeFileSync(path, `${pages.join('\n')}\nZuletzt: Das Zwetschgenmuseum öffnet sonntags.\n`);
  const { id: spaceId } = await host.client.knowledge.createSpace({ name: 'Recht' });
  await host.client.ingestion.add({ spaceId, paths: [path] });
  await expect.poll(missing, { interval: 1 }).toBeGreaterThan(0);
  // What a chat writes is not kept waiting for the book.
  await host.client.chat.create({ modelId: null, systemPrompt: null, temporary: false });
  expect(missing()).toBeGreaterThan(0);

  await host.close();
  host = await open();
  await expect.poll(missing).toBe(0);
  await expect.poll(async () => (await host.client.ingestion.state({})).done).toBe(1);
  expect(number('SELECT count(*) FROM documents')).toBe(1);
  expect(number('SELECT count(*) FROM document_versions')).toBe(1);
  const { hits } = await host.client.knowledge.search({ query: 'Zwetschgenmuseum', spaceIds: [spaceId] });
  expect(hits[0]?.text).toContain('sonntags');
});
