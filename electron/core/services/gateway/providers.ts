/** The providers a person has set up: their settings, their keys, and whether they may be reached. */
import type { Provider, ProviderInput } from '../../../contract/gateway.ts';
import type { Db } from '../../db/open.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { appError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { SecretStore } from '../../ports/secrets.ts';
import type { HealthMonitor } from './health.ts';
import type { Owner } from './model-call.ts';
import * as store from './provider-store.ts';
import { checkAddress, reachOf } from './reach.ts';
import type { BaseUrlOf } from './route.ts';

/** Where the keys are: the host's secret store, or the database itself where a passphrase protects it. */
export type KeyStore = Pick<SecretStore, 'read' | 'write' | 'remove'> & {
  protection: SecretStore['protection'] | 'passphrase';
};

export type ProvidersOptions = {
  db: Db;
  clock: Clock;
  secrets: KeyStore;
  health: HealthMonitor;
  baseUrlOf: BaseUrlOf;
  onChange(): void;
};

const secretNameOf = (providerId: string): string => `provider-key-${providerId}`;

export const createProviders = ({ db, clock, secrets, health, baseUrlOf, onChange }: ProvidersOptions) => {
  const viewOf = (record: store.ProviderRecord): Provider => ({
    ...record,
    host: new URL(baseUrlOf(record)).host,
    reach: reachOf(baseUrlOf(record)),
    health: health.of(record.id),
  });

  /** Throws `gateway.PROVIDER_NOT_FOUND`. */
  const find = (owner: Owner, providerId: string): store.ProviderRecord => {
    const record = store.findProvider(db, owner.tenantId, providerId);
    if (record === null) throw appError('gateway.PROVIDER_NOT_FOUND', {});
    return record;
  };

  const save = (owner: Owner, record: store.ProviderRecord): Provider => {
    checkAddress(baseUrlOf(record));
    const others = store.listProviders(db, owner.tenantId).filter((one) => one.id !== record.id);
    if (others.some((one) => one.name === record.name))
      throw appError('gateway.NAME_TAKEN', { name: record.name });
    store.saveProvider(db, owner.tenantId, record, isoNow(clock));
    health.reset(record.id);
    onChange();
    return viewOf(record);
  };

  const slugFor = (owner: Owner, name: string): string => {
    const taken = new Set(store.listProviders(db, owner.tenantId).map((one) => one.slug));
    const base = slugOf(name);
    for (let number = 1; ; number += 1) {
      const slug = number === 1 ? base : `${base}-${number}`;
      if (!taken.has(slug)) return slug;
    }
  };

  return {
    records: (owner: Owner) => store.listProviders(db, owner.tenantId),
    find,
    viewOf,

    list: (owner: Owner): Provider[] => store.listProviders(db, owner.tenantId).map(viewOf),

    add: (owner: Owner, input: ProviderInput): Provider => {
      const known = store.listProviders(db, owner.tenantId);
      const position = Math.max(0, ...known.map((one) => one.position)) + 1;
      return save(owner, {
        ...input,
        id: newId(),
        slug: slugFor(owner, input.name),
        enabled: false,
        position,
        hasKey: false,
      });
    },

    /** A key belongs to an address: who changes the address must enter the key again. */
    update: async (
      owner: Owner,
      {
        providerId,
        ...change
      }: Partial<Omit<ProviderInput, 'kind'>> & { providerId: string; position?: number },
    ): Promise<Provider> => {
      const before = find(owner, providerId);
      const after = { ...before, ...change };
      const moved = originOf(baseUrlOf(before)) !== originOf(baseUrlOf(after));
      checkAddress(baseUrlOf(after));
      if (moved && before.hasKey) await secrets.remove(secretNameOf(providerId));
      return save(owner, moved ? { ...after, hasKey: false, enabled: false } : after);
    },

    enable: (owner: Owner, input: { providerId: string; enabled: boolean }): Provider =>
      save(owner, { ...find(owner, input.providerId), enabled: input.enabled }),

    remove: async (owner: Owner, providerId: string) => {
      const record = find(owner, providerId);
      store.removeProvider(db, owner.tenantId, record.id);
      health.reset(record.id);
      onChange();
      await secrets.remove(secretNameOf(record.id));
      return { removed: true };
    },

    setKey: async (
      owner: Owner,
      { providerId, key }: { providerId: string; key: string | null },
    ): Promise<Provider> => {
      const record = find(owner, providerId);
      if (key === null) await secrets.remove(secretNameOf(record.id));
      else if (secrets.protection === null) throw appError('gateway.NO_KEY_STORE', {});
      else await secrets.write(secretNameOf(record.id), new TextEncoder().encode(key));
      return save(owner, { ...find(owner, providerId), hasKey: key !== null });
    },

    readKey: async (record: store.ProviderRecord): Promise<string | null> => {
      if (!record.hasKey) return null;
      const value = await secrets.read(secretNameOf(record.id));
      return value === null ? null : new TextDecoder().decode(value);
    },

    /** Of all tenants, for the network door. */
    addresses: () => store.listAddresses(db).map((one) => ({ ...one, url: baseUrlOf(one) })),
  };
};

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url);

/** Goes into model ids: lower-case ASCII. */
const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40) || 'provider';
