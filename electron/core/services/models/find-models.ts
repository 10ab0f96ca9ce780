/**
 * Looks through a folder for models: GGUF files, model folders, the model folder of another installation. Opens nothing but
 * manifests and headers, follows no links, and trusts nothing of what it reads: hashes decide when a model is copied.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import type { ErrorEnvelope } from '../../../contract/errors.ts';
import { appError, envelopeOf, isAppError } from '../../kernel/errors.ts';
import { type CatalogEntry, sizeOf } from './catalog.ts';
import type { GgufHeader } from './gguf-header.ts';
import { inspectGguf } from './inspect-gguf.ts';
import { type Manifest, manifest } from './store.ts';

const deepest = 4;
const mostEntries = 5_000;
const largestManifestBytes = 2 ** 20;

export type FoundFile = { from: string; path: string; sizeBytes: number; sha256: string | null };

export type Found = {
  /** Relative to the folder, with `/`. */
  path: string;
  name: string;
  sizeBytes: number;
} & (
  | { kind: 'catalog'; entry: CatalogEntry; files: FoundFile[] }
  /** Imported into another installation, unknown to the catalog. */
  | { kind: 'foreign'; manifest: Manifest; files: FoundFile[] }
  | { kind: 'gguf'; file: string; header: GgufHeader; sameSize: CatalogEntry | null }
  | { kind: 'unusable'; error: ErrorEnvelope }
);

/** Of a folder or one file. Throws `models.NOTHING_TO_IMPORT` when it cannot be read or holds nothing of ours. */
export const findModels = async (root: string, catalog: readonly CatalogEntry[]): Promise<Found[]> => {
  const nothing = () => appError('models.NOTHING_TO_IMPORT', { folder: basename(root) || root });
  const found: Found[] = [];
  let left = mostEntries;

  const look = async (folder: string, depth: number): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
    if (entries === null) {
      if (folder === root) throw nothing();
      return;
    }
    left -= entries.length;
    if (left < 0) return;
    const path = relative(root, folder).split(sep).join('/') || '.';
    const whole = (await byManifest(folder, path, catalog)) ?? (await byFiles(folder, path, catalog));
    if (whole !== null) {
      found.push(whole);
      return;
    }
    for (const entry of entries.sort((a, b) => a.name.localeCompare(b.name))) {
      const here = join(folder, entry.name);
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory() && depth < deepest) await look(here, depth + 1);
      else if (entry.isFile() && entry.name.toLowerCase().endsWith('.gguf'))
        found.push(await fromGguf(here, relative(root, here).split(sep).join('/'), catalog));
    }
  };

  if ((await stat(root).catch(() => null))?.isFile())
    found.push(await fromGguf(root, basename(root), catalog));
  else await look(root, 0);
  if (found.length === 0) throw nothing();
  return found;
};

/** A folder another WattOS has written. `null`: there is no manifest, or none that we understand. */
const byManifest = async (
  folder: string,
  path: string,
  catalog: readonly CatalogEntry[],
): Promise<Found | null> => {
  const claimed = await readManifest(join(folder, 'manifest.json'));
  if (claimed === null) return null;
  const entry = catalog.find(({ id }) => id === claimed.id);
  const { name } = entry ?? claimed.description;
  // The catalog decides what the files of its models are; for the others the stick's own word has to do.
  const wanted =
    entry?.files.map((file) => ({ ...file, sha256: file.sha256 ?? hashIn(claimed, file.path) })) ??
    claimed.files;
  const files = wanted.map((file) => ({ ...file, from: join(folder, file.path) }));
  const problem = await firstProblem(claimed.id, files);
  const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  if (problem !== null) return { kind: 'unusable', path, name, sizeBytes, error: problem };
  return entry === undefined
    ? { kind: 'foreign', path, name, sizeBytes, manifest: claimed, files }
    : { kind: 'catalog', path, name, sizeBytes, entry, files };
};

const hashIn = (claimed: Manifest, path: string): string | null =>
  claimed.files.find((file) => file.path === path)?.sha256 ?? null;

const readManifest = async (file: string): Promise<Manifest | null> => {
  const size = (await stat(file).catch(() => null))?.size ?? 0;
  if (size === 0 || size > largestManifestBytes) return null;
  try {
    return manifest.safeParse(JSON.parse(await readFile(file, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
};

const firstProblem = async (modelId: string, files: readonly FoundFile[]): Promise<ErrorEnvelope | null> => {
  for (const { from, sizeBytes, sha256 } of files) {
    const size = (await stat(from).catch(() => null))?.size ?? null;
    if (size === null) return envelopeOf(appError('models.FILE_MISSING', { modelId }, { retry: false }));
    if (size < sizeBytes && sha256 !== null) {
      const data = { modelId, haveBytes: size, needBytes: sizeBytes };
      return envelopeOf(appError('models.FILE_TRUNCATED', data, { retry: false }));
    }
    if (size !== sizeBytes && sha256 !== null)
      return envelopeOf(appError('models.WRONG_HASH', { modelId }, { retry: false }));
  }
  return null;
};

/** A folder with exactly the files of a catalog model, as public hubs offer them. */
const byFiles = async (
  folder: string,
  path: string,
  catalog: readonly CatalogEntry[],
): Promise<Found | null> => {
  for (const entry of catalog) {
    // One file alone may be anybody's.
    if (entry.files.length < 2 || entry.files.some(({ sha256 }) => sha256 === null)) continue;
    const files = entry.files.map((file) => ({ ...file, from: join(folder, file.path) }));
    if ((await firstProblem(entry.id, files)) === null)
      return { kind: 'catalog', path, name: entry.name, sizeBytes: sizeOf(entry), entry, files };
  }
  return null;
};

const fromGguf = async (file: string, path: string, catalog: readonly CatalogEntry[]): Promise<Found> => {
  const fileName = basename(file);
  try {
    const { header, sizeBytes } = await inspectGguf(file);
    const sameSize =
      catalog.find(
        ({ files }) => files.length === 1 && files[0]?.sizeBytes === sizeBytes && files[0].sha256 !== null,
      ) ?? null;
    return { kind: 'gguf', path, name: sameSize?.name ?? fileName, sizeBytes, file, header, sameSize };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const sizeBytes = (await stat(file).catch(() => null))?.size ?? 0;
    return { kind: 'unusable', path, name: fileName, sizeBytes, error: envelopeOf(error) };
  }
};
