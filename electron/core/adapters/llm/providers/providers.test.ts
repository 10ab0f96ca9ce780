import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProviderKind } from '../../../../contract/gateway.ts';
import { redact } from '../../../kernel/log.ts';
import { llmConformance } from '../conformance.ts';
import { createProviderLlm, type ModelCall, type ProviderLlm } from './index.ts';
import { readRetryAfter } from './read-failure.ts';
import type { Patience } from './watchdog.ts';
import { createFakeDoor } from './testing/fake-door.ts';
import {
  type Behaviour,
  type FakeProvider,
  type FakeRequest,
  startFakeProvider,
} from './testing/fake-provider.ts';

const kinds: ProviderKind[] = ['openai', 'anthropic', 'azure', 'google', 'ollama', 'openai-compatible'];
const contextTokens = 32_000;

const connect = (
  kind: ProviderKind,
  fake: FakeProvider,
  more: { key?: string | null; allowed?: boolean; patience?: Partial<Patience> } = {},
) => {
  const door = createFakeDoor(() => (more.allowed === false ? [] : ['provider:p1']));
  const family = kind === 'ollama' || kind === 'openai-compatible' ? 'openai' : kind;
  const adapter = createProviderLlm({
    provider: {
      id: 'p1',
      kind,
      name: 'Fake',
      baseUrl: fake.baseUrl[family],
      contextTokensOf: () => contextTokens,
    },
    apiKey: async () => (more.key === undefined ? 'secret-key' : more.key),
    door,
    patience: { connectMs: 60_000, firstTokenMs: 60_000, idleMs: 60_000, ...more.patience },
  });
  return { adapter, door };
};

const ask = async (adapter: ProviderLlm, more: Partial<ModelCall> = {}) => {
  const pieces: string[] = [];
  const outcome = await adapter
    .answer({
      modelId: 'fake-1',
      turns: [{ role: 'user', text: 'Hello' }],
      temperature: 0,
      maxTokens: 50,
      signal: new AbortController().signal,
      onText: (piece) => void pieces.push(piece),
      ...more,
    })
    .then(
      (answer) => ({ answer, error: null }),
      (error: Error & { code?: string; data?: Record<string, unknown> }) => ({ answer: null, error }),
    );
  return { ...outcome, pieces };
};

/** Speaks like a model: as many words as wished, the same ones for the same seed, slowly after a long prompt. */
const modelLike = ({ body, protocol }: FakeRequest): Behaviour => {
  const config = (body.generationConfig ?? {}) as { maxOutputTokens?: number; seed?: number };
  const wished = Number(body.max_tokens ?? body.max_completion_tokens ?? config.maxOutputTokens ?? 100);
  const promptLength = JSON.stringify(body).length;
  const full = 60;
  const count = Math.min(wished, full);
  return {
    type: 'answer',
    pieces: Array.from({ length: count }, (_, index) => ` ${protocol}${index}`),
    finish: count < full ? 'length' : 'stop',
    usage: { prompt: Math.ceil(promptLength / 4), cached: 0, completion: count },
    firstMs: promptLength > 2_500 ? 1_500 : 0,
    everyMs: 15,
  };
};

describe.each(kinds)('%s: what every language model must do', (kind) => {
  let fake: FakeProvider;
  beforeAll(async () => {
    fake = await startFakeProvider(modelLike);
  });
  afterAll(() => fake[Symbol.asyncDispose]());
  it.each(llmConformance.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const { adapter } = connect(kind, fake);
    await one.run({ adapter: adapter as never, modelId: 'fake-1', crash: null });
  });
});

const faults: [string, Behaviour, string, Record<string, unknown>][] = [
  ['a wrong key', { type: 'status', status: 401 }, 'gateway.KEY_REFUSED', { status: 401 }],
  [
    'too many requests',
    { type: 'status', status: 429, headers: { 'retry-after': '7' } },
    'gateway.RATE_LIMITED',
    { retryAfterMs: 7000 },
  ],
  ['a failing server', { type: 'status', status: 500 }, 'gateway.PROVIDER_FAILED', { status: 500 }],
  ['an unknown model', { type: 'status', status: 404 }, 'gateway.MODEL_UNKNOWN', { modelId: 'fake-1' }],
  ['a declined request', { type: 'status', status: 422 }, 'gateway.REQUEST_REFUSED', { status: 422 }],
  ['a server that hangs', { type: 'hang' }, 'gateway.TIMEOUT', { phase: 'connect' }],
  ['a stream that falls silent', { type: 'stall', pieces: ['a', 'b'] }, 'gateway.TIMEOUT', { phase: 'idle' }],
  ['a broken connection', { type: 'cut', pieces: ['a', 'b'] }, 'gateway.STREAM_CUT', {}],
  ['malformed events', { type: 'malformed', pieces: ['a', 'b'] }, 'gateway.MALFORMED_ANSWER', {}],
];

