/** One download of one catalog model, from the first byte to the manifest. */
import { mkdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { appError, hasCode, systemCode } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import type { NetworkDoor } from '../../ports/network.ts';
import type { Progress } from '../../runs/runs.ts';
import { type CatalogEntry, downloadSizeOf, fetchesOf, type Source, sizeOf } from './catalog.ts';
import { download } from './download.ts';
import { withModelLock } from './model-lock.ts';
import type { Manifest, ModelStore } from './store.ts';
import { unpack } from './unpack.ts';

/** Kept free for everything else that writes. */
export const spareBytes = 200 * 2 ** 20;
const megabytes = (bytes: number): number => Math.ceil(bytes / 2 ** 20);

export type PullOptions = {
  store: ModelStore;
  modelsDir: string;
  door: NetworkDoor;
  clock: Clock;
  log: Log;
  backoffMs?: number;
  /** For tests: free bytes of the disk a folder is on. */
  freeBytes?: (folder: string) => Promise<number>;
};

export type PullRun = { signal: AbortSignal; progress(progress: Progress): void };

/** Resolves when the model is installed; at once when it already is. */
export const pull = async (entry: CatalogEntry, run: PullRun, options: PullOptions): Promise<void> => {
  const { store } = options;
  await mkdir(options.modelsDir, { recursive: true });
  const onWait = () => run.progress({ phase: 'waiting', done: 0, total: null, unit: 'bytes' });
  await withModelLock(store.lockFile(entry.id), { signal: run.signal, onWait }, async () => {
    if (await isWhole(entry.id, store)) return;
    await checkSpace(entry, options);
    const files = await fromFirstSource(entry, run, options).catch((error: unknown) => {
      if (systemCode(error) === 'ENOSPC' || systemCode(error) === 'EDQUOT')
        return diskFull(entry, options, error);
      throw error;
    });
    const { id, memoryBytes, name, task, languages, quality, contextTokens, quantisation, licence } = entry;
    await store.recordHashes(id, files);
    await store.write({
      schema: 1,
      id,
      origin: 'catalog',
      description: { name, task, languages, quality, contextTokens, quantisation, licence },
      memoryBytes,
      files,
      installedAt: isoNow(options.clock),
    });
    await store.dropNote(id);
    await rm(store.downloadFolder(id), { recursive: true, force: true });
  });
};

const isWhole = async (modelId: string, store: ModelStore): Promise<boolean> => {
  const installed = await store.read(modelId);
  if (installed === null) return false;
  return store.check(installed).then(
    () => true,
    () => false,
  );
};

/** A source that cannot be reached or sends something else gives way to the next one. */
const fromFirstSource = async (
  entry: CatalogEntry,
  run: PullRun,
  options: PullOptions,
): Promise<Manifest['files']> => {
  let problem: unknown;
  for (const source of entry.sources) {
    try {
      return await fromSource(entry, source, run, options);
    } catch (error) {
      if (!hasCode(error, 'models.SOURCE_UNREACHABLE') && !hasCode(error, 'models.WRONG_HASH')) throw error;
      options.log.warn({ modelId: entry.id, source: source.kind, error }, 'model source failed');
      problem = error;
    }
  }
  throw problem;
};

const fromSource = async (
  entry: CatalogEntry,
  source: Source,
  run: PullRun,
  options: PullOptions,
): Promise<Manifest['files']> => {
  const { store, door, log, backoffMs } = options;
  const folder = store.downloadFolder(entry.id);
  await mkdir(folder, { recursive: true });
  const fetches = fetchesOf(entry, source);
  const total = fetches.reduce((sum, fetch) => sum + fetch.sizeBytes, 0);
  const progress = throttled(run.progress);
  const hashes = new Map<string, string>();
  let before = 0;
  for (const [index, { url, sizeBytes }] of fetches.entries()) {
    const file = join(folder, `${source.kind}-${index}`);
    const target = source.kind === 'url' ? source.files[index]?.into : undefined;
    const integrity =
      source.kind === 'npm' ? source.packages[index]?.integrity.replace('sha512-', '') : undefined;
    const known = target === undefined ? null : await knownHash(entry, target, store);
    const hash = await download({
      door,
      modelId: entry.id,
      url,
      file,
      sizeBytes,
      algorithm: source.kind === 'npm' ? 'sha512' : 'sha256',
      expected:
        integrity !== undefined
          ? { digest: integrity, encoding: 'base64' }
          : known === null
            ? null
            : { digest: known, encoding: 'hex' },
      signal: run.signal,
      log,
      onProgress: (done) => progress({ phase: 'downloading', done: before + done, total, unit: 'bytes' }),
      ...(backoffMs === undefined ? {} : { backoffMs }),
    });
    if (target !== undefined) hashes.set(target, hash);
    before += sizeBytes;
  }
  return source.kind === 'npm'
    ? unpackAll(entry, source, run, options)
    : moveAll(entry, source, hashes, options);
};

type NpmSource = Extract<Source, { kind: 'npm' }>;
type UrlSource = Extract<Source, { kind: 'url' }>;

const unpackAll = async (
  entry: CatalogEntry,
  source: NpmSource,
  run: PullRun,
  { store }: PullOptions,
): Promise<Manifest['files']> => {
  const folder = store.downloadFolder(entry.id);
  const unpacked = join(folder, 'unpacked');
  const progress = throttled(run.progress);
  const total = sizeOf(entry);
  const tarballs = source.packages.map(({ take }, index) => ({ file: join(folder, `npm-${index}`), take }));
  const written = await unpack({
    tarballs,
    targetFolder: unpacked,
    signal: run.signal,
    onProgress: (done) => progress({ phase: 'unpacking', done, total, unit: 'bytes' }),
  });
  const files: Manifest['files'] = [];
  for (const { path } of entry.files) {
    const known = await knownHash(entry, path, store);
    const file = written.get(path);
    if (file === undefined || (known !== null && known !== file.sha256)) {
      await rm(folder, { recursive: true, force: true });
      throw appError('models.WRONG_HASH', { modelId: entry.id });
    }
    files.push({ path, ...file });
  }
  for (const { path } of files) await moveInto(store.folder(entry.id), path, join(unpacked, path));
  return files;
};

const moveAll = async (
  entry: CatalogEntry,
  source: UrlSource,
  hashes: Map<string, string>,
  { store }: PullOptions,
): Promise<Manifest['files']> => {
  const folder = store.downloadFolder(entry.id);
  for (const [index, { into }] of source.files.entries()) {
    await moveInto(store.folder(entry.id), into, join(folder, `url-${index}`));
  }
  return Promise.all(
    entry.files.map(async ({ path }) => {
      const { size } = await stat(join(store.folder(entry.id), path));
      return { path, sizeBytes: size, sha256: hashes.get(path) ?? '' };
    }),
  );
};

const moveInto = async (folder: string, path: string, from: string): Promise<void> => {
  const to = join(folder, path);
  await mkdir(join(to, '..'), { recursive: true });
  await rename(from, to);
};

/** Of the catalog, else of the first download ever made on this computer. */
const knownHash = async (entry: CatalogEntry, path: string, store: ModelStore): Promise<string | null> =>
  entry.files.find((file) => file.path === path)?.sha256 ?? (await store.recordedHash(entry.id, path));

const checkSpace = async (entry: CatalogEntry, options: PullOptions): Promise<void> => {
  const needBytes = await neededSpace(entry, options);
  const haveBytes = await (options.freeBytes ?? freeBytes)(options.modelsDir);
  if (haveBytes < needBytes) throw fullError(needBytes, haveBytes);
};

/** Tarballs and what comes out of them lie side by side for a moment. */
const neededSpace = async (entry: CatalogEntry, { store }: PullOptions): Promise<number> => {
  const unpacked = entry.sources[0]?.kind === 'npm' ? sizeOf(entry) : 0;
  return Math.max(0, downloadSizeOf(entry) - (await store.partialBytes(entry.id))) + unpacked + spareBytes;
};

const diskFull = async (entry: CatalogEntry, options: PullOptions, cause: unknown): Promise<never> => {
  throw fullError(await neededSpace(entry, options), await freeBytes(options.modelsDir), cause);
};

export const fullError = (needBytes: number, haveBytes: number, cause?: unknown) =>
  appError('models.DISK_FULL', { needMb: megabytes(needBytes), haveMb: megabytes(haveBytes) }, { cause });

export const freeBytes = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

/** At most five times a second, and always the last of a phase. */
const throttled = (report: (progress: Progress) => void) => {
  let lastAt = 0;
  return (progress: Progress): void => {
    const now = performance.now();
    if (now - lastAt < 200 && progress.done !== progress.total) return;
    lastAt = now;
    report(progress);
  };
};
