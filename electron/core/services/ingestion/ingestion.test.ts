/** The whole way: real files, the real parser process, the real store; only the clock of the world is ours. */
import { chmod, mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IngestionFile } from '../../../contract/ingestion.ts';
import { createMemoryHost, type MemoryHost } from '../../../hosts/memory.ts';

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
/** PDFium rebuilds the missing cross-reference table. */
const onePagePdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 72>>stream
1 0 0 rg 0 0 50 50 re f BT /F 12 Tf 60 60 Td (Bebauungsplan 12 B) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
`;

let host: MemoryHost;
let modelsDir = '';
let folder = '';
let spaceId = '';
let spaces = 0;

beforeAll(async () => {
  modelsDir = await mkdtemp(join(tmpdir(), 'wattos-models-'));
  host = await createMemoryHost({ modelsDir });
});
afterAll(async () => {
  await host.close();
  await rm(modelsDir, { recursive: true, force: true });
});
beforeEach(async () => {
  // A test that failed in a pause must not take the others along.
  await host.client.ingestion.resume();
  folder = await mkdtemp(join(tmpdir(), 'wattos-files-'));
  spaces += 1;
  spaceId = (await host.client.knowledge.createSpace({ name: `Raum ${spaces}` })).id;
  return () => rm(folder, { recursive: true, force: true });
});

const settled = () =>
  expect
    .poll(async () => {
      const { waiting, active, walking } = await host.client.ingestion.state({});
      return waiting + active + walking;
    })
    .toBe(0);
const add = async (...paths: string[]) => {
  const result = await host.client.ingestion.add({ spaceId, paths });
  await settled();
  return result;
};
const documents = async () => (await host.client.knowledge.documents({ spaceId, limit: 200 })).items;
const files = async (): Promise<Record<string, IngestionFile>> =>
  Object.fromEntries(
    (await host.client.ingestion.files({ spaceId, limit: 200 })).items.map((file) => [file.fileName, file]),
  );
const search = async (query: string) =>
  (await host.client.knowledge.search({ query, spaceIds: [spaceId] })).hits;
const write = async (name: string, text: string) => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};

describe('files', () => {
  it('become documents with structure; the same bytes twice are one, changed bytes a new version', async () => {
    const first = await write(
      'Satzung.md',
      '# Hundesteuersatzung\n\nDie Steuer beträgt 120 Euro.\n\n- befreit: Blindenhunde\n',
    );
    const copy = await write(
      'Kopie.md',
      '# Hundesteuersatzung\n\nDie Steuer beträgt 120 Euro.\n\n- befreit: Blindenhunde\n',
    );
    expect(await add(first, copy)).toMatchObject({ added: 2, known: 0 });
    expect((await documents()).map((one) => [one.title, one.version])).toEqual([['Hundesteuersatzung', 1]]);
    expect(
      Object.values(await files())
        .map((file) => file.state)
        .sort(),
    ).toEqual(['done', 'unchanged']);
    const [before] = await documents();
    await write('Satzung.md', '# Hundesteuersatzung\n\nDie Katzensteuer beträgt 90 Euro im Jahr.\n');
    expect(await add(first, copy)).toMatchObject({ added: 1, known: 1 });
    // The copy still says what it said: the change is a document of its own.
    expect(await documents()).toHaveLength(2);
    await write('Kopie.md', '# Hundesteuersatzung\n\nNun wieder anders: Pferdesteuer.\n');
    await add(copy);
    const changed = (await documents()).find((one) => one.id === before?.id);
    expect(changed?.version).toBe(2);
    expect((await search('Pferdesteuer'))[0]?.headingPath).toEqual(['Hundesteuersatzung']);
  });

  it('that cannot be read say why, and are read when they can be', async () => {
    const broken = await write('kaputt.docx', 'PK\u0003\u0004 das ist kein Word');
    await write('leer.txt', '');
    await write('nur Zeichen.txt', '--- *** ---');
    await add(
      broken,
      join(folder, 'leer.txt'),
      join(folder, 'nur Zeichen.txt'),
      join(folder, 'gibt es nicht.pdf'),
    );
    const found = await files();
    expect(found['leer.txt']?.error?.code).toBe('documents.EMPTY');
    expect(found['nur Zeichen.txt']?.error?.code).toBe('knowledge.DOCUMENT_EMPTY');
    expect(found['gibt es nicht.pdf']?.error?.code).toBe('documents.UNREADABLE');
    expect(found['kaputt.docx']).toMatchObject({ state: 'failed', error: { family: 'INVALID' } });
    await writeFile(join(folder, 'gibt es nicht.pdf'), 'Jetzt gibt es sie: Fundsachenverzeichnis.');
    const missing = found['gibt es nicht.pdf'];
    expect(await host.client.ingestion.retry({ fileId: missing?.id ?? null })).toEqual({ retried: 1 });
    await settled();
    expect((await files())['gibt es nicht.pdf']?.state).toBe('done');
    expect(await search('Fundsachenverzeichnis')).toHaveLength(1);
  });

  it('that failed are tried again in the space that is shown, and in no other', async () => {
    const broken = await write('kaputt.docx', 'PK\u0003\u0004 das ist kein Word');
    await add(broken);
    const elsewhere = await host.client.knowledge.createSpace({ name: 'Anderswo' });
    await host.client.ingestion.add({ spaceId: elsewhere.id, paths: [broken] });
    await settled();
    await host.client.ingestion.pause();
    expect(await host.client.ingestion.retry({ fileId: null, spaceId })).toEqual({ retried: 1 });
    const failed = async (of: string) => (await host.client.ingestion.state({ spaceId: of })).failed;
    expect([await failed(spaceId), await failed(elsewhere.id)]).toEqual([0, 1]);
    await host.client.ingestion.resume();
    await settled();
  });

  it('with attachments become documents below theirs', async () => {
    const mail = [
      'From: a@example.org',
      'Subject: Einladung zur Ratssitzung',
      'Date: Mon, 05 Jan 2026 10:00:00 +0100',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x',
      'Content-Type: text/plain',
      '',
      'Anbei die Tagesordnung.',
      '--x',
      'Content-Type: text/plain; name=Tagesordnung.txt',
      'Content-Disposition: attachment; filename=Tagesordnung.txt',
      '',
      'Punkt 1: Schwimmbadsanierung',
      '--x--',
      '',
    ].join('\r\n');
    const path = await write('mail.eml', mail);
    await add(path);
    const [hit] = await search('Schwimmbadsanierung');
    expect(hit?.title).toBe('Tagesordnung');
    const all = await documents();
    const parent = all.find((one) => one.title === 'Einladung zur Ratssitzung');
    expect(parent?.date).toBe('2026-01-05');
    expect(all.find((one) => one.title === 'Tagesordnung')?.parentId).toBe(parent?.id);
    await host.client.ingestion.reindex({ documentId: hit?.documentId ?? '' });
    await settled();
    expect((await documents()).map((one) => one.id).sort()).toEqual(all.map((one) => one.id).sort());
  });

  it('from a browser arrive in pieces, a repeated piece counts once', async () => {
    const bytes = Buffer.from(
      `Hochgeladen: Quastenflosser. ${'Die Satzung gilt für das ganze Gebiet der Gemeinde. '.repeat(2_500)}`,
    );
    const uploadId = '0197aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee';
    const send = (startByte: number, endByte: number, last: boolean) =>
      host.client.ingestion.upload({
        ...{ spaceId, uploadId, fileName: '../a/Fisch.txt', startByte, last },
        contentBase64: bytes.subarray(startByte, endByte).toString('base64'),
      });
    expect(await send(0, 60_000, false)).toEqual({ receivedBytes: 60_000, fileId: null });
    expect(await send(0, 60_000, false)).toEqual({ receivedBytes: 60_000, fileId: null });
    await expect(send(70_000, 80_000, false)).rejects.toMatchObject({ code: 'request.INVALID' });
    expect((await send(60_000, bytes.length, true)).fileId).not.toBeNull();
    await settled();
    expect((await files())['.._a_Fisch.txt']).toMatchObject({ state: 'done', sizeBytes: bytes.length });
    expect(await search('Quastenflosser')).toHaveLength(1);
  });
});

describe('the queue', () => {
  it('pauses, skips, goes on', async () => {
    await host.client.ingestion.pause();
    const paths = await Promise.all([1, 2, 3].map((n) => write(`datei${n}.txt`, `Inhalt Nummer ${n}`)));
    const { runId, added } = await host.client.ingestion.add({ spaceId, paths });
    expect({ runId, added }).toEqual({ runId: null, added: 3 });
    const waiting = await files();
    await host.client.ingestion.skip({ fileId: waiting['datei1.txt']?.id ?? '' });
    await host.client.ingestion.prioritise({ fileId: waiting['datei3.txt']?.id ?? '' });
    expect(await host.client.ingestion.state({})).toMatchObject({ paused: true, waiting: 2 });
    await host.client.ingestion.resume();
    await settled();
    const after = await files();
    expect(['datei1.txt', 'datei2.txt', 'datei3.txt'].map((name) => after[name]?.state)).toEqual([
      'skipped',
      'done',
      'done',
    ]);
    // Two are read side by side: which is done first is anyone's guess, which is taken first is tested beside the store.
    expect((await documents()).map((one) => one.title).sort()).toEqual(['datei2', 'datei3']);
  });
});

describe('pages', () => {
  it('of a PDF are painted from the kept original, an image is given as it is, a text has none', async () => {
    const pdf = Buffer.from(onePagePdf);
    await writeFile(join(folder, 'Plan.pdf'), pdf);
    await writeFile(join(folder, 'Punkt.png'), onePixel);
    await add(join(folder, 'Plan.pdf'), join(folder, 'Punkt.png'), await write('Text.txt', 'nur Text'));
    const all = await documents();
    const image = async (title: string, page = 1) => {
      const one = all.find((document) => document.title === title);
      const ids = { documentId: one?.id ?? '', versionId: one?.versionId ?? '' };
      const view = await host.client.knowledge.document({ documentId: ids.documentId });
      const drawn = host.client.knowledge.pageImage({ ...ids, page, widthPx: 400 });
      return { has: view.hasPageImages, pages: view.pages, drawn };
    };
    const plan = await image('Plan');
    expect(plan.has).toBe(true);
    expect(plan.pages[0]).toMatchObject({ widthPt: 200, heightPt: 100 });
    const { contentBase64, ...size } = await plan.drawn;
    expect(size).toEqual({ mimeType: 'image/png', widthPx: 400, heightPx: 200 });
    const png = Buffer.from(contentBase64, 'base64');
    const data = inflateSync(png.subarray(41, png.readUInt32BE(33) + 41));
    const pixel = (x: number, y: number) => [...data.subarray(y * 1201 + 1 + x * 3, y * 1201 + 4 + x * 3)];
    // The page is white and holds a red square in its lower left quarter.
    expect(pixel(300, 50)).toEqual([255, 255, 255]);
    expect(pixel(50, 150)).toEqual([255, 0, 0]);
    await expect((await image('Plan', 2)).drawn).rejects.toMatchObject({ code: 'documents.CORRUPT' });
    expect(Buffer.from((await (await image('Punkt')).drawn).contentBase64, 'base64').equals(onePixel)).toBe(
      true,
    );
    const text = await image('Text');
    expect(text.has).toBe(false);
    await expect(text.drawn).rejects.toMatchObject({ code: 'knowledge.NO_PAGE_IMAGE' });
  });
});

describe('folders', () => {
  it('are walked without hidden files, links in circles, or a stop at what is unreadable', async () => {
    await mkdir(join(folder, 'a/b'), { recursive: true });
    await mkdir(join(folder, '.git'));
    await mkdir(join(folder, 'zu'));
    await write('a/b/tief.txt', 'ganz unten');
    await write('.git/config.txt', 'versteckt');
    await write('a/Thumbs.db', 'Bildchen');
    await write('a/~$Brief.docx', 'Sperre');
    await write('zu/geheim.txt', 'unlesbar');
    await symlink(folder, join(folder, 'a/kreis'));
    // Root reads everything: there the folder just is readable.
    await chmod(join(folder, 'zu'), 0o000);
    await add(folder);
    await chmod(join(folder, 'zu'), 0o700);
    const found = await files();
    expect(found['tief.txt']?.state).toBe('done');
    expect(Object.keys(found).filter((name) => !['tief.txt', 'geheim.txt', 'zu'].includes(name))).toEqual([]);
    if (process.getuid?.() !== 0) expect(found.zu?.error?.code).toBe('documents.UNREADABLE');
  });

  it('that are watched follow the disk: new, changed, gone and back, and deleted stays deleted', async () => {
    await write('eins.txt', 'Der erste Text');
    const watched = await host.client.ingestion.watchFolder({ spaceId, path: folder });
    const titles = async () => (await documents()).map((one) => one.title).sort();
    const seen = (expected: string[]) => expect.poll(titles).toEqual(expected);
    await seen(['eins']);
    await settled();
    await mkdir(join(folder, 'unten'));
    await write('unten/zwei.txt', 'Der zweite Text');
    await seen(['eins', 'zwei']);
    await settled();
    await rename(join(folder, 'unten/zwei.txt'), join(folder, '..', `${spaceId}.txt`));
    await expect.poll(async () => (await files())['zwei.txt']?.missing).toBe(true);
    expect(await titles()).toEqual(['eins', 'zwei']);
    await rename(join(folder, '..', `${spaceId}.txt`), join(folder, 'unten/zwei.txt'));
    await expect.poll(async () => (await files())['zwei.txt']?.missing).toBe(false);
    const [one] = (await documents()).filter((document) => document.title === 'eins');
    await host.client.knowledge.removeDocument({ documentId: one?.id ?? '' });
    await write('drei.txt', 'Der dritte Text');
    await seen(['drei', 'zwei']);
    expect(await host.client.ingestion.watchedFolders()).toMatchObject([
      { id: watched.id, state: 'watching', files: 2 },
    ]);
    expect(await host.client.ingestion.unwatchFolder({ folderId: watched.id })).toEqual({ removed: true });
  });

  it('leave no copy of a deleted document behind', async () => {
    await add(await write('Foto.txt', 'nur damit es den Ordner gibt'));
    await writeFile(join(folder, 'Scan.png'), onePixel);
    await add(join(folder, 'Scan.png'));
    const scan = (await documents()).find((one) => one.title === 'Scan');
    expect(scan?.warnings).toContain('needs-ocr');
    const originals = () => readdir(join(host.dataDir, 'originals'));
    const others = (await originals()).length - 1;
    expect(others).toBeGreaterThanOrEqual(0);
    await host.client.knowledge.removeDocument({ documentId: scan?.id ?? '' });
    expect(await originals()).toHaveLength(others);
  });
});
