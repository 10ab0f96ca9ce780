/** The program itself: where its read-only files lie, its version, and the entry files of its workers, built or from source. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { ThreadName, WorkerName } from '../core/ports/workers.ts';

export type Program = {
  /** Holds `models/`, `resources/` and `out/`. */
  dir: string;
  version: string;
  rendererDir: string;
  workerFile(name: WorkerName | ThreadName): string;
};

const manifest = z.object({ name: z.literal('wattos-desktop'), version: z.string() });

/** Looks upwards from this file, so that bundling into `out/main/chunks` changes nothing. */
export const findProgram = (): Program => {
  const fromSource = import.meta.filename.endsWith('.ts');
  for (let dir = import.meta.dirname; ; dir = dirname(dir)) {
    const version = versionIn(dir);
    if (version !== undefined) {
      return {
        dir,
        version,
        rendererDir: join(dir, 'out', 'renderer'),
        workerFile: (name) =>
          fromSource
            ? join(dir, 'electron', 'workers', `${name}.ts`)
            : join(dir, 'out', 'main', 'workers', `${name}.js`),
      };
    }
    if (dir === dirname(dir)) throw new Error('package.json of wattos-desktop not found above this file');
  }
};

const versionIn = (dir: string): string | undefined => {
  const file = join(dir, 'package.json');
  if (!existsSync(file)) return undefined;
  return manifest.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data?.version;
};
