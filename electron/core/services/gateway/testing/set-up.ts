/** A gateway for tests: real database; the caller brings real provider adapters and a fake door; the local model says what it is told to. */
import { join } from 'node:path';
import { openMemoryDatabase, readMigrations } from '../../../db/open.ts';
import { appError } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { silentLog } from '../../../kernel/log.ts';
import type { NetworkDoor } from '../../../ports/network.ts';
import type { SecretStore } from '../../../ports/secrets.ts';
import {
  type CloudLlm,
  createGateway,
  type Gateway,
  type GatewayCall,
  type GatewayOptions,
  type LocalLlm,
  type Owner,
} from '../index.ts';
import type { ModelCall } from '../model-call.ts';
import { readPrices } from '../prices.ts';

const here = import.meta.dirname;
const migrations = readMigrations(join(here, '../../../db/migrations'));
export const prices = readPrices(join(here, '../../../../..'));

const memorySecrets = (): SecretStore & { values: Map<string, Uint8Array> } => {
  const values = new Map<string, Uint8Array>();
  return {
    protection: 'key-file',
    values,
    read: async (name) => values.get(name) ?? null,
    write: async (name, value) => void values.set(name, value),
    remove: async (name) => void values.delete(name),
  };
};

export type LocalBehaviour = (call: ModelCall) => Promise<Partial<Awaited<ReturnType<LocalLlm['answer']>>>>;

type Provider = Parameters<GatewayOptions['connect']>[0];
type Patience = { connectMs: number; firstTokenMs: number; idleMs: number };

/** What a test brings from the adapters, which a service does not know. */
export type Parts = {
  createProviderLlm(options: {
    provider: Provider;
    apiKey(): Promise<string | null>;
    door: NetworkDoor;
    patience: Patience;
  }): CloudLlm;
  createFakeDoor(allowed: () => string[]): NetworkDoor & { ledger: object[] };
  usualBaseUrl: GatewayOptions['usualBaseUrl'];
};

export const createSetUp =
  ({ createProviderLlm, createFakeDoor, usualBaseUrl }: Parts) =>
  (
    more: {
      local?: LocalBehaviour | null;
      now?: () => number;
      /** Tests of impatience bring their own; everybody else waits as long as a busy machine needs. */
      patience?: Partial<Patience>;
      door?: (gateway: () => Gateway) => NetworkDoor;
    } = {},
  ) => {
    const db = openMemoryDatabase(migrations, silentLog);
    const temporaryDb = openMemoryDatabase(migrations, silentLog);
    const now = more.now ?? Date.now;
    const clock = { now: () => new Date(now()) };
    const [tenantId, userId] = [newId(), newId()];
    const owner: Owner = { tenantId, userId };
    for (const home of [db, temporaryDb])
      home.prepare("INSERT INTO tenants VALUES (?, '', '')").run(tenantId);
    const door = createFakeDoor(() => gateway.allowedPurposes());
    const realDoor = more.door?.(() => gateway);
    const secrets = memorySecrets();
    const says: LocalBehaviour = more.local ?? (async () => ({}));
    const localModel = { id: 'tiny', name: 'Tiny' };
    const local: LocalLlm = {
      abilities: { tools: true, responseSchema: true },
      list: async () => [{ ...localModel, contextTokens: 2048 }],
      resolve: async (modelId) => {
        if (modelId !== localModel.id || more.local === null) throw appError('models.NOT_FOUND', {});
        return localModel;
      },
      recommend: async () => (more.local === null ? null : localModel),
      answer: async (call) => {
        const said = await says(call);
        const text = said.text ?? 'from here';
        if (said.text === undefined) call.onText(text);
        return { text, finish: 'stop', metrics: metrics(5, 2), droppedTurns: 0, ...said };
      },
    };
    const gateway: Gateway = createGateway({
      db,
      temporaryDb,
      clock,
      log: silentLog,
      secrets,
      local,
      connect: (provider, apiKey) =>
        createProviderLlm({
          provider,
          apiKey,
          door: realDoor ?? door,
          patience: { connectMs: 60_000, firstTokenMs: 60_000, idleMs: 60_000, ...more.patience },
        }),
      usualBaseUrl,
      prices,
      defaultOwner: owner,
      onChange: () => {},
    });

    const addProvider = async (
      name: string,
      baseUrl: string,
      given: { kind?: 'openai' | 'anthropic' | 'ollama'; fallback?: boolean } = {},
    ) => {
      const provider = gateway.providers.add(owner, {
        kind: given.kind ?? 'openai',
        name,
        baseUrl,
        models: [{ id: 'gpt-4o', contextTokens: null }],
        fallbackModelId: given.fallback === false ? null : 'gpt-4o',
      });
      await gateway.providers.setKey(owner, { providerId: provider.id, key: `key-of-${name}` });
      return gateway.providers.enable(owner, { providerId: provider.id, enabled: true });
    };

    const conversation = (dataClass?: 'internal' | 'confidential'): string => {
      const id = crypto.randomUUID();
      db.prepare(
        "INSERT INTO conversations (id, tenant_id, title, created_at, updated_at) VALUES (?, ?, '', '', '')",
      ).run(id, tenantId);
      if (dataClass !== undefined) gateway.labels.set(owner, 'conversation', id, dataClass);
      return id;
    };

    const space = (name: string): string => {
      const id = crypto.randomUUID();
      db.prepare(
        `INSERT INTO knowledge_spaces (id, tenant_id, name, created_at, updated_at) VALUES (?, ?, ?, '', '')`,
      ).run(id, tenantId, name);
      return id;
    };

    const ask = async (given: Partial<GatewayCall> & { modelId: string }) => {
      const pieces: string[] = [];
      const outcome = await gateway
        .answer({
          turns: [{ role: 'user', text: 'Hello' }],
          temperature: 0,
          maxTokens: 100,
          signal: new AbortController().signal,
          origin: { kind: 'declared', dataClass: 'internal' },
          onText: (piece) => void pieces.push(piece),
          ...given,
        })
        .then(
          (answer) => ({ answer, error: null }),
          (error: Error & { code?: string; data?: Record<string, unknown> }) => ({ answer: null, error }),
        );
      return { ...outcome, pieces };
    };

    const usageRows = () =>
      db.prepare('SELECT * FROM llm_usage ORDER BY id').all() as Record<string, unknown>[];
    return {
      gateway,
      db,
      temporaryDb,
      owner,
      door,
      secrets,
      addProvider,
      conversation,
      space,
      ask,
      usageRows,
    };
  };

export const metrics = (promptTokens: number, completionTokens: number) => ({
  promptTokens,
  reusedTokens: 0,
  completionTokens,
  timeToFirstTokenMs: 1,
  tokensPerSecond: 1,
  durationMs: 2,
  contextTokens: 2048,
  droppedMessages: 0,
});
