import { describe, expect, it } from 'vitest';
import { createProviderLlm, usualBaseUrl } from '../../adapters/llm/providers/index.ts';
import { createFakeDoor } from '../../adapters/llm/providers/testing/fake-door.ts';
import { startFakeProvider } from '../../adapters/llm/providers/testing/fake-provider.ts';
import { costMicros, priceOf } from './prices.ts';
import { createSetUp, prices } from './testing/set-up.ts';
import { bookUsage, recoverUsage, reserveUsage } from './usage.ts';

const setUp = createSetUp({ createProviderLlm, createFakeDoor, usualBaseUrl });

const day = { subject: 'user' as const, period: 'day' as const };
/** Far from midnight, when the budgets of a day begin anew. */
const noon = Date.parse('2026-03-01T12:00:00Z');

describe('budgets', () => {
  it('refuse before the call, with numbers, and nothing is sent', async () => {
    await using fake = await startFakeProvider(() => ({ type: 'answer', pieces: ['a'] }));
    const { gateway, owner, addProvider, ask } = setUp({ local: null, now: () => noon });
    const one = await addProvider('One', fake.baseUrl.openai);
    gateway.budgets.set(owner, { ...day, subjectId: owner.userId, maxCost: null, maxTokens: 50 });
    const { error } = await ask({ modelId: `cloud/${one.slug}/gpt-4o`, maxTokens: 100 });
    expect(error).toMatchObject({
      code: 'gateway.BUDGET_SPENT',
      data: { measure: 'tokens', limit: 50, spent: 0 },
    });
    expect(fake.connections()).toBe(0);
  });

  it('count what runs side by side: twenty answers cannot spend the same money', async () => {
    await using fake = await startFakeProvider(() => ({
      type: 'answer',
      pieces: ['a'],
      firstMs: 50,
      usage: { prompt: 20, cached: 0, completion: 80 },
    }));
    const { gateway, owner, addProvider, ask } = setUp({ local: null, now: () => noon });
    const one = await addProvider('One', fake.baseUrl.openai);
    gateway.budgets.set(owner, { ...day, subjectId: owner.userId, maxCost: null, maxTokens: 600 });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => ask({ modelId: `cloud/${one.slug}/gpt-4o`, maxTokens: 100 })),
    );
    const refused = answers.filter((one) => one.error?.code === 'gateway.BUDGET_SPENT');
    expect(refused.length).toBe(15);
    expect(gateway.budgets.list(owner)).toMatchObject([{ spentTokens: 500 }]);
  });

  it('let the local model answer when the money is gone, and say why', async () => {
    await using fake = await startFakeProvider(() => ({ type: 'answer', pieces: ['a'] }));
    const { gateway, owner, addProvider, ask } = setUp();
    const one = await addProvider('One', fake.baseUrl.openai);
    gateway.budgets.set(owner, { ...day, subjectId: owner.userId, maxCost: null, maxTokens: 0 });
    const { answer } = await ask({ modelId: `cloud/${one.slug}/gpt-4o` });
    expect(answer?.route).toMatchObject({ location: 'local', reason: 'budget' });
  });

  it('begin anew with the next day', async () => {
    let nowMs = Date.parse('2026-03-01T23:59:00Z');
    await using fake = await startFakeProvider(() => ({
      type: 'answer',
      pieces: ['a'],
      usage: { prompt: 90, cached: 0, completion: 10 },
    }));
    const { gateway, owner, addProvider, ask } = setUp({ local: null, now: () => nowMs });
    const one = await addProvider('One', fake.baseUrl.openai);
    const modelId = `cloud/${one.slug}/gpt-4o`;
    gateway.budgets.set(owner, { ...day, subjectId: owner.userId, maxCost: null, maxTokens: 150 });
    expect((await ask({ modelId })).error).toBeNull();
    expect((await ask({ modelId })).error).toMatchObject({
      code: 'gateway.BUDGET_SPENT',
      data: { spent: 100, resetsAt: '2026-03-02T00:00:00.000Z' },
    });
    nowMs += 120_000;
    expect((await ask({ modelId })).error).toBeNull();
  });

  it('of a space hold for every conversation that draws on it, wherever it stands in the list', async () => {
    await using fake = await startFakeProvider(() => ({
      type: 'answer',
      pieces: ['a'],
      usage: { prompt: 90, cached: 0, completion: 10 },
    }));
    const { gateway, owner, addProvider, ask, conversation, space } = setUp({ local: null, now: () => noon });
    const one = await addProvider('One', fake.baseUrl.openai);
    const [first, second, other] = [space('First'), space('Second'), space('Other')];
    const wish = { subject: 'space' as const, period: 'day' as const, maxCost: null, maxTokens: 150 };
    gateway.budgets.set(owner, { ...wish, subjectId: second });
    const askFrom = (...spaceIds: string[]) =>
      ask({
        modelId: `cloud/${one.slug}/gpt-4o`,
        maxTokens: 20,
        origin: { kind: 'conversation', conversationId: conversation('internal'), spaceIds },
      });
    expect((await askFrom(first, second)).error).toBeNull();
    expect(gateway.budgets.list(owner)).toMatchObject([{ spaceName: 'Second', spentTokens: 100 }]);
    expect((await askFrom(other)).error).toBeNull();
    expect((await askFrom(second)).error).toBeNull();
    expect((await askFrom(other, second)).error?.code).toBe('gateway.BUDGET_SPENT');
    expect((await askFrom(first, other)).error).toBeNull();
    expect(() => gateway.budgets.set(owner, { ...wish, subjectId: crypto.randomUUID() })).toThrow(
      expect.objectContaining({ code: 'knowledge.SPACE_NOT_FOUND' }),
    );
  });

  it('in money are kept to the cent by what the provider charges, and refuse what has no price', () => {
    const { db, gateway, owner } = setUp({ now: () => noon });
    gateway.budgets.set(owner, { ...day, subjectId: owner.userId, maxCost: 0.01, maxTokens: null });
    gateway.budgets.set(owner, { ...day, subjectId: owner.userId, maxCost: 0.02, maxTokens: null });
    expect(gateway.budgets.list(owner)).toMatchObject([{ maxCost: 0.02 }]);
    reserveUsage(db, reservation(owner, new Date(noon).toISOString(), 9_000));
    expect(gateway.budgets.list(owner)).toMatchObject([{ spentCost: 0.009 }]);
  });
});

