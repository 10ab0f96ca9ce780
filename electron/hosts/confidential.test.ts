/** The whole engine, its real door and providers that really listen: nobody hears of a confidential conversation. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryHost, type MemoryHost } from './memory.ts';

const answer = [
  { choices: [{ index: 0, delta: { role: 'assistant', content: 'leaked' }, finish_reason: null }] },
  { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
].map(
  (more) =>
    `data: ${JSON.stringify({ id: 'a', object: 'chat.completion.chunk', created: 0, model: 'm', ...more })}\n\n`,
);

let server: Server;
let connections = 0;
/** No model lies there: whoever wants an answer at any price has to look elsewhere. */
let emptyShelf: string;
beforeEach(async () => {
  connections = 0;
  emptyShelf = mkdtempSync(join(tmpdir(), 'wattos-shelf-'));
  server = createServer((request, response) => {
    request.resume().once('end', () => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(`${answer.join('')}data: [DONE]\n\n`);
    });
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(emptyShelf, { recursive: true, force: true });
});

const setUp = async ({ client }: MemoryHost): Promise<string> => {
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const models = [{ id: 'big', contextTokens: null }];
  for (const name of ['One', 'Two']) {
    const wish = { kind: 'openai-compatible', name, baseUrl, models, fallbackModelId: 'big' } as const;
    const { id: providerId } = await client.gateway.addProvider(wish);
    await client.gateway.setProviderKey({ providerId, key: 'key' });
    await client.gateway.enableProvider({ providerId, enabled: true });
  }
  return 'cloud/one/big';
};

const finalOf = async ({ client }: MemoryHost, conversationId: string, runId: string) => {
  for await (const _ of await client.runs.watch({ runId }));
  const last = (await client.chat.get({ conversationId })).messages.at(-1);
  return last?.error?.code ?? last?.text;
};

describe('without any local model', () => {
  it('a confidential conversation fails in words, in every way of asking, and no listener hears of it', async () => {
    await using host = await createMemoryHost({ modelsDir: emptyShelf });
    const { client } = host;
    const modelId = await setUp(host);
    for (const temporary of [false, true]) {
      const { conversation } = await client.chat.create({ modelId, temporary });
      const conversationId = conversation.id;
      const label = { subject: 'conversation', subjectId: conversationId } as const;
      await client.gateway.setLabel({ ...label, dataClass: 'confidential' });
      const sent = await client.chat.send({ conversationId, parentId: null, text: 'secret' });
      const refusal = 'gateway.CONFIDENTIAL_STAYS_LOCAL';
      expect(await finalOf(host, conversationId, sent.runId)).toBe(refusal);
      const [question, failed] = (await client.chat.get({ conversationId })).messages;
      const again = await client.chat.regenerate({ messageId: failed?.id ?? '' });
      expect(await finalOf(host, conversationId, again.runId)).toBe(refusal);
      const edited = await client.chat.edit({ messageId: question?.id ?? '', text: 'secret, but shorter' });
      expect(await finalOf(host, conversationId, edited.runId)).toBe(refusal);
    }
    expect([connections, (await client.system.ledger({})).items]).toEqual([0, []]);
  });

  it('an ordinary one reaches the listener: it could have been heard', async () => {
    await using host = await createMemoryHost({ modelsDir: emptyShelf });
    const { client } = host;
    const { conversation } = await client.chat.create({ modelId: await setUp(host) });
    const sent = await client.chat.send({ conversationId: conversation.id, parentId: null, text: 'hello' });
    expect(await finalOf(host, conversation.id, sent.runId)).toBe('leaked');
    expect(connections).toBe(1);
    expect((await client.system.ledger({})).items).toHaveLength(1);
  });
});
