/**
 * Where models lie: one folder per model with `manifest.json` written last. A folder without a manifest is no model,
 * whatever lies in it, so a broken download can never look usable.
 */
import { open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Paths } from '../../ports/paths.ts';
import { appError, systemCode } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { description } from './catalog.ts';
import { readGgufVersion, supportedGgufVersions } from './gguf-header.ts';

const manifest = z.object({
  schema: z.literal(1),
  id: z.string(),
  origin: z.enum(['catalog', 'imported']),
  description,
  memoryBytes: z.int(),
  /** The first is the one that is loaded. */
  files: z.array(z.object({ path: z.string(), sizeBytes: z.int(), sha256: z.string() })).min(1),
  installedAt: z.iso.datetime(),
});
export type Manifest = z.infer<typeof manifest>;

export type ModelStore = ReturnType<typeof createModelStore>;

export const createModelStore = ({ modelsDir }: Pick<Paths, 'modelsDir'>) => {
  const folder = (modelId: string): string => join(modelsDir, modelId);
  const manifestFile = (modelId: string): string => join(folder(modelId), 'manifest.json');

  const read = async (modelId: string): Promise<Manifest | null> => {
    try {
      return manifest.safeParse(JSON.parse(await readFile(manifestFile(modelId), 'utf8'))).data ?? null;
    } catch {
      return null;
    }
  };

  /** Throws when the installed files are not what the manifest promises. Cheap: sizes and the first bytes, no hash. */
  const check = async (installed: Manifest): Promise<void> => {
    for (const file of installed.files)
      await checkFile(installed.id, join(folder(installed.id), file.path), file.sizeBytes);
  };

  return {
    folder,
    /** Parts of a download that has not finished. */
    downloadFolder: (modelId: string): string => join(folder(modelId), 'download'),
    read,
    check,
    write: (installed: Manifest): Promise<void> =>
      writeAtomically(manifestFile(installed.id), JSON.stringify(installed, null, 2)),
    installed: async (): Promise<Manifest[]> => {
      const names = await readdir(modelsDir).catch(() => []);
      const manifests = await Promise.all(names.filter((name) => !name.startsWith('.')).map(read));
      return manifests.filter((one) => one !== null);
    },
    /** Bytes of a download that waits to be continued. */
    partialBytes: async (modelId: string): Promise<number> => {
      const dir = join(folder(modelId), 'download');
      const names = await readdir(dir).catch(() => []);
      const sizes = await Promise.all(names.map((name) => sizeOfFile(join(dir, name))));
      return sizes.reduce((total, size) => total + size, 0);
    },
    /** Out of sight in one step, then deleted. Returns the freed bytes. */
    remove: async (modelId: string): Promise<number> => {
      const gone = join(modelsDir, `.removed-${newId()}`);
      await rename(folder(modelId), gone);
      const freed = await folderBytes(gone);
      await rm(gone, { recursive: true, force: true });
      return freed;
    },
    /** Hashes of files whose catalog entry has none: what came first must come again. */
    recordedHash: async (modelId: string, path: string): Promise<string | null> =>
      (await readHashes(modelsDir, modelId)).get(path) ?? null,
    recordHashes: (modelId: string, files: Manifest['files']): Promise<void> =>
      writeAtomically(
        hashesFile(modelsDir, modelId),
        JSON.stringify(Object.fromEntries(files.map(({ path, sha256 }) => [path, sha256]))),
      ),
  };
};

const checkFile = async (modelId: string, path: string, sizeBytes: number): Promise<void> => {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw appError('models.FILE_MISSING', { modelId }, { cause: error, retry: false });
  });
  try {
    const { size } = await file.stat();
    if (size < sizeBytes) {
      throw appError(
        'models.FILE_TRUNCATED',
        { modelId, haveBytes: size, needBytes: sizeBytes },
        { retry: false },
      );
    }
    if (!path.endsWith('.gguf')) return;
    const version = await readGgufVersion(file);
    if (version === null) throw appError('models.NOT_A_MODEL', { fileName: modelId });
    if (!supportedGgufVersions.includes(version)) {
      throw appError('models.UNSUPPORTED_VERSION', { fileName: modelId, version });
    }
  } finally {
    await file.close();
  }
};

/** All or nothing, also when the power goes. */
const writeAtomically = async (path: string, content: string): Promise<void> => {
  const fresh = `${path}.${newId()}.new`;
  await writeFile(fresh, content, { flush: true });
  await rename(fresh, path);
};

const sizeOfFile = async (path: string): Promise<number> => (await stat(path).catch(() => null))?.size ?? 0;

const folderBytes = async (dir: string): Promise<number> => {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries.filter((entry) => entry.isFile()).map((entry) => sizeOfFile(join(entry.parentPath, entry.name))),
  );
  return sizes.reduce((total, size) => total + size, 0);
};

/** Beside the models' folders, so that it outlives the removal of a model. */
const hashesFile = (modelsDir: string, modelId: string): string => join(modelsDir, `.hashes-${modelId}.json`);

const readHashes = async (modelsDir: string, modelId: string): Promise<Map<string, string>> => {
  try {
    const stored: unknown = JSON.parse(await readFile(hashesFile(modelsDir, modelId), 'utf8'));
    return new Map(Object.entries(z.record(z.string(), z.string()).parse(stored)));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return new Map();
    throw error;
  }
};
