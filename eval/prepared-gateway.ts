/** Providers, budgets, a key for a program and a fortnight of usage, as if someone had worked with them. */
import type { Client } from '../electron/contract/index.ts';
import type { Db } from '../electron/core/db/open.ts';
import { newId } from '../electron/core/kernel/ids.ts';
import { bookUsage, reserveUsage } from '../electron/core/services/gateway/usage.ts';

const dayMs = 86_400_000;
const days = 14;

/** Enters them over the contract. Nothing is enabled that could leave this computer. */
export const prepareProviders = async ({ gateway }: Client): Promise<void> => {
  const here = await gateway.addProvider({
    kind: 'ollama',
    name: 'Ollama',
    baseUrl: '',
    models: [{ id: 'qwen3:8b', contextTokens: 32_768 }],
    fallbackModelId: 'qwen3:8b',
  });
  await gateway.enableProvider({ providerId: here.id, enabled: true });
  await gateway.addProvider({
    kind: 'anthropic',
    name: 'Anthropic',
    baseUrl: '',
    models: [{ id: 'claude-sonnet-4-5', contextTokens: null }],
    fallbackModelId: null,
  });
  const mine = { subject: 'user', subjectId: null } as const;
  await gateway.setBudget({ ...mine, period: 'month', maxCost: 10, maxTokens: null });
  await gateway.setBudget({ ...mine, period: 'day', maxCost: null, maxTokens: 1000 });
  await gateway.createEndpointKey({ name: 'Editor', scopes: ['models', 'chat'], dataClass: 'confidential' });
};

const models = [
  { modelId: 'tinyllama-1.1b-chat-iq2', location: 'local', micros: 0, firstMs: 900 },
  { modelId: 'cloud/ollama/qwen3:8b', location: 'cloud', micros: 0, firstMs: 400 },
  { modelId: 'cloud/anthropic/claude-sonnet-4-5', location: 'cloud', micros: 2_100, firstMs: 700 },
] as const;

/** Answers of the last days, more on some than on others. */
export const prepareUsage = (
  db: Db,
  owner: { tenantId: string; userId: string },
  nowMs = Date.now(),
): void => {
  for (let answer = 0; answer < 60; answer += 1) {
    const used = models[(answer * 7) % models.length];
    if (used === undefined) continue;
    const id = newId();
    const tokens = 200 + ((answer * 137) % 900);
    const at = new Date(nowMs - ((answer * 5) % days) * dayMs - answer * 60_000).toISOString();
    reserveUsage(db, {
      ...{ id, owner, at, modelId: used.modelId, location: used.location },
      ...{ spaceIds: [], endpointKeyId: null, providerId: null },
      ...{ promptTokens: tokens, completionTokens: 100, costMicros: used.micros },
    });
    bookUsage(db, id, {
      usage: { promptTokens: tokens, cachedTokens: 0, completionTokens: 100, estimated: false },
      costMicros: used.micros,
      firstTokenMs: used.firstMs + ((answer * 61) % 500),
      durationMs: 3_000 + ((answer * 613) % 9_000),
      outcome: 'ok',
    });
  }
};
