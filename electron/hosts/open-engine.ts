/** Opens the engine of a data folder in this process, with its key from a key file, a passphrase file or a person. */
import { createRouterClient } from '@orpc/server';
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '../contract/index.ts';
import { type Core, createCore } from '../core/app.ts';
import { appError } from '../core/kernel/errors.ts';
import { type Log, createLog } from '../core/kernel/log.ts';
import type { Paths } from '../core/ports/paths.ts';
import { readVaultFile } from '../core/services/system/vault.ts';
import { codeOf } from './client-error.ts';
import { forkWorkers } from './fork-worker.ts';
import { createKeyFileSecrets, keyFileFor, noSecrets } from './key-file-secrets.ts';
import { systemLocales } from './locales/choose.ts';
import type { Words } from './locales/words.ts';
import { askPassphrase, passphraseFromFile, type Terminal } from './passphrase.ts';
import { resolvePaths } from './paths.ts';
import type { Program } from './program.ts';

export type EngineWish = {
  host: 'headless' | 'memory';
  program: Program;
  data: string | undefined;
  models: string | undefined;
  passphraseFile: string | undefined;
  words: Words;
  env: Readonly<Record<string, string | undefined>>;
  /** `undefined`: nobody can be asked. */
  terminal: Terminal | undefined;
};

export type OpenEngine = { core: Core; client: Client; paths: Paths; log: Log };

/**
 * Throws what `createCore` throws, and `vault.WRONG_KEY` or `vault.WEAK_PASSPHRASE` for a passphrase that was given.
 * Without one the vault may come back locked: a page can still unlock it.
 */
export const openEngine = async (wish: EngineWish): Promise<OpenEngine> => {
  const surroundings = { platform: process.platform, home: homedir(), env: wish.env };
  const paths = resolvePaths(
    { data: wish.data, models: wish.models, programDir: wish.program.dir },
    surroundings,
  );
  await mkdir(paths.dataDir, { recursive: true, mode: 0o700 });
  const passphrase = await givenPassphrase(wish);
  // A passphrase decides how a new database is kept; an existing one knows for itself.
  const newWithPassphrase = passphrase !== undefined && readVaultFile(paths.dataDir) === null;
  const log = createLog({ destination: join(paths.dataDir, 'logs', `${wish.host}.log`) });
  const core = await createCore({
    host: wish.host,
    version: wish.program.version,
    ports: {
      spawn: forkWorkers(wish.program),
      threadFile: wish.program.workerFile,
      secrets: newWithPassphrase
        ? noSecrets
        : createKeyFileSecrets(await keyFileFor(paths.dataDir, surroundings)),
      paths,
      locales: systemLocales(wish.env),
    },
    log,
  });
  try {
    const client: Client = createRouterClient(core.router, {
      context: core.context({ transport: 'memory', client: 'local' }),
    });
    if (core.vaultState() !== 'open') await unlock(client, passphrase, wish);
    return { core, client, paths, log };
  } catch (error) {
    await core.close();
    throw error;
  }
};

const givenPassphrase = async ({ passphraseFile, words }: EngineWish): Promise<string | undefined> => {
  if (passphraseFile === undefined) return undefined;
  try {
    return await passphraseFromFile(passphraseFile);
  } catch (cause) {
    const problem = words.host.passphraseFileUnreadable(passphraseFile);
    throw appError('request.INVALID', { issues: [{ path: '--passphrase-file', problem }] }, { cause });
  }
};

const attempts = 3;

const unlock = async (client: Client, passphrase: string | undefined, wish: EngineWish): Promise<void> => {
  const { state, protection } = await client.vault.status();
  if (passphrase !== undefined) {
    await (state === 'new' ? client.vault.create({ passphrase }) : client.vault.unlock({ passphrase }));
    return;
  }
  if (wish.terminal === undefined || protection !== 'passphrase') return;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const typed = await askPassphrase(wish.terminal, wish.words.host.passphrase);
    if (typed === null) return;
    try {
      await client.vault.unlock({ passphrase: typed });
      return;
    } catch (error) {
      if (codeOf(error) !== 'vault.WRONG_KEY' || attempt === attempts) throw error;
      wish.terminal.output.write(`${wish.words.host.wrongPassphrase}\n`);
    }
  }
};
