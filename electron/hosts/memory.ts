/** The engine inside the caller's own process, with a typed client: for tests, measuring and the command line. */
import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import type { Client } from '../contract/index.ts';
import { type Core, createCore } from '../core/app.ts';
import type { CoreOptions } from '../core/core-options.ts';
import { type Log, silentLog } from '../core/kernel/log.ts';
import type { SecretStore } from '../core/ports/secrets.ts';
import { forkWorkers } from './fork-worker.ts';
import { createKeyFileSecrets } from './key-file-secrets.ts';
import { systemLocales } from './locales/choose.ts';
import { resolvePaths } from './paths.ts';
import { findProgram } from './program.ts';

export type MemoryHostOptions = {
  /** Without one, a temporary folder that is deleted on close. */
  dataDir?: string;
  /** Without one, that of the person; `null`: an empty one in the data folder, whatever is installed on this computer. */
  modelsDir?: string | null;
  /** Without one, a key file beside the data: good for tests only. */
  secrets?: SecretStore;
  log?: Log;
  serveEndpoint?: CoreOptions['ports']['serveEndpoint'];
};

export type MemoryHost = AsyncDisposable & {
  core: Core;
  client: Client;
  dataDir: string;
  close(): Promise<void>;
};

/** Throws what `createCore` throws. */
export const createMemoryHost = async (options: MemoryHostOptions = {}): Promise<MemoryHost> => {
  const program = findProgram();
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'wattos-')));
  const removeData = async () => {
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  };
  const models = options.modelsDir === null ? join(dataDir, 'models') : options.modelsDir;
  const surroundings = { platform: process.platform, home: homedir(), env: process.env };
  try {
    const core = await createCore({
      host: 'memory',
      version: program.version,
      ports: {
        spawn: forkWorkers(program),
        threadFile: program.workerFile,
        secrets: options.secrets ?? createKeyFileSecrets(join(dataDir, 'test-key.json')),
        paths: resolvePaths({ data: dataDir, models, programDir: program.dir }, surroundings),
        locales: systemLocales(process.env),
        ...(options.serveEndpoint && { serveEndpoint: options.serveEndpoint }),
      },
      log: options.log ?? silentLog,
    });
    const close = async () => {
      await core.close();
      await removeData();
    };
    return {
      core,
      client: createRouterClient(core.router, {
        context: core.context({ transport: 'memory', client: 'local' }),
      }),
      dataDir,
      close,
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await removeData();
    throw error;
  }
};