/** Only what is tested to run out is short: a busy machine needs its time for everything else. */
const shortPatience: Partial<Record<Behaviour['type'], Partial<Patience>>> = {
  hang: { connectMs: 400 },
  stall: { idleMs: 400 },
};

describe.each(kinds)('%s: bad days', (kind) => {
  it.each(faults)('%s is told by its code', async (_, behaviour, code, data) => {
    await using fake = await startFakeProvider(() => behaviour);
    const { adapter } = connect(kind, fake, { patience: shortPatience[behaviour.type] ?? {} });
    const { answer, error, pieces } = await ask(adapter);
    expect(answer).toBeNull();
    expect(error).toMatchObject({ code, data: expect.objectContaining(data) });
    if ('pieces' in behaviour) expect(pieces.join('')).toBe('ab');
  });

  it('an answer that ends too early is not taken for a whole one', async () => {
    await using fake = await startFakeProvider(() => ({ type: 'end-early', pieces: ['a', 'b'] }));
    const { error, pieces } = await ask(connect(kind, fake).adapter);
    expect(error?.code).toMatch(/^gateway\.(STREAM_CUT|MALFORMED_ANSWER)$/);
    expect(pieces.join('')).toBe('ab');
  });

  it('what goes into a log has neither the prompt nor the answer in it', async () => {
    await using fake = await startFakeProvider(() => ({ type: 'malformed', pieces: ['geheime Antwort'] }));
    const { error } = await ask(connect(kind, fake).adapter, {
      turns: [{ role: 'user', text: 'geheime Frage' }],
    });
    const logged = `${inspect(error, { depth: 10, showHidden: true })}${JSON.stringify(redact(error))}`;
    expect(logged).not.toContain('geheime');
    expect(logged).not.toContain('secret-key');
  });

  it('an error event in the stream is a failure, not the end of the answer', async () => {
    await using fake = await startFakeProvider(() => ({ type: 'error-event', pieces: ['a', 'b'] }));
    const { error } = await ask(connect(kind, fake).adapter);
    expect(error?.code).toMatch(/^gateway\.(PROVIDER_FAILED|MALFORMED_ANSWER|STREAM_CUT)$/);
  });

  it('a dead server is unreachable', async () => {
    const fake = await startFakeProvider(() => ({ type: 'hang' }));
    await fake.kill();
    const { error } = await ask(connect(kind, fake).adapter);
    expect(error).toMatchObject({
      code: 'gateway.UNREACHABLE',
      data: { provider: 'Fake', host: '127.0.0.1' },
    });
  });

  it('hands tool calls over whole, with counts', async () => {
    const call = { id: 'call_1', name: 'weather', argumentsJson: '{"city":"Köln"}' };
    await using fake = await startFakeProvider(() => ({
      type: 'answer',
      pieces: [],
      toolCalls: [call],
      usage: { prompt: 20, cached: 5, completion: 9 },
    }));
    const { answer } = await ask(connect(kind, fake).adapter, { tools: [weather], toolChoice: 'required' });
    expect(answer).toMatchObject({
      finish: 'tool-calls',
      usage: { promptTokens: 20, cachedTokens: 5, completionTokens: 9 },
    });
    expect(answer?.toolCalls).toHaveLength(1);
    expect(answer?.toolCalls[0]).toMatchObject({ name: 'weather' });
    expect(JSON.parse(answer?.toolCalls[0]?.argumentsJson ?? '')).toEqual({ city: 'Köln' });
    const sent = JSON.stringify(fake.requests[0]?.body);
    expect(sent).toContain('weather');
  });

  it.each([
    ['a tool nobody offered', { id: 'c', name: 'format_disk', argumentsJson: '{}' }],
    ['arguments that are no object', { id: 'c', name: 'weather', argumentsJson: '[1, 2' }],
  ])('%s is refused', async (_, call) => {
    await using fake = await startFakeProvider(() => ({ type: 'answer', pieces: [], toolCalls: [call] }));
    const { error } = await ask(connect(kind, fake).adapter, { tools: [weather] });
    expect(error?.code).toMatch(/^gateway\.(BAD_TOOL_CALL|MALFORMED_ANSWER)$/);
  });

  it('sends a schema that the answer must follow', async () => {
    await using fake = await startFakeProvider(() => ({ type: 'answer', pieces: ['{"n":1}'] }));
    const schema = {
      type: 'object',
      properties: { n: { type: 'integer' } },
      required: ['n'],
      additionalProperties: false,
    };
    await ask(connect(kind, fake).adapter, { responseSchema: { name: 'number', schema } });
    expect(JSON.stringify(fake.requests[0]?.body)).toContain('"integer"');
  });

  it('sends nothing while the provider is not permitted', async () => {
    await using fake = await startFakeProvider(() => ({ type: 'answer', pieces: ['a'] }));
    const { adapter, door } = connect(kind, fake, { allowed: false });
    const { error } = await ask(adapter);
    expect(error?.code).toBe('network.DENIED');
    expect(fake.connections()).toBe(0);
    expect(door.ledger).toEqual([{ purpose: 'provider:p1', host: '127.0.0.1', decision: 'denied' }]);
  });

  it('never takes a key or an address from the environment', async () => {
    await using fake = await startFakeProvider(() => ({ type: 'answer', pieces: ['a'] }));
    for (const name of ['OPENAI', 'ANTHROPIC', 'AZURE', 'GOOGLE_GENERATIVE_AI'])
      process.env[`${name}_API_KEY`] = 'stray-key';
    try {
      const { error } = await ask(connect(kind, fake, { key: null }).adapter);
      if (error !== null) expect(error.code).toBe('gateway.KEY_MISSING');
      expect(JSON.stringify(fake.requests.map((request) => request.headers))).not.toContain('stray-key');
    } finally {
      for (const name of ['OPENAI', 'ANTHROPIC', 'AZURE', 'GOOGLE_GENERATIVE_AI'])
        delete process.env[`${name}_API_KEY`];
    }
  });

  it('lists its models, with a person’s consent even before it is enabled', async () => {
    await using fake = await startFakeProvider(() => ({ type: 'hang' }));
    const { adapter } = connect(kind, fake, { allowed: false });
    const ids = await adapter.modelIds({ consent: true, signal: new AbortController().signal });
    expect(ids).toEqual(['fake-1']);
    expect(JSON.stringify(fake.requests[0]?.headers)).toContain('secret-key');
  });
});

