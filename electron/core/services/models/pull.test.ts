import { mkdir, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../kernel/log.ts';
import type { NetworkDoor } from '../../ports/network.ts';
import { createNetworkDoor } from '../system/door.ts';
import { ggufFile } from './testing/gguf-file.ts';
import { codeOf, openTestStore, type TestStore, tenant, weights } from './testing/test-store.ts';

const openDoor = () =>
  createNetworkDoor({
    ledger: { record: () => ({ received: () => {}, end: () => {} }) },
    policy: () => ({ allowedPurposes: [], proxyUrl: '', caFile: '' }),
    log: silentLog,
  });

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore(openDoor);
});
afterEach(() => store.close());

describe('pulling a model', () => {
  it('installs a model from parts in packages, and only the files it names', async () => {
    await store.writeEntry();
    const { models, settle, stateOf } = store.open();
    expect(await stateOf()).toEqual({ state: 'available' });
    expect(await settle(models.pull(tenant, 'test-model'))).toMatchObject({ state: 'finished' });
    expect(await stateOf()).toMatchObject({ state: 'installed', sizeBytes: weights.length });
    const { path, entry } = await models.resolve('test-model');
    expect(await readFile(path)).toEqual(weights);
    expect(entry).toEqual({ id: 'test-model', name: 'Test', contextTokens: 2048 });
    expect(await readdir(join(store.dir, 'models/test-model'))).toEqual(['manifest.json', 'model.gguf']);
  });

  it('completes with the right hash although the network breaks ten times', async () => {
    await store.writeEntry();
    store.network.cuts = 10;
    const { models, settle } = store.open();
    expect(await settle(models.pull(tenant, 'test-model'))).toMatchObject({ state: 'finished' });
    expect(await readFile((await models.resolve('test-model')).path)).toEqual(weights);
  });

  it('keeps what has come when it is stopped and goes on from there', async () => {
    await store.writeEntry();
    const first = store.open();
    store.network.cuts = 1_000_000;
    const { runId } = first.models.pull(tenant, 'test-model');
    while ((await readdir(join(store.dir, 'models/test-model/download')).catch(() => [])).length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await first.runs.cancel(tenant.tenantId, runId);
    store.network.cuts = 0;
    const second = store.open();
    expect(await codeOf(() => second.models.resolve('test-model'))).toBe('models.NOT_INSTALLED');
    expect(await second.settle(second.models.pull(tenant, 'test-model'))).toMatchObject({
      state: 'finished',
    });
  });

  it('never lets a file with a wrong hash look usable', async () => {
    await store.writeEntry({
      files: [{ path: 'model.gguf', sizeBytes: weights.length, sha256: '0'.repeat(64) }],
    });
    const { models, settle, stateOf } = store.open();
    expect(await settle(models.pull(tenant, 'test-model'))).toMatchObject({
      state: 'failed',
      error: { code: 'models.WRONG_HASH' },
    });
    expect(await stateOf()).toMatchObject({
      state: 'partial',
      doneBytes: 0,
      reason: 'failed',
      error: { code: 'models.WRONG_HASH' },
    });
    expect(await codeOf(() => models.resolve('test-model'))).toBe('models.NOT_INSTALLED');
  });

  it('refuses a package that is not the one in the catalog', async () => {
    await store.writeEntry();
    store.files.set('/part1/-/part1-1.0.0.tgz', await store.tarball('evil', Buffer.from('something else')));
    const { models, settle } = store.open();
    expect(await settle(models.pull(tenant, 'test-model'))).toMatchObject({
      error: { code: 'models.WRONG_HASH' },
    });
  });

  it('remembers the hash of a first download and insists on it ever after', async () => {
    const source = {
      kind: 'url',
      files: [{ url: `${store.server.url.replace('http', 'https')}/m.gguf`, into: 'model.gguf' }],
    };
    const unknown = [{ path: 'model.gguf', sizeBytes: weights.length, sha256: null }];
    await store.writeEntry({ files: unknown, sources: [source] });
    let served = weights;
    const door: NetworkDoor = {
      request: async () => ({
        status: 200,
        headers: { 'content-length': `${served.length}` },
        body: oneChunk(served),
      }),
    };
    const { models, settle } = store.open({ door });
    expect(await settle(models.pull(tenant, 'test-model'))).toMatchObject({ state: 'finished' });
    await models.remove('test-model');
    served = ggufFile({ elements: 50_000, fill: 8 });
    expect(await settle(models.pull(tenant, 'test-model'))).toMatchObject({
      error: { code: 'models.WRONG_HASH' },
    });
    served = weights;
    expect(await settle(models.pull(tenant, 'test-model'))).toMatchObject({ state: 'finished' });
  });

  it('lets two processes pull one model without breaking each other', async () => {
    await store.writeEntry();
    const [one, other] = [store.open(), store.open()];
    const ends = await Promise.all([
      one.settle(one.models.pull(tenant, 'test-model')),
      other.settle(other.models.pull(tenant, 'test-model')),
    ]);
    expect(ends.map((end) => end.state)).toEqual(['finished', 'finished']);
    expect(store.server.requests).toHaveLength(2);
  });

  it('is not blocked by the lock of a process that died', async () => {
    await store.writeEntry();
    await mkdir(join(store.dir, 'models'));
    await writeFile(join(store.dir, 'models/.lock-test-model'), '1');
    const longAgo = new Date(Date.now() - 3_600_000);
    await utimes(join(store.dir, 'models/.lock-test-model'), longAgo, longAgo);
    const { models, settle } = store.open();
    expect(await settle(models.pull(tenant, 'test-model'))).toMatchObject({ state: 'finished' });
  });

  it('says what is wrong with an installed file that was damaged later', async () => {
    await store.writeEntry();
    const { models, settle, stateOf } = store.open();
    await settle(models.pull(tenant, 'test-model'));
    const { path } = await models.resolve('test-model');
    await truncate(path, 1000);
    expect(await codeOf(() => models.resolve('test-model'))).toBe('models.FILE_TRUNCATED');
    expect(await stateOf()).toMatchObject({ state: 'broken', error: { code: 'models.FILE_TRUNCATED' } });
    await writeFile(path, Buffer.alloc(weights.length, 65));
    expect(await codeOf(() => models.resolve('test-model'))).toBe('models.NOT_A_MODEL');
    await writeFile(path, ggufFile({ version: 9, elements: 50_000 }));
    expect(await codeOf(() => models.resolve('test-model'))).toBe('models.UNSUPPORTED_VERSION');
    await rm(path);
    expect(await codeOf(() => models.resolve('test-model'))).toBe('models.FILE_MISSING');
    expect(await settle(models.pull(tenant, 'test-model'))).toMatchObject({ state: 'finished' });
    expect(await stateOf()).toMatchObject({ state: 'installed' });
  });
});

async function* oneChunk(content: Buffer): AsyncGenerator<Uint8Array> {
  yield content;
}
