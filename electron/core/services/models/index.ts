/**
 * Models of this computer: what can be installed, what is, fetching, importing, removing. The file system is the only
 * truth, so that several processes may work with one store.
 */
import { statfs } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import type { Model } from '../../../contract/models.ts';
import type { Clock } from '../../kernel/clock.ts';
import { appError, envelopeOf, isAppError, systemCode } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Log } from '../../kernel/log.ts';
import type { NetworkDoor } from '../../ports/network.ts';
import type { Paths } from '../../ports/paths.ts';
import type { Runs } from '../../runs/runs.ts';
import { type CatalogEntry, downloadSizeOf, hostsOf, readCatalog, sizeOf } from './catalog.ts';
import { fitOf } from './fit.ts';
import { importFile, inspect } from './import.ts';
import { pull } from './pull.ts';
import { createModelStore, type Manifest } from './store.ts';

export type ModelsOptions = {
  paths: Paths;
  door: NetworkDoor;
  runs: Pick<Runs, 'start'>;
  clock: Clock;
  log: Log;
  /** The list has changed. */
  onChange?: () => void;
  /** Of this computer; for tests. */
  totalMemoryBytes?: number;
  /** For tests; see `download`. */
  backoffMs?: number;
};

export type ModelEntry = { id: string; name: string; contextTokens: number | null };
export type Models = ReturnType<typeof createModels>;

const qualityRank: Record<Model['quality'], number> = { trial: 0, good: 1, 'very-good': 2 };

