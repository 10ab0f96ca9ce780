/**
 * Takes models from outside into the store: copied beside it, checked against every hash that is known, then shown in one
 * step. A copy that breaks off leaves nothing that looks like a model.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { appError, systemCode } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Progress } from '../../runs/runs.ts';
import type { CatalogEntry } from './catalog.ts';
import type { Found, FoundFile } from './find-models.ts';
import { describeGguf, inspectGguf } from './inspect-gguf.ts';
import { withModelLock } from './model-lock.ts';
import { freeBytes, fullError, spareBytes } from './pull.ts';
import type { Manifest, ModelStore } from './store.ts';

const mainFile = 'model.gguf';

export type ImportOptions = {
  store: ModelStore;
  modelsDir: string;
  clock: Clock;
  catalog: readonly CatalogEntry[];
  /** No two models share an id. */
  isTaken(modelId: string): Promise<boolean>;
  isInstalled(modelId: string): Promise<boolean>;
  /** For tests: free bytes of the disk a folder is on. */
  freeBytes?: (folder: string) => Promise<number>;
};

export type ImportRun = { signal: AbortSignal; progress(progress: Progress): void };
export type Importable = Exclude<Found, { kind: 'unusable' }>;

/** Throws before a byte is copied when the file is no whole model. */
export const fileAsFound = async (path: string, catalog: readonly CatalogEntry[]): Promise<Importable> => {
  const { header, sizeBytes } = await inspectGguf(path);
  const fileName = basename(path);
  const sameSize =
    catalog.find(
      ({ files }) => files.length === 1 && files[0]?.sizeBytes === sizeBytes && files[0].sha256 !== null,
    ) ?? null;
  return { kind: 'gguf', path: fileName, name: fileName, sizeBytes, file: path, header, sameSize };
};

/**
 * Returns the ids of what is now installed. One that fails does not stop the others; the first failure is thrown at the
 * end. A full disk or a stop ends it at once.
 */
export const importModels = async (
  wanted: readonly Importable[],
  run: ImportRun,
  options: ImportOptions,
): Promise<string[]> => {
  const total = wanted.reduce((sum, one) => sum + one.sizeBytes, 0);
  await mkdir(options.modelsDir, { recursive: true });
  const haveBytes = await (options.freeBytes ?? freeBytes)(options.modelsDir);
  if (haveBytes < total + spareBytes) throw fullError(total + spareBytes, haveBytes);
  const report = progressOf(run, total);
  const installed: string[] = [];
  let problem: unknown;
  for (const one of wanted) {
    try {
      installed.push(await importOne(one, run, options, report));
    } catch (error) {
      if (systemCode(error) === 'ENOSPC' || systemCode(error) === 'EDQUOT')
        throw fullError(total + spareBytes, await freeBytes(options.modelsDir), error);
      run.signal.throwIfAborted();
      problem ??= error;
    }
  }
  if (problem !== undefined) throw problem;
  return installed;
};

const importOne = async (
  one: Importable,
  run: ImportRun,
  options: ImportOptions,
  report: (bytes: number) => void,
): Promise<string> => {
  const incoming = join(options.modelsDir, `.import-${newId()}`);
  const { signal } = run;
  try {
    const files = one.kind === 'gguf' ? [fileOf(one)] : one.files;
    const copied = await copyAll(files, incoming, signal, report);
    const described = await describe(one, copied, options);
    await withModelLock(options.store.lockFile(described.id), { signal }, async () => {
      // Somebody else was quicker.
      if (described.origin === 'catalog' && (await options.isInstalled(described.id))) return;
      await options.store.publish(incoming, described);
      if (described.origin === 'catalog') await options.store.recordHashes(described.id, described.files);
    });
    return described.id;
  } finally {
    await rm(incoming, { recursive: true, force: true });
  }
};

type GgufFound = Extract<Found, { kind: 'gguf' }>;

