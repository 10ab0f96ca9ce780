import { cp, mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../kernel/log.ts';
import { createNetworkDoor } from '../system/door.ts';
import { createModelStore } from './store.ts';
import { ggufFile } from './testing/gguf-file.ts';
import { codeOf, openTestStore, type TestStore, tenant, weights } from './testing/test-store.ts';

const openDoor = () =>
  createNetworkDoor({
    ledger: { record: () => ({ received: () => {}, end: () => {} }) },
    policy: () => ({ allowedPurposes: [], proxyUrl: '', caFile: '' }),
    log: silentLog,
  });

let store: TestStore;
let stick: string;
beforeEach(async () => {
  store = await openTestStore(openDoor);
  await store.writeEntry();
  await store.writeFolderEntry();
  stick = join(store.dir, 'stick');
  await mkdir(stick);
});
afterEach(() => store.close());

const other = () => store.open({ modelsDir: 'other-models' });

describe('importing from a folder', () => {
  it('takes over the model folder of another installation without the network', async () => {
    const first = store.open();
    await first.settle(first.models.pull(tenant, 'test-model'));
    await first.settle(first.models.pull(tenant, 'folder-model'));
    const own = join(store.dir, 'own.gguf');
    await writeFile(own, ggufFile({ elements: 10 }));
    await first.settle(await first.models.importFile(tenant, own));
    await cp(join(store.dir, 'models'), stick, { recursive: true });

    const second = other();
    store.server.requests.length = 0;
    const { found } = await second.models.scanFolder(stick);
    expect(found.map(({ modelId, state }) => [modelId, state])).toEqual([
      ['folder-model', 'new'],
      ['imported-own', 'new'],
      ['test-model', 'new'],
    ]);
    const run = await second.models.importFolder(tenant, { path: stick, only: null });
    expect(await second.settle(run)).toMatchObject({ state: 'finished' });
    for (const id of ['folder-model', 'imported-own', 'test-model'])
      expect(await second.stateOf(id)).toMatchObject({ state: 'installed' });
    expect(store.server.requests).toEqual([]);
    const again = await second.models.scanFolder(stick);
    expect(again.found.every(({ state }) => state === 'installed')).toBe(true);
  });

  it('recognises catalog models in a plain folder by their hash, and others by their header', async () => {
    const parts = await store.writeFolderEntry();
    for (const { path, content } of parts) {
      await mkdir(join(stick, 'embedder/onnx'), { recursive: true });
      await writeFile(join(stick, 'embedder', path), content);
    }
    await mkdir(join(stick, 'deep/down'), { recursive: true });
    await writeFile(join(stick, 'deep/down/renamed.gguf'), weights);
    await writeFile(join(stick, 'deep/unknown.gguf'), ggufFile({ elements: 20 }));
    await writeFile(join(stick, 'future.gguf'), ggufFile({ version: 9 }));
    await writeFile(join(stick, 'letter.txt'), 'no model');
    const { models, settle, stateOf } = store.open();
    const { found } = await models.scanFolder(stick);
    expect(found.map(({ path, state, error }) => [path, state, error?.code ?? null])).toEqual([
      ['deep/down/renamed.gguf', 'new', null],
      ['deep/unknown.gguf', 'new', null],
      ['embedder', 'new', null],
      ['future.gguf', 'unusable', 'models.UNSUPPORTED_VERSION'],
    ]);
    const only = ['deep/down/renamed.gguf', 'embedder', 'future.gguf'];
    await settle(await models.importFolder(tenant, { path: stick, only }));
    expect(await stateOf('test-model')).toMatchObject({ state: 'installed' });
    expect(await stateOf('folder-model')).toMatchObject({ state: 'installed' });
    expect(await stateOf('imported-unknown')).toBeUndefined();
  });

  it('refuses a model that claims to be of the catalog and is not, and takes the others', async () => {
    const first = store.open();
    await first.settle(first.models.pull(tenant, 'test-model'));
    await first.settle(first.models.pull(tenant, 'folder-model'));
    await cp(join(store.dir, 'models'), stick, { recursive: true });
    const damaged = Buffer.from(weights);
    damaged[damaged.length - 1] = 0;
    await writeFile(join(stick, 'test-model/model.gguf'), damaged);
    const second = other();
    const run = await second.models.importFolder(tenant, { path: stick, only: null });
    expect(await second.settle(run)).toMatchObject({ state: 'failed', error: { code: 'models.WRONG_HASH' } });
    expect(await second.stateOf('test-model')).toEqual({ state: 'available' });
    expect(await second.stateOf('folder-model')).toMatchObject({ state: 'installed' });
    expect(await readdir(join(store.dir, 'other-models'))).not.toContainEqual(
      expect.stringMatching(/^\.import/),
    );
  });

  it('lets no manifest lead out of the stick or of the store', async () => {
    await mkdir(join(stick, 'evil'));
    const manifest = {
      schema: 1,
      id: '../../evil',
      origin: 'imported',
      description: {
        name: 'Evil',
        task: 'chat',
        languages: [],
        quality: 'good',
        contextTokens: null,
        quantisation: null,
        licence: '',
      },
      memoryBytes: 1,
      files: [{ path: '../../../etc/passwd', sizeBytes: 1, sha256: '0'.repeat(64) }],
      installedAt: '2026-01-01T00:00:00Z',
    };
    await writeFile(join(stick, 'evil/manifest.json'), JSON.stringify(manifest));
    const { models } = store.open();
    expect(await codeOf(() => models.scanFolder(stick))).toBe('models.NOTHING_TO_IMPORT');
    await writeFile(join(stick, 'evil/manifest.json'), JSON.stringify({ ...manifest, id: 'evil' }));
    expect(await codeOf(() => models.scanFolder(stick))).toBe('models.NOTHING_TO_IMPORT');
    expect(await codeOf(() => models.scanFolder(join(stick, 'none')))).toBe('models.NOTHING_TO_IMPORT');
  });

  it('takes the place of an unfinished download', async () => {
    const file = join(stick, 'model.gguf');
    await writeFile(file, weights);
    store.files.clear();
    const { models, settle, stateOf } = store.open();
    await settle(models.pull(tenant, 'test-model'));
    expect(await stateOf()).toMatchObject({ state: 'partial' });
    expect(await settle(await models.importFile(tenant, file))).toMatchObject({ state: 'finished' });
    expect(await stateOf()).toMatchObject({ state: 'installed' });
    expect(await readFile((await models.resolve('test-model')).path)).toEqual(weights);
  });

  it('leaves nothing behind for good when the program dies on the way', async () => {
    const { models, settle } = store.open();
    await settle(models.pull(tenant, 'test-model'));
    const [old, young] = ['.import-old', '.removed-young'].map((name) => join(store.dir, 'models', name));
    if (old === undefined || young === undefined) throw new Error('unreachable');
    for (const dir of [old, young]) await mkdir(join(dir, 'onnx'), { recursive: true });
    const longAgo = new Date(Date.now() - 2 * 3_600_000);
    await utimes(join(old, 'onnx'), longAgo, longAgo);
    await utimes(old, longAgo, longAgo);
    await createModelStore({ modelsDir: join(store.dir, 'models') }).sweep();
    const left = await readdir(join(store.dir, 'models'));
    expect(left).toContain('.removed-young');
    expect(left).not.toContain('.import-old');
    expect((await models.installed('chat')).map(({ id }) => id)).toEqual(['test-model']);
  });

  it('is refused with numbers when the disk has no room for it', async () => {
    await writeFile(join(stick, 'model.gguf'), weights);
    const { models, settle, stateOf } = store.open({ freeBytes: async () => 1_000_000 });
    const run = await models.importFolder(tenant, { path: stick, only: null });
    expect(await settle(run)).toMatchObject({ error: { code: 'models.DISK_FULL', data: { haveMb: 1 } } });
    expect(await stateOf()).toEqual({ state: 'available' });
  });
});
