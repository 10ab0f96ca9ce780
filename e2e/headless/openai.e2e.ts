/** The official OpenAI client, unmodified, against the headless host and the real starter model. */
import { expect, test } from '@playwright/test';
import OpenAI from 'openai';
import { newDataDir, prepare, removeDataDir } from '../support/data.ts';
import { type Host, startHost } from '../support/host.ts';
import { createKey } from '../support/endpoint-key.ts';

test.describe.configure({ mode: 'serial' });

const model = 'tinyllama-1.1b-chat-iq2';
const question = { role: 'user', content: 'What is the capital of France? Answer in one sentence.' } as const;
const exact = { model, temperature: 0, seed: 1 } as const;

let dataDir: string;
let host: Host;
let client: OpenAI;

test.beforeAll(async () => {
  dataDir = newDataDir();
  prepare(dataDir);
  host = await startHost(dataDir);
  const apiKey = await createKey(host, ['models', 'chat', 'embeddings', 'audio']);
  client = new OpenAI({ apiKey, baseURL: `${host.origin}/v1`, maxRetries: 0 });
});
test.afterAll(async () => {
  await host.stop();
  removeDataDir(dataDir);
});

const failure = (asked: PromiseLike<unknown>): Promise<InstanceType<typeof OpenAI.APIError>> =>
  Promise.resolve(asked).then(
    () => {
      throw new Error('no failure');
    },
    (error: unknown) => error as InstanceType<typeof OpenAI.APIError>,
  );

test('lists the model and finds it by its id', async () => {
  const ids: string[] = [];
  for await (const { id } of client.models.list()) ids.push(id);
  expect(ids).toContain(model);
  expect(await client.models.retrieve(model)).toMatchObject({
    id: model,
    object: 'model',
    owned_by: 'local',
  });
});

test('the streamed deltas are the whole answer, with the same counts', async () => {
  const whole = await client.chat.completions.create({ ...exact, messages: [question], max_tokens: 32 });
  const said = whole.choices[0]?.message.content ?? '';
  expect(said).toMatch(/\w+ \w+/);
  expect(whole.usage?.total_tokens).toBe(
    (whole.usage?.prompt_tokens ?? 0) + (whole.usage?.completion_tokens ?? 0),
  );
  const pieces: string[] = [];
  const roles: string[] = [];
  let usage: OpenAI.CompletionUsage | null = null;
  let finish: string | null = null;
  for await (const chunk of await client.chat.completions.create({
    ...exact,
    messages: [question],
    max_tokens: 32,
    stream: true,
    stream_options: { include_usage: true },
  })) {
    const [choice] = chunk.choices;
    if (choice?.delta.role) roles.push(choice.delta.role);
    if (choice?.delta.content) pieces.push(choice.delta.content);
    finish = choice?.finish_reason ?? finish;
    usage = chunk.usage ?? usage;
  }
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.join('')).toBe(said);
  expect([roles, finish]).toEqual([['assistant'], whole.choices[0]?.finish_reason]);
  expect(usage).toMatchObject({
    prompt_tokens: whole.usage?.prompt_tokens,
    completion_tokens: whole.usage?.completion_tokens,
  });
});

test('a limit of tokens is kept and named', async () => {
  const messages = [{ role: 'user', content: 'Tell a long story about the sea.' } as const];
  const answer = await client.chat.completions.create({ ...exact, messages, max_tokens: 6 });
  expect(answer.choices[0]?.finish_reason).toBe('length');
  expect(answer.usage?.completion_tokens).toBe(6);
});

test('a JSON schema is obeyed, whole and streamed', async () => {
  const schema = {
    type: 'object',
    properties: {
      city: { type: 'string', minLength: 1, maxLength: 12 },
      inhabitants: { type: 'integer', minimum: 0, maximum: 99_999_999 },
      size: { enum: ['small', 'middle', 'large'] },
    },
    required: ['city', 'inhabitants', 'size'],
    additionalProperties: false,
  };
  const asked = {
    ...exact,
    messages: [{ role: 'user', content: 'Describe Paris.' } as const],
    max_tokens: 80,
    response_format: { type: 'json_schema', json_schema: { name: 'city', strict: true, schema } } as const,
  };
  const check = (text: string) => {
    const value = JSON.parse(text) as Record<string, unknown>;
    expect(Object.keys(value).sort()).toEqual(['city', 'inhabitants', 'size']);
    expect(value.city).toEqual(expect.any(String));
    expect(Number.isInteger(value.inhabitants)).toBe(true);
    expect(['small', 'middle', 'large']).toContain(value.size);
  };
  const whole = await client.chat.completions.create(asked);
  check(whole.choices[0]?.message.content ?? '');
  const streamed = await client.chat.completions.stream(asked).finalChatCompletion();
  check(streamed.choices[0]?.message.content ?? '');
});

