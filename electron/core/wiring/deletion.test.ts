/** Art. 17 DSGVO, looked at from below: after a deletion, no page of the database and no file holds what was in the document. */
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createMemoryHost, type MemoryHost } from '../../hosts/memory.ts';
import type { Db } from '../db/open.ts';

let folder = '';
let host: MemoryHost;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wattos-deletion-'));
  host = await createMemoryHost({ dataDir: join(folder, 'data'), modelsDir: join(folder, 'models') });
});
afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

const db = (): Db => {
  const services = host.core.context({ transport: 'memory', client: 'test' }).engine.services();
  if (services === null) throw new Error('database is locked');
  return services.db;
};
/** Every page as it lies in the file, decrypted, free pages included. */
const rawPages = (): string => (db().serialize() as Buffer).toString('latin1').toLowerCase();
const filesBelow = (path: string): string[] =>
  readdirSync(path).flatMap((name) => {
    const below = join(path, name);
    return statSync(below).isDirectory() ? filesBelow(below) : [below];
  });
const settled = () =>
  expect
    .poll(async () => {
      const { waiting, active, walking } = await host.client.ingestion.state({});
      return waiting + active + walking;
    })
    .toBe(0);

const secret = ['Quastenflosser', 'Zwetschgenmus', 'Xylophonzwang', 'Gnitzenfang', 'Dackelblick', 'Mail.eml'];
const pdf = (text: string): string => `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length ${text.length + 34}>>stream
BT /F 12 Tf 10 60 Td (${text}) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
`;

it('no word, name, tag or byte of a deleted document is left in the database, its log, copies or files', async () => {
  const from = join(folder, 'Akten');
  await mkdir(from);
  const { id: spaceId } = await host.client.knowledge.createSpace({ name: 'Akten' });
  writeFileSync(join(from, 'Xylophonzwang.pdf'), pdf('Quastenflosser und Zwetschgenmus'));
  writeFileSync(
    join(from, 'Mail.eml'),
    `Subject: Zwetschgenmus\r\nContent-Type: text/plain\r\n\r\nVom Quastenflosser.\r\n`,
  );
  writeFileSync(join(from, 'bleibt.txt'), 'Die Hundesteuer bleibt.');
  await host.client.ingestion.watchFolder({ spaceId, path: from });
  await expect.poll(async () => (await host.client.knowledge.documents({ spaceId })).items.length).toBe(3);
  await settled();
  // The same bytes under another name, and a name the file had once, belong to the document as well.
  writeFileSync(join(folder, 'Gnitzenfang.pdf'), pdf('Quastenflosser und Zwetschgenmus'));
  await host.client.ingestion.add({ spaceId, paths: [join(folder, 'Gnitzenfang.pdf')] });
  await settled();
  renameSync(join(folder, 'Gnitzenfang.pdf'), join(folder, 'Dackelblick.pdf'));
  await host.client.ingestion.add({ spaceId, paths: [join(folder, 'Dackelblick.pdf')] });
  await settled();
  // A second version leaves the first one's text behind until the document goes.
  writeFileSync(join(from, 'Xylophonzwang.pdf'), pdf('Quastenflosser, zweite Fassung'));
  await host.client.ingestion.add({ spaceId, paths: [join(from, 'Xylophonzwang.pdf')] });
  await settled();
  // What cannot be read any more keeps its document, and its name goes with it.
  writeFileSync(join(from, 'Mail.eml'), '');
  await host.client.ingestion.add({ spaceId, paths: [join(from, 'Mail.eml')] });
  await settled();
  const { items } = await host.client.knowledge.documents({ spaceId });
  const gone = items.filter((item) => item.title !== 'bleibt');
  for (const { id } of gone) await host.client.knowledge.setTags({ documentId: id, tags: ['Xylophonzwang'] });
  await host.client.knowledge.search({ query: 'Quastenflosser' });
  const before = rawPages();
  for (const word of secret) expect(before, word).toContain(word.toLowerCase());
  const originals = join(host.dataDir, 'originals');
  expect(readdirSync(originals).length).toBeGreaterThan(0);
  const key = db().prepare('SELECT key FROM originals LIMIT 1').pluck().get() as Buffer;
  // A copy from before an update of the database.
  await mkdir(join(host.dataDir, 'backups'));
  writeFileSync(
    join(host.dataDir, 'backups', 'wattos.db.2026-01-01T00-00-00.000Z'),
    readFileSync(join(host.dataDir, 'wattos.db')),
  );

  for (const { id } of gone) await host.client.knowledge.removeDocument({ documentId: id });

  const after = rawPages();
  // Of the document only its id stays, in the audit log: that it was deleted must be provable.
  for (const word of [...secret, ...gone.map((item) => item.versionId)])
    expect(after.includes(word.toLowerCase()), word).toBe(false);
  expect(after.includes(key.toString('latin1').toLowerCase())).toBe(false);
  expect(after).toContain('hundesteuer');
  expect(readdirSync(originals)).toEqual([]);
  const left = filesBelow(host.dataDir);
  expect(left.filter((file) => file.includes('backups'))).toEqual([]);
  // The log was emptied; since then it holds the audit entry of the deletion.
  expect(statSync(join(host.dataDir, 'wattos.db-wal')).size).toBeLessThan(40_000);
  for (const file of left) {
    const content = readFileSync(file).toString('latin1').toLowerCase();
    for (const word of secret) expect(content.includes(word.toLowerCase()), `${word} in ${file}`).toBe(false);
  }
  expect((await host.client.knowledge.search({ query: 'Quastenflosser' })).hits).toEqual([]);
  expect((await host.client.knowledge.search({ query: 'Hundesteuer' })).hits).toHaveLength(1);
});

