/**
 * Models of this computer: what can be installed, what is, fetching, importing, measuring, removing. The file system is the
 * only truth, so that several processes may work with one store.
 */
import { statfs } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Model, ModelUse } from '../../../contract/models.ts';
import type { AnswerMetrics } from '../../../contract/runs.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { appError, systemCode } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import type { NetworkDoor } from '../../ports/network.ts';
import type { Paths } from '../../ports/paths.ts';
import type { Runs } from '../../runs/runs.ts';
import { type BenchmarkWriter, benchmark, isTelling } from './benchmark.ts';
import { type CatalogEntry, readCatalog } from './catalog.ts';
import { defaultThreads, describeModel, type Pair, subjectOf } from './describe.ts';
import { createDownloads } from './downloads.ts';
import { createImports } from './imports.ts';
import { pull } from './pull.ts';
import { createSpeeds } from './speeds.ts';
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
  /** For tests: free bytes of the disk a folder is on. */
  freeBytes?: (folder: string) => Promise<number>;
};

/** What the rest of the engine tells the models; until then nothing uses them. */
export type ModelsNeighbours = {
  /** At work right now; such a model is not removed. */
  inUse(modelId: string): boolean;
  /** Takes it out of memory where it only rests. */
  release(modelId: string): void;
  uses(): ReadonlyMap<string, ModelUse[]>;
  /** Cores the language model may use; `0`: all but one. */
  threads(): number;
  onGraphicsCard(): boolean;
  /** Memory a card has for itself, as far as one is known; `0`: none. */
  graphicsBytes(): number;
  write: BenchmarkWriter;
};

export type ModelEntry = { id: string; name: string; contextTokens: number | null };
/** `file` is the one that is loaded; the others lie beside it under `folder`. */
export type InstalledModel = { id: string; folder: string; file: string; files: string[] };
export type Models = ReturnType<typeof createModels>;

const qualityRank: Record<Model['quality'], number> = { trial: 0, good: 1, 'very-good': 2 };

