/** What goes wrong at our endpoint, as the official client library sees it. */
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { appError } from '../../../core/kernel/errors.ts';
import type { ModelCall } from '../../../core/services/gateway/model-call.ts';
import { failure, serve } from './testing/serve.ts';

const ask = { model: 'tiny', messages: [{ role: 'user' as const, content: 'Hello' }] };

describe('what goes wrong arrives as the client’s own error', () => {
  const failing = (error: Error) => ({ says: async () => Promise.reject(error) });

  it('an unknown key', async () => {
    await using host = await serve();
    const { clientWith, audit } = host;
    const error = await failure(clientWith('wattos-wrong').models.list());
    expect(error).toBeInstanceOf(OpenAI.AuthenticationError);
    expect(error).toMatchObject({ status: 401, code: 'invalid_api_key' });
    expect(audit).toEqual([]);
  });

  it('a key without the scope', async () => {
    await using host = await serve({ scopes: ['models'] });
    const { client, audit } = host;
    const error = await failure(client.chat.completions.create(ask));
    expect(error).toBeInstanceOf(OpenAI.PermissionDeniedError);
    expect(audit).toMatchObject([{ action: 'endpoint.chat', outcome: 'request.FORBIDDEN' }]);
  });

  it('a revoked key', async () => {
    await using host = await serve();
    const { client, gateway, owner, key } = host;
    gateway.endpointKeys.revoke(owner, key.id);
    expect(await failure(client.models.list())).toMatchObject({ status: 401 });
  });

  it('too many requests, with the time to wait', async () => {
    await using host = await serve({ rate: () => 1500 });
    const { client } = host;
    const error = await failure(client.chat.completions.create(ask));
    expect(error).toBeInstanceOf(OpenAI.RateLimitError);
    expect(error.headers?.get('retry-after')).toBe('2');
  });

  it('an unknown model, and a cloud model a confidential key cannot see', async () => {
    await using host = await serve();
    const { client, addProvider, door } = host;
    await addProvider('Cloud', 'http://127.0.0.1:1/v1');
    for (const model of ['nothing', 'cloud/cloud/gpt-4o', 'cloud/../x'])
      expect(await failure(client.chat.completions.create({ ...ask, model }))).toMatchObject({
        status: 404,
        code: 'model_not_found',
      });
    const ids: string[] = [];
    for await (const model of client.models.list()) ids.push(model.id);
    expect(ids).toEqual(['tiny']);
    expect(door.ledger).toEqual([]);
  });

  it.each([
    [
      appError('chat.CONTEXT_OVERFLOW', { needTokens: 9000, haveTokens: 2048 }),
      400,
      'context_length_exceeded',
    ],
    [appError('worker.CRASHED', { worker: 'llm' }), 503, 'worker.CRASHED'],
    [appError('models.TOO_LARGE', { needMb: 9, haveMb: 1 }), 429, 'models.TOO_LARGE'],
    [new Error('secret detail'), 500, 'internal_error'],
  ])('%s before the first word has its status, streamed or not', async (thrown, status, code) => {
    await using host = await serve(failing(thrown));
    const { client } = host;
    for (const stream of [true, false]) {
      const error = await failure(client.chat.completions.create({ ...ask, stream }));
      expect(error).toMatchObject({ status, code });
      expect(error.message).not.toContain('secret detail');
    }
  });

  it('a failure in the middle of the stream', async () => {
    const says = async (call: ModelCall) => {
      call.onText('half ');
      throw appError('worker.CRASHED', { worker: 'llm' });
    };
    await using host = await serve({ says });
    const { client } = host;
    const pieces: string[] = [];
    const error = await failure(
      (async () => {
        for await (const chunk of await client.chat.completions.create({ ...ask, stream: true }))
          pieces.push(chunk.choices[0]?.delta.content ?? '');
      })(),
    );
    expect(pieces.join('')).toBe('half ');
    expect(error).toBeInstanceOf(OpenAI.APIError);
    expect(error.code).toBe('worker.CRASHED');
  });

  it.each([
    ['n', { n: 2 }],
    ['messages', { messages: [] }],
    ['messages.0.role', { messages: [{ role: 'robot', content: 'x' }] }],
    ['messages', { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'x' } }] }] }],
    ['messages', { messages: [{ role: 'tool', tool_call_id: 'nobody', content: 'x' }] }],
    ['messages', { messages: [{ role: 'assistant', content: 'x' }] }],
    ['temperature', { temperature: 9 }],
    ['logprobs', { logprobs: true }],
    ['tools.0.function.name', { tools: [{ type: 'function', function: { name: 'rm -rf' } }] }],
  ])('a request we cannot honour, by the name of its parameter (%s)', async (param, wrong) => {
    await using host = await serve();
    const { client } = host;
    const error = await failure(client.chat.completions.create({ ...ask, ...wrong } as never));
    expect(error).toBeInstanceOf(OpenAI.BadRequestError);
    expect(error).toMatchObject({ type: 'invalid_request_error', param });
  });

  it('a path nobody knows, and a body that is no JSON', async () => {
    await using host = await serve();
    const { origin, secret } = host;
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
    const unknown = await fetch(`${origin}/v1/images/generations`, { method: 'POST', headers, body: '{}' });
    expect([unknown.status, await unknown.json()]).toMatchObject([
      404,
      { error: { type: 'invalid_request_error' } },
    ]);
    const broken = await fetch(`${origin}/v1/chat/completions`, { method: 'POST', headers, body: '{' });
    expect([broken.status, await broken.json()]).toMatchObject([
      400,
      { error: { type: 'invalid_request_error' } },
    ]);
  });

  it('a locked database', async () => {
    await using host = await serve({ locked: true });
    const { client } = host;
    expect(await failure(client.models.list())).toMatchObject({ status: 503, code: 'vault.LOCKED' });
  });
});

describe('endpoint keys', () => {
  it('are kept as a hash and shown once', async () => {
    await using host = await serve();
    const { db, secret, client } = host;
    await client.models.list();
    const row = db.prepare('SELECT * FROM endpoint_keys').get() as Record<string, unknown>;
    expect(JSON.stringify(row)).not.toContain(secret.slice(12));
    expect(row.last_used_at).not.toBeNull();
  });
});
