/**
 * Where models lie: one folder per model with `manifest.json` written last. A folder without a manifest is no model,
 * whatever lies in it, so a broken download can never look usable.
 */
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Paths } from '../../ports/paths.ts';
import { appError, systemCode } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { errorEnvelope } from '../../../contract/errors.ts';
import { description, filePath, modelId as modelIdShape } from './catalog.ts';
import { readGgufVersion, supportedGgufVersions } from './gguf-header.ts';

/** A manifest may come from a stranger's stick: no id and no path of it leads out of its folder. */
export const manifest = z.object({
  schema: z.literal(1),
  id: modelIdShape,
  origin: z.enum(['catalog', 'imported']),
  description,
  memoryBytes: z.int(),
  /** The first is the one that is loaded. */
  files: z
    .array(
      z.object({
        path: filePath,
        sizeBytes: z.int().positive(),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .min(1),
  installedAt: z.iso.datetime(),
});
export type Manifest = z.infer<typeof manifest>;

/** Beside an unfinished download, so that the next start knows what became of it. */
const downloadNote = z.object({
  askedAt: z.iso.datetime(),
  /** `null`: going on, or the process ended on the way. */
  stopped: z.enum(['paused', 'failed']).nullable(),
  error: errorEnvelope.nullable(),
});
export type DownloadNote = z.infer<typeof downloadNote>;

/** Nothing that is being copied stands still for so long. */
const abandonedAfterMs = 3_600_000;

export type ModelStore = ReturnType<typeof createModelStore>;

export const createModelStore = ({ modelsDir }: Pick<Paths, 'modelsDir'>) => {
  const folder = (modelId: string): string => join(modelsDir, modelId);
  const manifestFile = (modelId: string): string => join(folder(modelId), 'manifest.json');
  const noteFile = (modelId: string): string => join(modelsDir, `.download-${modelId}.json`);

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
    /** Makes a folder that lies whole inside the store a model, in one step; whatever was there goes. */
    publish: async (incoming: string, installed: Manifest): Promise<void> => {
      await writeAtomically(join(incoming, 'manifest.json'), JSON.stringify(installed, null, 2));
      const gone = join(modelsDir, `.removed-${newId()}`);
      await rename(folder(installed.id), gone).catch((error: unknown) => {
        if (systemCode(error) !== 'ENOENT') throw error;
      });
      await rename(incoming, folder(installed.id));
      await rm(gone, { recursive: true, force: true });
      await rm(noteFile(installed.id), { force: true });
    },
    note: async (modelId: string): Promise<DownloadNote | null> => {
      try {
        return downloadNote.safeParse(JSON.parse(await readFile(noteFile(modelId), 'utf8'))).data ?? null;
      } catch {
        return null;
      }
    },
    writeNote: async (modelId: string, note: DownloadNote): Promise<void> => {
      await mkdir(modelsDir, { recursive: true });
      await writeAtomically(noteFile(modelId), JSON.stringify(note));
    },
    dropNote: (modelId: string): Promise<void> => rm(noteFile(modelId), { force: true }),
    lockFile: (modelId: string): string => join(modelsDir, `.lock-${modelId}`),
    installed: async (): Promise<Manifest[]> => {
      const names = await readdir(modelsDir).catch(() => []);
      const manifests = await Promise.all(names.filter((name) => !name.startsWith('.')).map(read));
      return manifests.filter((one) => one !== null);
    },
    /** Bytes of a download that waits to be continued. */
    partialBytes: async (modelId: string): Promise<number> => {
      const dir = join(folder(modelId), 'download');
      const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
      const parts = entries.filter((entry) => entry.isFile());
      const sizes = await Promise.all(parts.map(({ name }) => sizeOfFile(join(dir, name))));
      return sizes.reduce((total, size) => total + size, 0);
    },
    /** Out of sight in one step, then deleted. Returns the freed bytes. */
    remove: async (modelId: string): Promise<number> => {
      const gone = join(modelsDir, `.removed-${newId()}`);
      const noted = existsSync(noteFile(modelId));
      await rm(noteFile(modelId), { force: true });
      try {
        await rename(folder(modelId), gone);
      } catch (error) {
        // A download that never brought a byte has left nothing but its note.
        if (noted && systemCode(error) === 'ENOENT') return 0;
        throw error;
      }
      const freed = await folderBytes(gone);
      await rm(gone, { recursive: true, force: true });
      return freed;
    },
    /** What a crash has left of imports and removals; a folder somebody still writes into is young. */
    sweep: async (olderThanMs = abandonedAfterMs): Promise<void> => {
      const names = await readdir(modelsDir).catch(() => []);
      for (const name of names.filter((one) => /^\.(?:import|removed)-/.test(one))) {
        const dir = join(modelsDir, name);
        if (Date.now() - (await lastWrittenMs(dir)) > olderThanMs)
          await rm(dir, { recursive: true, force: true });
      }
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

const lastWrittenMs = async (dir: string): Promise<number> => {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = [dir, ...entries.map((entry) => join(entry.parentPath, entry.name))];
  const times = await Promise.all(
    paths.map(async (path) => (await stat(path).catch(() => null))?.mtimeMs ?? 0),
  );
  return Math.max(...times);
};

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