test('a tool is called with arguments of its schema, streamed too, and its result goes back', async () => {
  const tools = [
    {
      type: 'function' as const,
      function: {
        name: 'weather',
        description: 'Weather of a city',
        strict: true,
        parameters: {
          type: 'object',
          properties: { city: { type: 'string', maxLength: 12 }, unit: { enum: ['celsius', 'fahrenheit'] } },
          required: ['city', 'unit'],
          additionalProperties: false,
        },
      },
    },
  ];
  const messages: OpenAI.ChatCompletionMessageParam[] = [
    { role: 'user', content: 'What is the weather in Paris?' },
  ];
  const asked = { ...exact, messages, tools, tool_choice: 'required', max_tokens: 80 } as const;
  const check = (message: OpenAI.ChatCompletionMessage | undefined) => {
    const [call] = message?.tool_calls ?? [];
    if (call?.type !== 'function') throw new Error('no call');
    expect(call.function.name).toBe('weather');
    const given = JSON.parse(call.function.arguments) as Record<string, unknown>;
    expect(Object.keys(given).sort()).toEqual(['city', 'unit']);
    expect(['celsius', 'fahrenheit']).toContain(given.unit);
    return call;
  };
  const whole = await client.chat.completions.create(asked);
  expect(whole.choices[0]?.finish_reason).toBe('tool_calls');
  const call = check(whole.choices[0]?.message);
  check((await client.chat.completions.stream(asked).finalChatCompletion()).choices[0]?.message);
  const after = await client.chat.completions.create({
    ...exact,
    messages: [
      ...messages,
      { role: 'assistant', tool_calls: [call] },
      { role: 'tool', tool_call_id: call.id, content: '{"celsius": 21}' },
    ],
    max_tokens: 24,
  });
  expect(after.choices[0]?.message.content).toMatch(/\w/);
});

test('embeddings come in the order of their texts, the same alone or together, packed or not', async () => {
  const embedder = (await client.models.list()).data.find(({ id }) => id.includes('minilm'))?.id ?? '';
  const texts = [
    'The town hall opens at eight.',
    'A cat sleeps on the sofa and does not want to be disturbed by anyone at all this afternoon.',
    'When can I go to the city administration?',
    ...Array.from({ length: 30 }, (_, index) => `Sentence number ${index} about ${'ships '.repeat(index)}`),
  ];
  const embed = async (input: string | string[], more = {}) =>
    client.embeddings.create({ model: embedder, input, ...more });
  const all = await embed(texts);
  expect(all.data.map(({ index }) => index)).toEqual(texts.map((_, index) => index));
  expect(all.usage.prompt_tokens).toBeGreaterThan(texts.length * 3);
  // The quantised model rounds by what else is in its batch; another text would be far below.
  const cosine = (a: number[] = [], b: number[] = []) =>
    a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
  for (const at of [0, 1, 32]) {
    const alone = await embed(texts[at] ?? '', { encoding_format: 'float' });
    expect(cosine(alone.data[0]?.embedding, all.data[at]?.embedding)).toBeGreaterThan(0.95);
  }
  const [town, cat, question] = all.data.map(({ embedding }) => embedding);
  expect(cosine(question, town)).toBeGreaterThan(cosine(question, cat));
  expect((await embed('a', { dimensions: town?.length })).data[0]?.embedding).toHaveLength(town?.length ?? 0);
  expect(await failure(embed('a', { dimensions: 7 }))).toMatchObject({ status: 400, param: 'dimensions' });
  expect(await failure(client.embeddings.create({ model, input: 'a' }))).toMatchObject({ status: 404 });
});

test('errors have the status, type and code the client knows', async () => {
  const chat = (more: object) =>
    failure(client.chat.completions.create({ model, messages: [question], ...more } as never));
  expect(
    await failure(new OpenAI({ apiKey: 'wattos-x', baseURL: client.baseURL }).models.list()),
  ).toBeInstanceOf(OpenAI.AuthenticationError);
  expect(await chat({ model: 'gpt-4o' })).toMatchObject({ status: 404, code: 'model_not_found' });
  expect(await chat({ n: 2 })).toMatchObject({ status: 400, type: 'invalid_request_error', param: 'n' });
  const long = { role: 'user', content: 'word '.repeat(9_000) };
  expect(await chat({ messages: [long] })).toMatchObject({ status: 400, code: 'context_length_exceeded' });
  const impossible = {
    type: 'json_schema',
    json_schema: { name: 'x', schema: { allOf: [{ const: 1 }, { const: 2 }] } },
  };
  expect(await chat({ response_format: impossible })).toMatchObject({ status: 400 });
  const speech = failure(client.audio.speech.create({ model: 'tts', voice: 'alloy', input: 'Hello' }));
  expect((await speech).status).toBeGreaterThanOrEqual(400);
});

test('an aborted stream ends at once and the next question is answered', async () => {
  const stream = await client.chat.completions.create({
    ...exact,
    messages: [{ role: 'user', content: 'Write a very long story about a lighthouse keeper.' }],
    max_tokens: 1_500,
    stream: true,
  });
  let pieces = 0;
  let finish: string | null = null;
  for await (const { choices } of stream) {
    pieces += 1;
    finish = choices[0]?.finish_reason ?? finish;
    if (pieces === 3) stream.controller.abort();
  }
  // What was already on its way may still be read; the end of the story is not.
  expect(pieces).toBeGreaterThanOrEqual(3);
  expect(finish).toBe(null);
  const answer = await client.chat.completions.create({ ...exact, messages: [question], max_tokens: 8 });
  expect(answer.choices[0]?.message.content).toMatch(/\w/);
});
