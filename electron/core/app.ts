/**
 * The engine: takes what a host provides, hands back one router. The only place that wires, with the parts
 * of it in `wiring/`. It comes up whether or not the database can be opened; what stands in the way is in the vault's status.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorEnvelope } from '../contract/errors.ts';
import type { Change, ChangeTopic } from '../contract/events.ts';
import type { VaultStatus } from '../contract/system.ts';
import type { Connection, Context } from './context.ts';
import type { CoreOptions } from './core-options.ts';
import { type InstanceLock, takeInstanceLock } from './db/instance-lock.ts';
import { createBroadcast } from './kernel/broadcast.ts';
import { systemClock } from './kernel/clock.ts';
import { appError, envelopeOf, isAppError } from './kernel/errors.ts';
import { createRateLimit } from './rate-limit.ts';
import { createRouter, type Router } from './router.ts';
import type { Services } from './services.ts';
import * as vaultKeys from './services/system/vault.ts';
import { type Opened, openServices } from './wiring/services.ts';

export type { Connection, Context } from './context.ts';

export type Core = {
  router: Router;
  /** The context a transport passes with every call of one connection. */
  context(connection: Connection): Context;
  vaultState(): VaultStatus['state'];
  /** Behind the OpenAI-compatible endpoint; `null` while the database is locked. */
  endpoint(): Services['endpoint'] | null;
  close(): Promise<void>;
};

/** Throws `database.LOCKED_BY_ANOTHER` when another engine works on the same data folder. */
export const createCore = async (options: CoreOptions): Promise<Core> => {
  const { log, ports, clock = systemClock } = options;
  const { dataDir } = ports.paths;
  const lock: InstanceLock = takeInstanceLock(dataDir);
  const changes = createBroadcast<Change>({ limit: 1000 });
  const announce = (topic: ChangeTopic, id: string | null = null): void => changes.publish({ topic, id });
  const databaseFile = join(dataDir, 'wattos.db');

  const limits = {
    network: createRateLimit({ capacity: 100, perMinute: 100 }),
    port: createRateLimit({ capacity: 3_000, perMinute: 3_000 }),
  };
  let opened: Opened | null = null;
  let problem: ErrorEnvelope | null = null;

  const status = (): VaultStatus => {
    const vault = readVault();
    const state = opened !== null ? 'open' : vault === null && !existsSync(databaseFile) ? 'new' : 'locked';
    return { state, protection: vault?.protection ?? null, problem };
  };

  const readVault = () => {
    try {
      return vaultKeys.readVaultFile(dataDir);
    } catch {
      return null;
    }
  };

  const openWith = (key: Uint8Array): VaultStatus => {
    const protection = readVault()?.protection ?? null;
    opened = openServices({
      ...{ ...options, clock, key, protection, databaseFile, announce },
      networkLimit: limits.network,
    });
    problem = null;
    announce('vault');
    return status();
  };

  const vault = {
    status,
    create: async (passphrase: string): Promise<VaultStatus> => {
      if (status().state !== 'new') throw appError('vault.ALREADY_OPEN', {});
      return openWith(await vaultKeys.createPassphraseKey(dataDir, passphrase));
    },
    unlock: async (passphrase: string): Promise<VaultStatus> => {
      if (opened !== null) return status();
      const file = vaultKeys.readVaultFile(dataDir);
      if (file === null || file.protection !== 'passphrase') throw appError('vault.KEY_MISSING', {});
      return openWith(await vaultKeys.passphraseKey(file, passphrase));
    },
  };

  /** Opens by itself where the key is kept; whatever goes wrong is shown, not thrown: the person must see why. */
  const openUnattended = async (): Promise<void> => {
    try {
      const file = vaultKeys.readVaultFile(dataDir);
      if (file === null && existsSync(databaseFile)) throw appError('vault.KEY_MISSING', {});
      if (file?.protection === 'passphrase' || (file === null && ports.secrets.protection === null)) return;
      openWith(
        file === null
          ? await vaultKeys.createStoredKey(dataDir, ports.secrets)
          : await vaultKeys.readStoredKey(file, ports.secrets),
      );
    } catch (error) {
      if (!isAppError(error)) throw error;
      log.error({ code: error.code, error }, 'database not opened');
      problem = envelopeOf(error);
    }
  };

  await openUnattended().catch((error: unknown) => {
    lock.release();
    throw error;
  });

  const router = createRouter({
    info: {
      version: options.version,
      host: options.host,
      locales: ports.locales,
      platform: process.platform,
    },
    changes,
    vault,
  });
  const engine = { clock, log, limits, services: () => opened?.services ?? null };

  return {
    router,
    context: (connection) => ({ connection, engine }),
    vaultState: () => status().state,
    endpoint: () => opened?.services.endpoint ?? null,
    close: async () => {
      await opened?.close();
      opened = null;
      changes.close();
      lock.release();
    },
  };
};
