import { mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../kernel/log.ts';
import type { NetworkDoor } from '../../ports/network.ts';
import { createNetworkDoor } from '../system/door.ts';
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
  await store.writeEntry();
});
afterEach(() => store.close());

/** Lets no download come to its end before the test says so. */
const holdDownloads = (): (() => void) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  store.network.held = promise;
  return resolve;
};
/** Until `holds`, however busy the machine is; the test's own time limit is the only one. */
const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
};
const bytesThere = async (): Promise<boolean> => {
  const parts = await readdir(join(store.dir, 'models/test-model/download')).catch(() => []);
  for (const part of parts)
    if ((await readFile(join(store.dir, 'models/test-model/download', part))).length > 0) return true;
  return false;
};

describe('downloads', () => {
  it('go one at a time in the order they were asked for', async () => {
    await store.writeFolderEntry('a-folder');
    await store.writeFolderEntry('b-folder');
    const goOn = holdDownloads();
    const { models, settle, stateOf } = store.open();
    const runs = ['test-model', 'b-folder', 'a-folder'].map((id) => models.pull(tenant, id));
    await until(async () => (await stateOf('a-folder'))?.state === 'queued');
    expect(await stateOf('test-model')).toMatchObject({ state: 'downloading' });
    expect(await stateOf('b-folder')).toMatchObject({ state: 'queued', position: 1 });
    expect(await stateOf('a-folder')).toMatchObject({ state: 'queued', position: 2 });
    goOn();
    for (const run of runs) expect(await settle(run)).toMatchObject({ state: 'finished' });
    const asked = store.server.requests.map(({ path }) => path.split('/')[1]?.split('-')[0]);
    expect(asked).toEqual(['part0', 'part1', 'b', 'b', 'a', 'a']);
  });

  it('install a model of several files in folders, and hand out where it lies', async () => {
    const parts = await store.writeFolderEntry();
    const { models, settle } = store.open();
    await settle(models.pull(tenant, 'folder-model'));
    const { folder, file, files } = await models.installedFiles('folder-model');
    expect(file).toBe('onnx/model.onnx');
    expect(files).toEqual(['onnx/model.onnx', 'tokenizer.json']);
    for (const { path, content } of parts) expect(await readFile(join(folder, path))).toEqual(content);
    expect(await models.installed('embed')).toMatchObject([{ id: 'folder-model', folder }]);
    await rm(join(folder, 'tokenizer.json'));
    expect(await codeOf(() => models.installedFiles('folder-model'))).toBe('models.FILE_MISSING');
    expect(await models.installed('embed')).toEqual([]);
    expect(await codeOf(() => models.remove('folder-model'))).toBeNull();
    expect(await readdir(join(store.dir, 'models'))).not.toContain('folder-model');
  });

  it('are paused by the person, stay paused over a restart, and go on from there', async () => {
    holdDownloads();
    const first = store.open();
    const run = first.models.pull(tenant, 'test-model');
    await until(bytesThere);
    expect(await first.models.pause('test-model')).toEqual({ paused: true });
    expect(first.runs.get(tenant.tenantId, run.runId).state).toBe('cancelled');
    expect(await first.models.pause('test-model')).toEqual({ paused: false });
    const second = store.open();
    const state = await second.stateOf();
    expect(state).toMatchObject({ state: 'partial', reason: 'paused', error: null });
    expect(state?.state === 'partial' && state.doneBytes).toBeGreaterThan(0);
    expect(await codeOf(() => second.models.resolve('test-model'))).toBe('models.NOT_INSTALLED');
    store.network.held = null;
    expect(await second.settle(second.models.pull(tenant, 'test-model'))).toMatchObject({
      state: 'finished',
    });
    expect(store.server.requests.some(({ range }) => range !== undefined)).toBe(true);
    expect(await second.stateOf()).toMatchObject({ state: 'installed' });
  });

  it('that wait can be paused too, and let the next one pass', async () => {
    await store.writeFolderEntry('a-folder');
    await store.writeFolderEntry('b-folder');
    const goOn = holdDownloads();
    const { models, settle, stateOf } = store.open();
    const first = models.pull(tenant, 'test-model');
    const waiting = models.pull(tenant, 'a-folder');
    const last = models.pull(tenant, 'b-folder');
    await until(async () => (await stateOf('b-folder'))?.state === 'queued');
    expect(await models.pause('a-folder')).toEqual({ paused: true });
    expect(await stateOf('a-folder')).toMatchObject({ state: 'partial', doneBytes: 0, reason: 'paused' });
    expect(await settle(waiting)).toMatchObject({ state: 'cancelled' });
    goOn();
    expect(await settle(first)).toMatchObject({ state: 'finished' });
    expect(await settle(last)).toMatchObject({ state: 'finished' });
    expect(await codeOf(() => models.remove('a-folder'))).toBeNull();
    expect(await stateOf('a-folder')).toEqual({ state: 'available' });
  });

  it('do not hold up the queue when one is cancelled before it began', async () => {
    await store.writeFolderEntry();
    const { models, runs, settle } = store.open();
    const { runId } = models.pull(tenant, 'test-model');
    const next = models.pull(tenant, 'folder-model');
    await runs.cancel(tenant.tenantId, runId);
    expect(await settle(next)).toMatchObject({ state: 'finished' });
  });

  it('are shown as interrupted when the program ended on the way', async () => {
    holdDownloads();
    const first = store.open();
    first.models.pull(tenant, 'test-model');
    await until(bytesThere);
    await first.runs.close();
    expect(await store.open().stateOf()).toMatchObject({ state: 'partial', reason: 'interrupted' });
  });

  it('say why the last one failed, after a restart as well', async () => {
    store.files.clear();
    const { models, settle } = store.open();
    expect(await settle(models.pull(tenant, 'test-model'))).toMatchObject({ state: 'failed' });
    expect(await store.open().stateOf()).toMatchObject({
      state: 'partial',
      reason: 'failed',
      error: { code: 'models.SOURCE_UNREACHABLE' },
    });
  });
});

