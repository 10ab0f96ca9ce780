import { describe, expect, it } from 'vitest';
import { createProviderLlm, usualBaseUrl } from '../../adapters/llm/providers/index.ts';
import { createFakeDoor } from '../../adapters/llm/providers/testing/fake-door.ts';
import { type Behaviour, startFakeProvider } from '../../adapters/llm/providers/testing/fake-provider.ts';
import { createSetUp } from './testing/set-up.ts';

const setUp = createSetUp({ createProviderLlm, createFakeDoor, usualBaseUrl });

const speaks = (words: string): Behaviour => ({
  type: 'answer',
  pieces: words.split(/(?<= )/),
  usage: { prompt: 1000, cached: 200, completion: 50 },
});

describe('fallback', () => {
  it('answers from the next model when the first fails before its first word, and says so', async () => {
    await using first = await startFakeProvider(() => ({ type: 'status', status: 500 }));
    await using second = await startFakeProvider(() => speaks('from the second'));
    const { addProvider, ask, usageRows } = setUp();
    const one = await addProvider('One', first.baseUrl.openai);
    const two = await addProvider('Two', second.baseUrl.openai);
    const { answer, pieces } = await ask({ modelId: `cloud/${one.slug}/gpt-4o` });
    expect(pieces.join('')).toBe('from the second');
    expect(answer).toMatchObject({
      text: 'from the second',
      costMicros: 0,
      usage: { promptTokens: 1000, cachedTokens: 200, completionTokens: 50, estimated: false },
      route: {
        location: 'cloud',
        reason: 'fallback',
        reach: 'computer',
        providerId: two.id,
        failed: [{ modelId: 'cloud/one/gpt-4o', code: 'gateway.PROVIDER_FAILED' }],
      },
    });
    expect(usageRows()).toHaveLength(1);
  });

  it('ends on this computer when no provider answers', async () => {
    await using fake = await startFakeProvider(() => ({ type: 'status', status: 503 }));
    const { addProvider, ask } = setUp();
    const one = await addProvider('One', fake.baseUrl.openai);
    const { answer } = await ask({ modelId: `cloud/${one.slug}/gpt-4o` });
    expect(answer).toMatchObject({
      text: 'from here',
      route: { location: 'local', reach: 'program', reason: 'fallback' },
    });
  });

  it.each([
    ['cut', { type: 'cut', pieces: ['Half ', 'an '] }],
    ['silent', { type: 'stall', pieces: ['Half ', 'an '] }],
    ['malformed', { type: 'malformed', pieces: ['Half ', 'an '] }],
  ] as [string, Behaviour][])(
    'never starts again after the first word (%s): no word comes twice, usage is booked',
    async (_, behaviour) => {
      await using first = await startFakeProvider(() => behaviour);
      await using second = await startFakeProvider(() => speaks('whole answer'));
      const { addProvider, ask, usageRows } = setUp({ patience: { idleMs: 800 } });
      const one = await addProvider('One', first.baseUrl.openai);
      await addProvider('Two', second.baseUrl.openai);
      const { error, pieces } = await ask({ modelId: `cloud/${one.slug}/gpt-4o` });
      expect(pieces.join('')).toBe('Half an ');
      expect(error?.code).toMatch(/^gateway\./);
      expect(second.requests).toHaveLength(0);
      expect(usageRows()).toMatchObject([{ state: 'booked', estimated: 1, outcome: error?.code }]);
    },
  );

  it('kill the first provider under 20 concurrent requests: every request answers, no duplicate tokens, usage booked once', async () => {
    const first = await startFakeProvider(() => ({ type: 'answer', pieces: ['never '], firstMs: 60_000 }));
    const words = 'alpha beta gamma delta epsilon ';
    await using second = await startFakeProvider(() => ({ ...speaks(words), everyMs: 5 }) as Behaviour);
    // The clock stands still: a circuit that is open stays open, however long twenty answers take.
    const nowMs = Date.parse('2026-01-01T00:00:00Z');
    const { addProvider, ask, usageRows, gateway, owner } = setUp({ now: () => nowMs });
    const one = await addProvider('One', first.baseUrl.openai);
    const two = await addProvider('Two', second.baseUrl.openai);
    const asking = Array.from({ length: 20 }, () => ask({ modelId: `cloud/${one.slug}/gpt-4o` }));
    while (first.requests.length < 20) await new Promise((resolve) => setTimeout(resolve, 5));
    await first.kill();
    const answers = await Promise.all(asking);
    for (const { answer, pieces } of answers) {
      expect(pieces.join('')).toBe(words);
      expect(answer?.route).toMatchObject({ providerId: two.id, reason: 'fallback' });
    }
    const rows = usageRows();
    expect(rows).toHaveLength(20);
    expect(new Set(rows.map((row) => row.id)).size).toBe(20);
    for (const row of rows) {
      expect(row).toMatchObject({
        state: 'booked',
        provider_id: two.id,
        prompt_tokens: 1000,
        completion_tokens: 50,
        outcome: 'ok',
      });
    }
    expect(gateway.providers.list(owner).find((provider) => provider.id === one.id)?.health.circuit).toBe(
      'open',
    );
    const summary = gateway.usage(owner, { since: '2000-01-01T00:00:00Z', until: null });
    expect(summary.rows).toMatchObject([{ answers: 20, promptTokens: 20_000, completionTokens: 1000 }]);
  });

  it('leaves a provider whose circuit is open alone, tries it once after the rest, and trusts it again', async () => {
    let nowMs = Date.parse('2026-01-01T00:00:00Z');
    let healthy = false;
    await using first = await startFakeProvider(() =>
      healthy ? speaks('well again') : { type: 'status', status: 500 },
    );
    const { addProvider, ask, gateway, owner } = setUp({ now: () => nowMs });
    const one = await addProvider('One', first.baseUrl.openai);
    const modelId = `cloud/${one.slug}/gpt-4o`;
    const health = () => gateway.providers.list(owner)[0]?.health;
    // How often it is tried per question depends on how long a try takes.
    while (health()?.circuit !== 'open') await ask({ modelId });
    const tried = first.requests.length;
    const { answer } = await ask({ modelId });
    expect(first.requests.length).toBe(tried);
    expect(answer?.route.failed).toEqual([{ modelId, code: 'gateway.CIRCUIT_OPEN' }]);
    nowMs += 31_000;
    healthy = true;
    expect((await ask({ modelId })).answer?.text).toBe('well again');
    expect(health()).toMatchObject({ circuit: 'closed', failures: 0, lastCode: null });
  });

  it('waits as long as Retry-After says when nobody else can answer, and no shorter', async () => {
    const at: number[] = [];
    await using fake = await startFakeProvider((_, index) => {
      at.push(performance.now());
      return index === 0
        ? { type: 'status', status: 429, headers: { 'retry-after': '1' } }
        : speaks('patience');
    });
    const { addProvider, ask } = setUp({ local: null });
    const one = await addProvider('One', fake.baseUrl.openai);
    const { answer } = await ask({ modelId: `cloud/${one.slug}/gpt-4o` });
    expect(answer).toMatchObject({ text: 'patience', route: { reason: 'chosen', failed: [] } });
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(990);
  });

  it('does not knock again at a provider that said when to come back, and does not make people wait for it', async () => {
    await using first = await startFakeProvider(() => ({
      type: 'status',
      status: 429,
      headers: { 'retry-after': '60' },
    }));
    await using second = await startFakeProvider(() => speaks('second'));
    const { addProvider, ask } = setUp();
    const one = await addProvider('One', first.baseUrl.openai);
    await addProvider('Two', second.baseUrl.openai);
    for (let round = 0; round < 3; round += 1)
      expect((await ask({ modelId: `cloud/${one.slug}/gpt-4o` })).pieces.join('')).toBe('second');
    expect(first.requests).toHaveLength(1);
  });

  it('asks nobody again after a refused key until the key is changed', async () => {
    await using fake = await startFakeProvider((request) =>
      String(request.headers.authorization).endsWith('right')
        ? speaks('in')
        : { type: 'status', status: 401 },
    );
    const { addProvider, ask, gateway, owner } = setUp();
    const one = await addProvider('One', fake.baseUrl.openai);
    const modelId = `cloud/${one.slug}/gpt-4o`;
    await ask({ modelId });
    await ask({ modelId });
    expect(fake.requests).toHaveLength(1);
    await gateway.providers.setKey(owner, { providerId: one.id, key: 'right' });
    expect((await ask({ modelId })).answer?.text).toBe('in');
  });

  it('a stop while it waits or writes ends the answer, books it once and blames nobody', async () => {
    await using fake = await startFakeProvider(() => ({
      type: 'answer',
      pieces: Array.from({ length: 50 }, () => 'w '),
      everyMs: 20,
    }));
    const { addProvider, ask, usageRows, gateway, owner } = setUp();
    const one = await addProvider('One', fake.baseUrl.openai);
    const controller = new AbortController();
    const written: string[] = [];
    const { answer } = await ask({
      modelId: `cloud/${one.slug}/gpt-4o`,
      signal: controller.signal,
      onText: (piece) => {
        written.push(piece);
        if (written.length === 3) controller.abort();
      },
    });
    expect(answer).toMatchObject({ finish: 'cancelled', text: written.join('') });
    expect(usageRows()).toMatchObject([{ state: 'booked', outcome: 'cancelled', estimated: 1 }]);
    expect(gateway.providers.list(owner)[0]?.health.failures).toBe(0);
  });

  it('tells who is too long-winded instead of trying the next provider', async () => {
    const body = {
      error: {
        message: 'maximum context length is 100 tokens. However, your messages resulted in 200 tokens.',
        code: 'context_length_exceeded',
      },
    };
    await using first = await startFakeProvider(() => ({ type: 'status', status: 400, body }));
    await using second = await startFakeProvider(() => speaks('second'));
    const { addProvider, ask } = setUp();
    const one = await addProvider('One', first.baseUrl.openai);
    await addProvider('Two', second.baseUrl.openai);
    const { error } = await ask({ modelId: `cloud/${one.slug}/gpt-4o` });
    expect(error).toMatchObject({
      code: 'chat.CONTEXT_OVERFLOW',
      data: { needTokens: 200, haveTokens: 100 },
    });
    expect(second.requests).toHaveLength(0);
  });
});