describe('usage', () => {
  const usage = { promptTokens: 1, cachedTokens: 0, completionTokens: 2, estimated: false };

  it('is booked once: the second booking of an answer changes nothing', () => {
    const { db, owner, usageRows } = setUp();
    reserveUsage(db, reservation(owner, '2026-01-01', 5));
    const booking = { usage, costMicros: 7, firstTokenMs: 1, durationMs: 2, outcome: 'ok' };
    bookUsage(db, 'a', booking);
    bookUsage(db, 'a', { ...booking, costMicros: 99 });
    reserveUsage(db, reservation(owner, '2026-01-01', 55));
    expect(usageRows()).toMatchObject([{ state: 'booked', cost_micros: 7, completion_tokens: 2 }]);
  });

  it('of an answer that was under way when the program ended is booked as an estimate', () => {
    const { db, owner, usageRows } = setUp();
    reserveUsage(db, reservation(owner, '2026-01-01', 5));
    recoverUsage(db);
    expect(usageRows()).toMatchObject([
      { state: 'booked', estimated: 1, outcome: 'interrupted', cost_micros: 5 },
    ]);
  });

  it('tells the usual and the longest waits, per model and per day', () => {
    const { db, gateway, owner } = setUp();
    for (let answer = 1; answer <= 20; answer += 1) {
      const id = `answer-${answer}`;
      reserveUsage(db, { ...reservation(owner, '2026-01-01T10:00:00.000Z', 5), id });
      const waits = { firstTokenMs: answer * 100, durationMs: answer * 1000 };
      bookUsage(db, id, { usage, costMicros: 7, ...waits, outcome: 'ok' });
    }
    const latency = {
      medianFirstTokenMs: 1000,
      p95FirstTokenMs: 1900,
      medianDurationMs: 10_000,
      p95DurationMs: 19_000,
    };
    const { rows, days } = gateway.usage(owner, { since: '2026-01-01T00:00:00.000Z', until: null });
    expect(rows).toMatchObject([{ modelId: 'cloud/x/y', answers: 20, ...latency }]);
    expect(days).toMatchObject([{ day: '2026-01-01', location: 'cloud', answers: 20, ...latency }]);
  });

  it('of local answers is kept as well and costs nothing', async () => {
    const { ask, usageRows } = setUp();
    await ask({ modelId: 'tiny' });
    expect(usageRows()).toMatchObject([
      { location: 'local', cost_micros: 0, prompt_tokens: 5, completion_tokens: 2, outcome: 'ok' },
    ]);
  });
});

describe('prices', () => {
  it('are found for the model and its dated editions, not for its relatives', () => {
    expect(priceOf(prices, 'openai', 'gpt-4o')?.id).toBe('gpt-4o');
    expect(priceOf(prices, 'openai', 'gpt-4o-2024-08-06')?.id).toBe('gpt-4o');
    expect(priceOf(prices, 'openai', 'gpt-4o-mini-2024-07-18')?.id).toBe('gpt-4o-mini');
    expect(priceOf(prices, 'azure', 'gpt-4.1-mini')?.id).toBe('gpt-4.1-mini');
    expect(priceOf(prices, 'openai', 'gpt-4o-audio-preview')).toBeNull();
    expect(priceOf(prices, 'anthropic', 'gpt-4o')).toBeNull();
    expect(priceOf(prices, 'anthropic', 'claude-sonnet-4-5-20250929')?.id).toBe('claude-sonnet-4-5');
  });

  it('charge cached tokens less, and long prompts more', () => {
    const mini = { id: 'x', input: 0.15, cached: 0.075, output: 0.6, contextTokens: null };
    expect(costMicros(mini, { promptTokens: 1_000_000, cachedTokens: 0, completionTokens: 0 })).toBe(150_000);
    expect(costMicros(mini, { promptTokens: 1000, cachedTokens: 400, completionTokens: 100 })).toBe(180);
    const long = { ...mini, above: { promptTokens: 2000, input: 0.3, cached: 0.15, output: 1.2 } };
    expect(costMicros(long, { promptTokens: 3000, cachedTokens: 0, completionTokens: 0 })).toBe(900);
  });

  it('carry their source and date', () => {
    for (const vendor of prices) expect(vendor.asOf).toMatch(/^20\d\d-/);
    expect(prices.flatMap((vendor) => vendor.kinds).sort()).toEqual([
      'anthropic',
      'azure',
      'google',
      'openai',
    ]);
  });
});

const reservation = (owner: { tenantId: string; userId: string }, at: string, cost: number) => ({
  id: 'a',
  owner,
  spaceIds: [],
  endpointKeyId: null,
  providerId: null,
  modelId: 'cloud/x/y',
  location: 'cloud' as const,
  at,
  promptTokens: 10,
  completionTokens: 20,
  costMicros: cost,
});