describe('a full disk', () => {
  it('is seen before a byte is fetched, with numbers', async () => {
    const { models, settle } = store.open({ freeBytes: async () => 50 * 2 ** 20 });
    const end = await settle(models.pull(tenant, 'test-model'));
    expect(end.error).toMatchObject({ code: 'models.DISK_FULL', data: { haveMb: 50 } });
    expect(store.server.requests).toEqual([]);
  });

  // The device of that name is always full.
  it.skipIf(process.platform !== 'linux')(
    'at 99 % keeps what has come, says so, and costs only the rest',
    async () => {
      const folder = join(store.dir, 'models/test-model/download');
      const [part, aside] = [join(folder, 'npm-0.part'), join(store.dir, 'aside')];
      const real = openDoor();
      /** Breaks the connection when nearly all is there; then there is no room for more. */
      const door: NetworkDoor = {
        request: async (asked) => {
          const response = await real.request(asked);
          return asked.url.includes('part0') ? { ...response, body: cutAt(response.body, 0.99) } : response;
        },
      };
      async function* cutAt(body: AsyncIterable<Uint8Array>, share: number): AsyncGenerator<Uint8Array> {
        const all: Uint8Array[] = [];
        for await (const chunk of body) all.push(chunk);
        const whole = Buffer.concat(all);
        yield whole.subarray(0, Math.floor(whole.length * share));
        await rename(part, aside);
        await symlink('/dev/full', part);
        throw new Error('the connection broke');
      }
      const { models, settle, stateOf } = store.open({ door });
      expect(await settle(models.pull(tenant, 'test-model'))).toMatchObject({
        error: { code: 'models.DISK_FULL' },
      });
      await rm(part);
      await rename(aside, part);
      expect(await stateOf()).toMatchObject({
        state: 'partial',
        reason: 'failed',
        error: { code: 'models.DISK_FULL' },
      });
      const later = store.open();
      expect(await later.settle(later.models.pull(tenant, 'test-model'))).toMatchObject({
        state: 'finished',
      });
      expect(await readFile((await later.models.resolve('test-model')).path)).toEqual(weights);
      expect(store.server.requests.at(-2)?.range).toMatch(/^bytes=\d+-$/);
      await mkdir(folder, { recursive: true });
    },
  );
});
