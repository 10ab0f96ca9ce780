/** Importing as runs: one file, or what is new in a folder. */
import type { FoundModel } from '../../../contract/models.ts';
import type { Log } from '../../kernel/log.ts';
import type { Runs } from '../../runs/runs.ts';
import { type Found, findModels } from './find-models.ts';
import { fileAsFound, type Importable, type ImportOptions, importModels } from './import.ts';

export type ImportsOptions = ImportOptions & {
  runs: Pick<Runs, 'start'>;
  log: Log;
  onChange(): void;
};

export const createImports = (options: ImportsOptions) => {
  const { runs, log, catalog, onChange, isInstalled } = options;

  const start = (tenantId: string, wanted: readonly Importable[]): { runId: string } => {
    const request = { kind: 'models.import' as const, subjectId: null, tenantId };
    const { runId } = runs.start(request, async (run) => {
      try {
        const modelIds = await importModels(wanted, run, options);
        log.info({ modelIds }, 'models imported');
        return undefined;
      } finally {
        onChange();
      }
    });
    return { runId };
  };

  const stateOf = async (found: Found): Promise<FoundModel['state']> => {
    if (found.kind === 'unusable') return 'unusable';
    const id = found.kind === 'gguf' ? (found.sameSize?.id ?? null) : idOf(found);
    return id !== null && (await isInstalled(id)) ? 'installed' : 'new';
  };

  return {
    /** Looks at the file at once, so that a wrong one is refused before anything starts. */
    file: async (tenantId: string, path: string): Promise<{ runId: string }> =>
      start(tenantId, [await fileAsFound(path, catalog)]),

    scan: async (folder: string): Promise<FoundModel[]> => {
      const found = await findModels(folder, catalog);
      return Promise.all(
        found.map(async (one) => ({
          path: one.path,
          name: one.name,
          modelId: idOf(one),
          sizeBytes: one.sizeBytes,
          state: await stateOf(one),
          error: one.kind === 'unusable' ? one.error : null,
        })),
      );
    },

    /** Takes what is new and whole; `only` narrows it to some paths of the scan. */
    folder: async (tenantId: string, folder: string, only: string[] | null): Promise<{ runId: string }> => {
      const wanted: Importable[] = [];
      for (const one of await findModels(folder, catalog)) {
        const chosen = only === null || only.includes(one.path);
        if (chosen && one.kind !== 'unusable' && (await stateOf(one)) === 'new') wanted.push(one);
      }
      return start(tenantId, wanted);
    },
  };
};

const idOf = (found: Found): string | null =>
  found.kind === 'catalog' ? found.entry.id : found.kind === 'foreign' ? found.manifest.id : null;