it('a deleted space takes its waiting files and uploads along', async () => {
  const { id: spaceId } = await host.client.knowledge.createSpace({ name: 'Eingang' });
  await host.client.ingestion.pause();
  await host.client.ingestion.upload({
    ...{
      spaceId,
      uploadId: '0197aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee',
      fileName: 'Xylophonzwang.txt',
      startByte: 0,
      last: true,
    },
    contentBase64: Buffer.from('Vom Quastenflosser').toString('base64'),
  });
  expect(readdirSync(join(host.dataDir, 'originals'))).toHaveLength(1);
  await host.client.knowledge.removeSpace({ spaceId });
  expect(readdirSync(join(host.dataDir, 'originals'))).toEqual([]);
  expect(rawPages()).not.toContain('xylophonzwang');
});

it('a file that never became a document leaves neither its name nor what was uploaded of it', async () => {
  const { id: spaceId } = await host.client.knowledge.createSpace({ name: 'Eingang' });
  const from = join(folder, 'Ordner');
  await mkdir(from);
  writeFileSync(join(from, 'Gnitzenfang.docx'), 'PK\u0003\u0004 kein Word');
  await host.client.ingestion.watchFolder({ spaceId, path: from });
  await host.client.ingestion.upload({
    ...{ spaceId, uploadId: '0197aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee', startByte: 0, last: true },
    fileName: 'Dackelblick.docx',
    contentBase64: Buffer.from('PK\u0003\u0004 auch kein Word').toString('base64'),
  });
  const failed = async () => (await host.client.ingestion.files({ spaceId, states: ['failed'] })).items;
  await expect.poll(async () => (await failed()).length).toBe(2);
  expect(readdirSync(join(host.dataDir, 'originals'))).toHaveLength(1);
  for (const { id: fileId } of await failed())
    expect(await host.client.ingestion.forget({ fileId })).toEqual({ removed: true });
  expect(readdirSync(join(host.dataDir, 'originals'))).toEqual([]);
  const after = rawPages();
  for (const word of ['gnitzenfang', 'dackelblick']) expect(after.includes(word), word).toBe(false);
  // What has a document is deleted with it, and not behind its back.
  writeFileSync(join(from, 'bleibt.txt'), 'Die Hundesteuer bleibt.');
  await host.client.ingestion.add({ spaceId, paths: [join(from, 'bleibt.txt')] });
  await settled();
  const [kept] = (await host.client.ingestion.files({ spaceId })).items;
  expect(await host.client.ingestion.forget({ fileId: kept?.id ?? '' })).toEqual({ removed: false });
});
