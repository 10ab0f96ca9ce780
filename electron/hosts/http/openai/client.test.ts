/** The official client library, unmodified, against our endpoint. */
import OpenAI, { toFile } from 'openai';
import { describe, expect, it } from 'vitest';
import type { ModelCall } from '../../../core/services/gateway/model-call.ts';
import { metrics } from '../../../core/services/gateway/testing/set-up.ts';
import { failure, serve } from './testing/serve.ts';

const weather = {
  type: 'function' as const,
  function: {
    name: 'weather',
    description: 'Weather of a city',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
};

const ask = { model: 'tiny', messages: [{ role: 'user' as const, content: 'Hello' }] };

describe('the official client', () => {
  it('lists models and asks for one, slashes in its id included', async () => {
    await using host = await serve({ dataClass: 'internal' });
    const { client, addProvider } = host;
    await addProvider('Cloud', 'http://127.0.0.1:1/v1');
    const ids: string[] = [];
    for await (const model of client.models.list()) ids.push(model.id);
    expect(ids).toEqual(['tiny', 'cloud/cloud/gpt-4o']);
    expect(await client.models.retrieve('tiny')).toMatchObject({
      id: 'tiny',
      object: 'model',
      owned_by: 'local',
    });
    expect((await client.models.retrieve('cloud/cloud/gpt-4o')).id).toBe('cloud/cloud/gpt-4o');
  });

  it('gets a whole answer with its counts', async () => {
    await using host = await serve();
    const { client, calls } = host;
    const answer = await client.chat.completions.create({
      ...ask,
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'developer', content: [{ type: 'text', text: 'Very.' }] },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Hel' },
            { type: 'text', text: 'lo' },
          ],
        },
      ],
      temperature: 0.3,
      top_p: 0.9,
      max_tokens: 7,
      seed: 4,
      stop: 'END',
    });
    expect(answer).toMatchObject({
      object: 'chat.completion',
      model: 'tiny',
      choices: [{ index: 0, message: { role: 'assistant', content: 'from here' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 },
      wattos: { location: 'local', reach: 'program' },
    });
    expect(calls[0]).toMatchObject({
      turns: [
        { role: 'system', text: 'Be brief.\n\nVery.' },
        { role: 'user', text: 'Hello' },
      ],
      temperature: 0.3,
      topP: 0.9,
      maxTokens: 7,
      seed: 4,
      stop: ['END'],
    });
  });

  it('streams deltas that are the answer, and the counts in a last chunk only when asked', async () => {
    const says = async (call: ModelCall) => {
      for (const piece of ['Ein ', 'Satz ', 'mit ', 'Ümläuten 🙂']) call.onText(piece);
      return { text: 'Ein Satz mit Ümläuten 🙂' };
    };
    await using host = await serve({ says });
    const { client } = host;
    for (const include_usage of [true, false]) {
      const chunks: OpenAI.ChatCompletionChunk[] = [];
      const stream = await client.chat.completions.create({
        ...ask,
        stream: true,
        stream_options: { include_usage },
      });
      for await (const chunk of stream) chunks.push(chunk);
      expect(chunks[0]?.choices[0]?.delta.role).toBe('assistant');
      expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')).toBe(
        'Ein Satz mit Ümläuten 🙂',
      );
      expect(chunks.filter((chunk) => chunk.choices[0]?.delta.content)).toHaveLength(4);
      expect(chunks.map((chunk) => chunk.choices[0]?.finish_reason).filter(Boolean)).toEqual(['stop']);
      expect(new Set(chunks.map((chunk) => chunk.id)).size).toBe(1);
      const last = chunks.at(-1);
      if (include_usage)
        expect(last).toMatchObject({
          choices: [],
          usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 },
        });
      else expect(last?.usage).toBeUndefined();
    }
  });

  it('puts a streamed answer together with its own helper', async () => {
    await using host = await serve();
    const { client } = host;
    const final = await client.chat.completions
      .stream({ ...ask, stream_options: { include_usage: true } })
      .finalChatCompletion();
    expect(final.choices[0]?.message.content).toBe('from here');
    expect(final.usage?.total_tokens).toBe(7);
  });

  it.each([true, false])('gets tool calls and brings back their results (stream: %s)', async (stream) => {
    const says = async (call: ModelCall) =>
      call.turns.at(-1)?.role === 'tool'
        ? {}
        : {
            text: '',
            finish: 'tool-calls',
            toolCalls: [
              { id: 'call_1', name: 'weather', argumentsJson: '{"city":"Köln"}' },
              { id: 'call_2', name: 'weather', argumentsJson: '{"city":"Bonn"}' },
            ],
          };
    await using host = await serve({ says });
    const { client, calls } = host;
    const wish = { ...ask, tools: [weather], tool_choice: 'required' as const };
    const first = stream
      ? await client.chat.completions.stream(wish).finalChatCompletion()
      : await client.chat.completions.create(wish);
    const [choice] = first.choices;
    expect(choice).toMatchObject({
      finish_reason: 'tool_calls',
      message: {
        content: stream ? '' : null,
        tool_calls: [
          { id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{"city":"Köln"}' } },
          { id: 'call_2', type: 'function', function: { name: 'weather', arguments: '{"city":"Bonn"}' } },
        ],
      },
    });
    expect(calls[0]).toMatchObject({
      toolChoice: 'required',
      tools: [{ name: 'weather', description: 'Weather of a city' }],
    });
    if (choice === undefined) throw new Error('no choice');
    const second = await client.chat.completions.create({
      ...ask,
      tools: [weather],
      messages: [
        ...ask.messages,
        choice.message,
        { role: 'tool', tool_call_id: 'call_1', content: '12 °C' },
        { role: 'tool', tool_call_id: 'call_2', content: '13 °C' },
      ],
    });
    expect(second.choices[0]?.message.content).toBe('from here');
    expect(calls[1]?.turns.slice(1)).toEqual([
      {
        role: 'assistant',
        text: '',
        toolCalls: [
          { id: 'call_1', name: 'weather', argumentsJson: '{"city":"Köln"}' },
          { id: 'call_2', name: 'weather', argumentsJson: '{"city":"Bonn"}' },
        ],
      },
      { role: 'tool', toolCallId: 'call_1', name: 'weather', text: '12 °C' },
      { role: 'tool', toolCallId: 'call_2', name: 'weather', text: '13 °C' },
    ]);
  });

  it('asks for JSON of a schema and parses it', async () => {
    const says = async (call: ModelCall) => {
      const text = JSON.stringify({ city: 'Köln', inhabitants: 1_087_353 });
      call.onText(text);
      return { text };
    };
    await using host = await serve({ says });
    const { client, calls } = host;
    const schema = {
      type: 'object',
      properties: { city: { type: 'string' }, inhabitants: { type: 'integer' } },
      required: ['city', 'inhabitants'],
      additionalProperties: false,
    };
    const answer = await client.chat.completions.parse({
      ...ask,
      response_format: { type: 'json_schema', json_schema: { name: 'place', strict: true, schema } },
    });
    expect(JSON.parse(answer.choices[0]?.message.content ?? '')).toEqual({
      city: 'Köln',
      inhabitants: 1_087_353,
    });
    expect(calls[0]?.responseSchema).toEqual({ name: 'place', schema });
    await client.chat.completions.create({ ...ask, response_format: { type: 'json_object' } });
    expect(calls[1]?.responseSchema).toEqual({ name: 'answer', schema: {} });
  });

  it.each(['stream', 'whole'])('stops the model when it hangs up (%s)', async (way) => {
    const stopped = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const says = async (call: ModelCall) => {
      call.onText('first ');
      begun.resolve();
      await new Promise<void>((resolve) => call.signal.addEventListener('abort', () => resolve()));
      stopped.resolve();
      return { text: 'first ', finish: 'cancelled', metrics: metrics(0, 0) };
    };
    await using host = await serve({ says });
    const { client, audit, usageRows } = host;
    const controller = new AbortController();
    if (way === 'stream') {
      const stream = await client.chat.completions.create(
        { ...ask, stream: true },
        { signal: controller.signal },
      );
      for await (const chunk of stream) if (chunk.choices[0]?.delta.content) break;
    } else {
      const pending = failure(client.chat.completions.create(ask, { signal: controller.signal }));
      await begun.promise;
      controller.abort();
      expect(await pending).toBeInstanceOf(OpenAI.APIUserAbortError);
    }
    await stopped.promise;
    await expect.poll(() => usageRows()).toMatchObject([{ outcome: 'cancelled', state: 'booked' }]);
    await expect.poll(() => audit).toMatchObject([{ action: 'endpoint.chat', outcome: 'request.CANCELLED' }]);
  });

  it('gets embeddings in the order of its texts, as numbers and packed', async () => {
    const embed = async (texts: string[]) => ({
      modelId: 'mini',
      vectors: texts.map((text) => [text.length, 0.5, -1]),
      promptTokens: 9,
    });
    await using host = await serve({ embed });
    const { client } = host;
    const input = ['a', 'four', 'xx', 'seven77'];
    for (const encoding_format of [undefined, 'float', 'base64'] as const) {
      const answer = await client.embeddings.create({
        model: 'mini',
        input,
        ...(encoding_format ? { encoding_format } : {}),
      });
      expect(answer.data.map((one) => one.index)).toEqual([0, 1, 2, 3]);
      expect(answer.usage).toEqual({ prompt_tokens: 9, total_tokens: 9 });
      if (encoding_format !== 'base64')
        expect(answer.data.map((one) => one.embedding[0])).toEqual([1, 4, 2, 7]);
    }
  });

  it('is told that embeddings and audio are not there, once and without retries', async () => {
    await using host = await serve({ maxRetries: 2 });
    const { client, audit } = host;
    const file = await toFile(Buffer.alloc(300_000), 'a.wav');
    for (const call of [
      () => client.embeddings.create({ model: 'm', input: 'a' }),
      () => client.audio.transcriptions.create({ model: 'm', file }),
      () => client.audio.speech.create({ model: 'm', input: 'a', voice: 'alloy' }),
    ]) {
      expect(await failure(call())).toMatchObject({
        status: 503,
        code: 'not_available',
        type: 'server_error',
      });
    }
    expect(audit).toHaveLength(3);
  });
});