describe('what is too long', () => {
  it.each([
    [
      'openai',
      400,
      {
        error: {
          message:
            "This model's maximum context length is 128000 tokens. However, your messages resulted in 130001 tokens.",
          code: 'context_length_exceeded',
        },
      },
      130_001,
      128_000,
    ],
    [
      'anthropic',
      400,
      {
        type: 'error',
        error: {
          type: 'invalid_request_error',
          message: 'prompt is too long: 210000 tokens > 200000 maximum',
        },
      },
      210_000,
      200_000,
    ],
    [
      'google',
      400,
      {
        error: {
          code: 400,
          message: 'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
          status: 'INVALID_ARGUMENT',
        },
      },
      1_200_000,
      1_048_576,
    ],
  ] as const)(
    '%s says so in its own way; the numbers are kept',
    async (kind, status, body, needTokens, haveTokens) => {
      await using fake = await startFakeProvider(() => ({ type: 'status', status, body }));
      const { error } = await ask(connect(kind, fake).adapter);
      expect(error).toMatchObject({ code: 'chat.CONTEXT_OVERFLOW', data: { needTokens, haveTokens } });
    },
  );
});

describe('Retry-After', () => {
  it('is read as seconds, as a date, and as milliseconds', () => {
    const now = Date.parse('2026-01-01T00:00:00Z');
    expect(readRetryAfter({ 'retry-after': '2' }, now)).toBe(2000);
    expect(readRetryAfter({ 'retry-after': 'Thu, 01 Jan 2026 00:00:05 GMT' }, now)).toBe(5000);
    expect(readRetryAfter({ 'retry-after-ms': '150', 'retry-after': '9' }, now)).toBe(150);
    expect(readRetryAfter({ 'retry-after': 'soon' }, now)).toBeNull();
    expect(readRetryAfter({}, now)).toBeNull();
  });
});

const weather = {
  name: 'weather',
  description: 'Weather of a city',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};