export const createModels = (options: ModelsOptions) => {
  const { paths, runs, log, clock, onChange = () => {}, totalMemoryBytes = totalmem() } = options;
  const { modelsDir } = paths;
  const catalog = readCatalog(paths.programDir, log);
  const store = createModelStore(paths);
  const speeds = createSpeeds({ dataDir: paths.dataDir, computer: computerName(), log });
  const fetch = async (entry: CatalogEntry, run: Parameters<typeof pull>[1]): Promise<void> => {
    await pull(entry, run, { ...options, store, modelsDir });
    log.info({ modelId: entry.id }, 'model installed');
  };
  const downloads = createDownloads({ store, runs, clock, fetch, onChange });
  let neighbours: ModelsNeighbours | null = null;

  const catalogEntry = (modelId: string): CatalogEntry | undefined =>
    catalog.find((entry) => entry.id === modelId);

  const pairs = async (): Promise<Pair[]> => {
    const installed = new Map((await store.installed()).map((one) => [one.id, one]));
    const known = catalog.map((entry) => ({ entry, installed: installed.get(entry.id) ?? null }));
    const others = [...installed.values()].filter((one) => catalogEntry(one.id) === undefined);
    return [...known, ...others.map((one) => ({ entry: null, installed: one }))];
  };

  /** `uses` costs a look into the database, which not every caller needs. */
  const listWith = async (
    uses: ReadonlyMap<string, ModelUse[]>,
    isWanted: (pair: Pair) => boolean = () => true,
  ): Promise<Model[]> => {
    const all = (await pairs()).filter(isWanted);
    const measured = all.flatMap((pair) => {
      const speed = speeds.of(pair.entry?.id ?? pair.installed?.id ?? '');
      const subject = subjectOf(pair);
      return speed === null || subject === null
        ? []
        : [{ ...subject, tokensPerSecond: speed.tokensPerSecond }];
    });
    const around = {
      uses,
      threads: neighbours?.threads() || defaultThreads(),
      onGraphicsCard: neighbours?.onGraphicsCard() ?? false,
      graphicsBytes: neighbours?.graphicsBytes() ?? 0,
      measured,
    };
    const known = { store, downloads, speeds, totalMemoryBytes };
    const described = await Promise.all(all.map((pair) => describeModel(pair, known, around)));
    return described.filter((one) => one !== null);
  };

  /** Usable models of a task, the preferred first: what fits, then the better one, then the larger one. */
  const usableOf = async (task: Model['task']): Promise<Model[]> =>
    (await listWith(new Map(), ({ installed }) => installed?.description.task === task))
      .filter((one) => one.install.state === 'installed')
      .sort(byPreference);

  /** Throws `models.*` with the reason when it cannot be used. */
  const usable = async (modelId: string): Promise<Manifest> => {
    const installed = isSafeId(modelId) ? await store.read(modelId) : null;
    if (installed === null) {
      if (catalogEntry(modelId) === undefined) throw appError('models.NOT_FOUND', {});
      throw appError('models.NOT_INSTALLED', { modelId }, { retry: false });
    }
    await store.check(installed);
    return installed;
  };

  const filesOf = ({ id, files }: Manifest): InstalledModel => ({
    id,
    folder: store.folder(id),
    file: files[0]?.path ?? '',
    files: files.map(({ path }) => path),
  });

  const isInstalled = async (modelId: string): Promise<boolean> =>
    usable(modelId).then(
      () => true,
      () => false,
    );

  const imports = createImports({
    ...options,
    store,
    modelsDir,
    catalog,
    onChange,
    isInstalled,
    isTaken: async (modelId) => catalogEntry(modelId) !== undefined || (await store.read(modelId)) !== null,
  });

  return {
    list: async (): Promise<{ models: Model[]; freeDiskBytes: number | null }> => ({
      models: await listWith(neighbours?.uses() ?? new Map()),
      freeDiskBytes: await freeDiskBytes(modelsDir),
    }),

    /** Where an installed model lies. Cheap enough for every answer. Throws `models.*` with the reason when it cannot be used. */
    resolve: async (modelId: string): Promise<{ path: string; entry: ModelEntry }> => {
      const installed = await usable(modelId);
      const { name, contextTokens } = installed.description;
      const { folder, file } = filesOf(installed);
      return { path: join(folder, file), entry: { id: modelId, name, contextTokens } };
    },

    /** All files of one installed model. Throws like `resolve`. */
    installedFiles: async (modelId: string): Promise<InstalledModel> => filesOf(await usable(modelId)),

    /** Those of a task that can be used, the preferred first. */
    installed: async (task: Model['task']): Promise<InstalledModel[]> => {
      const manifests = await Promise.all((await usableOf(task)).map(({ id }) => store.read(id)));
      return manifests.filter((one) => one !== null).map(filesOf);
    },

    /** The best installed chat model that fits this computer; `null` when none is installed. */
    recommend: async (): Promise<ModelEntry | null> => {
      const [best] = await usableOf('chat');
      return best === undefined ? null : { id: best.id, name: best.name, contextTokens: best.contextTokens };
    },

    /** Queues the download, or joins the one that is there. */
    pull: ({ tenantId }: { tenantId: string }, modelId: string): { runId: string } => {
      const entry = catalogEntry(modelId);
      if (entry === undefined) throw appError('models.NOT_FOUND', {});
      return downloads.start(tenantId, entry);
    },

    pause: async (modelId: string): Promise<{ paused: boolean }> => ({
      paused: await downloads.pause(modelId),
    }),

    importFile: ({ tenantId }: { tenantId: string }, path: string) => imports.file(tenantId, path),
    scanFolder: async (path: string) => ({
      found: await imports.scan(path),
      freeDiskBytes: await freeDiskBytes(modelsDir),
    }),
    importFolder: (
      { tenantId }: { tenantId: string },
      { path, only }: { path: string; only: string[] | null },
    ) => imports.folder(tenantId, path, only),

    /** Also drops what an unfinished download has left. */
    remove: async (modelId: string, evenIfUsed = false): Promise<{ freedBytes: number }> => {
      if (!isSafeId(modelId)) throw appError('models.NOT_FOUND', {});
      if ((neighbours?.inUse(modelId) ?? false) || downloads.isActive(modelId))
        throw appError('models.IN_USE', { modelId });
      if (!evenIfUsed && (neighbours?.uses().get(modelId) ?? []).length > 0)
        throw appError('models.STILL_USED', { modelId });
      neighbours?.release(modelId);
      try {
        const freedBytes = await store.remove(modelId);
        speeds.forget(modelId);
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

    /** Writes a short text with the model and notes its speed. */
    benchmark: async ({ tenantId }: { tenantId: string }, modelId: string): Promise<{ runId: string }> => {
      const { description } = await usable(modelId);
      const write = neighbours?.write;
      if (description.task !== 'chat' || write === undefined) throw appError('models.NOT_FOUND', {});
      const request = { kind: 'models.benchmark' as const, subjectId: modelId, tenantId };
      const { runId } = runs.start(request, async (run) => {
        const { tokensPerSecond } = await benchmark(modelId, run, write);
        speeds.record(modelId, tokensPerSecond, 'benchmark', isoNow(clock));
        log.info({ modelId, tokensPerSecond }, 'model measured');
        onChange();
        return undefined;
      });
      return { runId };
    },

    /** Real answers tell the speed too. */
    noteAnswer: (modelId: string, metrics: AnswerMetrics): void => {
      if (!isTelling(metrics)) return;
      const first = speeds.of(modelId) === null;
      speeds.record(modelId, metrics.tokensPerSecond, 'answers', isoNow(clock));
      if (first) onChange();
    },

    /** Called once, when the rest of the engine is there. */
    connect: (others: ModelsNeighbours): void => {
      neighbours = others;
      store.sweep().catch((error: unknown) => log.warn({ error }, 'leftovers of models not swept'));
    },
  };
};

const rank = (one: Model): number => (one.fit.verdict === 'too-large' ? -10 : 0) + qualityRank[one.quality];
const byPreference = (a: Model, b: Model): number => rank(b) - rank(a) || b.fit.needBytes - a.fit.needBytes;

/** Ids become folder names. */
const isSafeId = (modelId: string): boolean => /^[a-z0-9][a-z0-9._-]{0,99}$/.test(modelId);

const computerName = (): string => `${cpus()[0]?.model.trim() ?? ''} ×${cpus().length}`;

const freeDiskBytes = async (folder: string): Promise<number | null> => {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
};