export const createModels = (options: ModelsOptions) => {
  const { paths, runs, log, onChange = () => {}, totalMemoryBytes = totalmem() } = options;
  const { modelsDir } = paths;
  const catalog = readCatalog(paths.programDir, log);
  const store = createModelStore(paths);
  const pulling = new Map<string, { runId: string; doneBytes: number; totalBytes: number }>();
  let inUse: (modelId: string) => boolean = () => false;

  const catalogEntry = (modelId: string): CatalogEntry | undefined =>
    catalog.find((entry) => entry.id === modelId);

  const installStateOf = async (
    installed: Manifest | null,
    entry: CatalogEntry | null,
  ): Promise<Model['install']> => {
    const modelId = installed?.id ?? entry?.id ?? '';
    const active = pulling.get(modelId);
    if (active !== undefined) return { state: 'downloading', ...active };
    if (installed !== null) return installedState(installed);
    const doneBytes = await store.partialBytes(modelId);
    const totalBytes = entry === null ? 0 : downloadSizeOf(entry);
    return doneBytes > 0
      ? { state: 'partial', doneBytes: Math.min(doneBytes, totalBytes), totalBytes }
      : { state: 'available' };
  };

  const installedState = async (installed: Manifest): Promise<Model['install']> => {
    try {
      await store.check(installed);
    } catch (error) {
      if (!isAppError(error)) throw error;
      return { state: 'broken', error: envelopeOf(error) };
    }
    const sizeBytes = installed.files.reduce((sum, file) => sum + file.sizeBytes, 0);
    return { state: 'installed', sizeBytes, installedAt: installed.installedAt };
  };

  const describe = async (installed: Manifest | null, entry: CatalogEntry | null): Promise<Model | null> => {
    const facts = entry ?? installed?.description;
    const files = entry ?? installed;
    if (facts === undefined || files === null) return null;
    const { name, task, languages, quality, contextTokens, quantisation, licence } = facts;
    return {
      id: files.id,
      ...{ name, task, languages, quality, contextTokens, quantisation, licence },
      downloadBytes: entry === null ? 0 : downloadSizeOf(entry),
      sizeBytes: sizeOf(files),
      hosts: entry === null ? [] : hostsOf(entry),
      origin: installed?.origin ?? 'catalog',
      starter: entry?.starter ?? false,
      install: await installStateOf(installed, entry),
      fit: fitOf(files.memoryBytes, totalMemoryBytes),
    };
  };

  const list = async (): Promise<{ models: Model[]; freeDiskBytes: number | null }> => {
    const installed = new Map((await store.installed()).map((one) => [one.id, one]));
    const known = await Promise.all(catalog.map((entry) => describe(installed.get(entry.id) ?? null, entry)));
    const others = [...installed.values()].filter((one) => catalogEntry(one.id) === undefined);
    const imported = await Promise.all(others.map((one) => describe(one, null)));
    return {
      models: [...known, ...imported].filter((one) => one !== null),
      freeDiskBytes: await freeDiskBytes(modelsDir),
    };
  };

  return {
    list,

    /** Where an installed model lies. Cheap enough for every answer. Throws `models.*` with the reason when it cannot be used. */
    resolve: async (modelId: string): Promise<{ path: string; entry: ModelEntry }> => {
      const installed = isSafeId(modelId) ? await store.read(modelId) : null;
      if (installed === null) {
        if (catalogEntry(modelId) === undefined) throw appError('models.NOT_FOUND', {});
        throw appError('models.NOT_INSTALLED', { modelId }, { retry: false });
      }
      await store.check(installed);
      const { name, contextTokens } = installed.description;
      return {
        path: join(store.folder(modelId), installed.files[0]?.path ?? ''),
        entry: { id: modelId, name, contextTokens },
      };
    },

    /** The best installed chat model that fits this computer; `null` when none is installed. */
    recommend: async (): Promise<ModelEntry | null> => {
      const usable = (await list()).models.filter(
        (one) => one.task === 'chat' && one.install.state === 'installed',
      );
      const rank = (one: Model): number =>
        (one.fit.verdict === 'too-large' ? -10 : 0) + qualityRank[one.quality];
      const [best] = usable.sort((a, b) => rank(b) - rank(a) || b.fit.needBytes - a.fit.needBytes);
      return best === undefined ? null : { id: best.id, name: best.name, contextTokens: best.contextTokens };
    },

    /** Starts the download, or joins the one that is going on. */
    pull: ({ tenantId }: { tenantId: string }, modelId: string): { runId: string } => {
      const entry = catalogEntry(modelId);
      if (entry === undefined) throw appError('models.NOT_FOUND', {});
      const active = pulling.get(modelId);
      if (active !== undefined) return { runId: active.runId };
      const state = { runId: newId(), doneBytes: 0, totalBytes: downloadSizeOf(entry) };
      pulling.set(modelId, state);
      const request = { id: state.runId, kind: 'models.pull' as const, subjectId: modelId, tenantId };
      const { runId } = runs.start(request, async (run) => {
        try {
          const progress: typeof run.progress = (news) => {
            if (news.phase === 'downloading') state.doneBytes = news.done;
            run.progress(news);
          };
          await pull(entry, { signal: run.signal, progress }, { ...options, store, modelsDir });
          log.info({ modelId }, 'model installed');
          return undefined;
        } finally {
          pulling.delete(modelId);
          onChange();
        }
      });
      onChange();
      return { runId };
    },

    /** Looks at the file at once, so that a wrong one is refused before anything starts. */
    importFile: async ({ tenantId }: { tenantId: string }, path: string): Promise<{ runId: string }> => {
      await inspect(path);
      const request = { kind: 'models.import' as const, subjectId: null, tenantId };
      const { runId } = runs.start(request, async (run) => {
        const isTaken = async (modelId: string) =>
          catalogEntry(modelId) !== undefined || (await store.read(modelId)) !== null;
        const modelId = await importFile(path, run, { ...options, store, modelsDir, isTaken });
        log.info({ modelId }, 'model imported');
        onChange();
        return undefined;
      });
      return { runId };
    },

    /** Also drops what an unfinished download has left. */
    remove: async (modelId: string): Promise<{ freedBytes: number }> => {
      if (!isSafeId(modelId)) throw appError('models.NOT_FOUND', {});
      if (inUse(modelId) || pulling.has(modelId)) throw appError('models.IN_USE', { modelId });
      try {
        const freedBytes = await store.remove(modelId);
        onChange();
        return { freedBytes };
      } catch (error) {
        if (systemCode(error) === 'ENOENT') throw appError('models.NOT_FOUND', {});
        // Windows does not let go of a file that is mapped into memory.
        if (systemCode(error) === 'EPERM' || systemCode(error) === 'EBUSY')
          throw appError('models.IN_USE', { modelId });
        throw error;
      }
    },

    /** Tells which models are in memory; those are not removed. */
    setInUse: (check: (modelId: string) => boolean): void => {
      inUse = check;
    },
  };
};

/** Ids become folder names. */
const isSafeId = (modelId: string): boolean => /^[a-z0-9][a-z0-9._-]{0,99}$/.test(modelId);

const freeDiskBytes = async (folder: string): Promise<number | null> => {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
};