const fileOf = ({ file, sizeBytes }: GgufFound): FoundFile => ({
  from: file,
  path: mainFile,
  sizeBytes,
  sha256: null,
});

const describe = async (
  one: Importable,
  files: Manifest['files'],
  options: ImportOptions,
): Promise<Manifest> => {
  const installedAt = isoNow(options.clock);
  if (one.kind === 'catalog') {
    for (const { path, sha256 } of files) {
      const known =
        one.entry.files.find((file) => file.path === path)?.sha256 ??
        (await options.store.recordedHash(one.entry.id, path)) ??
        one.files.find((file) => file.path === path)?.sha256;
      if (known !== sha256) throw wrongHash(one.entry.id);
    }
    return fromCatalog(one.entry, files, installedAt);
  }
  if (one.kind === 'foreign') {
    for (const { path, sha256 } of files)
      if (one.files.find((file) => file.path === path)?.sha256 !== sha256) throw wrongHash(one.manifest.id);
    const id = await freeId(one.manifest.id, options);
    return { ...one.manifest, id, origin: 'imported', files, installedAt };
  }
  const [first] = files;
  const expected = one.sameSize?.files[0];
  if (one.sameSize !== null && expected !== undefined && expected.sha256 === first?.sha256) {
    if (expected.path === mainFile && !(await options.isInstalled(one.sameSize.id)))
      return fromCatalog(one.sameSize, files, installedAt);
  }
  const id = await freeId(`imported-${slugOf(basename(one.file))}`, options);
  return {
    schema: 1,
    id,
    origin: 'imported',
    ...describeGguf(basename(one.file), one.header, one.sizeBytes),
    files,
    installedAt,
  };
};

const wrongHash = (modelId: string) => appError('models.WRONG_HASH', { modelId }, { retry: false });

const fromCatalog = (entry: CatalogEntry, files: Manifest['files'], installedAt: string): Manifest => {
  const { id, memoryBytes, name, task, languages, quality, contextTokens, quantisation, licence } = entry;
  const description = { name, task, languages, quality, contextTokens, quantisation, licence };
  return { schema: 1, id, origin: 'catalog', description, memoryBytes, files, installedAt };
};

const copyAll = async (
  files: readonly FoundFile[],
  folder: string,
  signal: AbortSignal,
  report: (bytes: number) => void,
): Promise<Manifest['files']> => {
  const copied: Manifest['files'] = [];
  for (const { from, path } of files) {
    const to = join(folder, path);
    await mkdir(dirname(to), { recursive: true });
    copied.push({ path, ...(await copy(from, to, signal, report)) });
  }
  return copied;
};

const copy = async (
  from: string,
  to: string,
  signal: AbortSignal,
  report: (bytes: number) => void,
): Promise<{ sizeBytes: number; sha256: string }> => {
  const hash = createHash('sha256');
  const target = await open(to, 'wx');
  let sizeBytes = 0;
  try {
    for await (const chunk of createReadStream(from, { highWaterMark: 2 ** 20, signal })) {
      await target.appendFile(chunk);
      hash.update(chunk);
      sizeBytes += chunk.length;
      report(chunk.length);
    }
    await target.sync();
  } finally {
    await target.close();
  }
  return { sizeBytes, sha256: hash.digest('hex') };
};

/** At most five times a second, and at the end. */
const progressOf = (run: ImportRun, total: number) => {
  let done = 0;
  let toldAt = 0;
  return (bytes: number): void => {
    done += bytes;
    if (performance.now() - toldAt < 200 && done < total) return;
    toldAt = performance.now();
    run.progress({ phase: 'copying', done, total, unit: 'bytes' });
  };
};

const slugOf = (fileName: string): string => {
  const slug = fileName
    .replace(/\.gguf$/i, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '');
  return slug.slice(0, 80) || 'model';
};

const freeId = async (wanted: string, { isTaken }: ImportOptions): Promise<string> => {
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? wanted : `${wanted}-${number}`;
    if (!(await isTaken(id))) return id;
  }
};
