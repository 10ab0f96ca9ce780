import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Client } from '../../contract/index.ts';
import { codeOf } from '../client-error.ts';
import { maxFrameBytes } from '../wire.ts';
import { cookie, send, startTestHost, type TestHost, token } from './test-host.ts';

const bearer = { authorization: `Bearer ${token}` };

let host: TestHost;
beforeAll(async () => {
  host = await startTestHost();
});
afterAll(async () => {
  await host[Symbol.asyncDispose]();
});

/** Open, or the HTTP status of the refusal. */
const connect = (headers: Record<string, string>, url = host.webSocketUrl): Promise<WebSocket | number> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { headers });
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      response.resume();
    });
    socket.once('error', reject);
  });

const open = async (url = host.webSocketUrl): Promise<WebSocket> => {
  const socket = await connect(bearer, url);
  if (typeof socket === 'number') throw new Error(`refused: ${socket}`);
  return socket;
};

const clientOver = (socket: WebSocket): Client =>
  createORPCClient(
    new RPCLink({ websocket: socket as unknown as ConstructorParameters<typeof RPCLink>[0]['websocket'] }),
  );

const closeCode = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => socket.once('close', resolve));
const isHealthy = async () => expect((await send(host.port, '/health')).status).toBe(200);

describe('who may open a socket', () => {
  test('nobody without a secret, not from a foreign page, not under a foreign name', async () => {
    const { origin } = host;
    expect(await connect({})).toBe(401);
    expect(await connect({ authorization: 'Bearer wrong' })).toBe(401);
    expect(await connect({ cookie, origin: 'https://example.org' })).toBe(403);
    expect(await connect({ ...bearer, origin: 'http://127.0.0.1:1' })).toBe(403);
    expect(await connect({ cookie })).toBe(401);
    expect(await connect({ ...bearer, host: 'evil.example' })).toBe(421);
    expect(await connect(bearer, `ws://127.0.0.1:${host.port}/elsewhere`)).toBe(404);
    expect(await connect({ origin })).toBe(401);
  });

  test('the page with its cookie, and a program with the token', async () => {
    for (const headers of [{ cookie, origin: host.origin }, bearer]) {
      const socket = await connect(headers);
      if (typeof socket === 'number') throw new Error(`refused: ${socket}`);
      expect(await clientOver(socket).system.info()).toMatchObject({ host: 'memory' });
      socket.close();
    }
  });
});

describe('malformed frames end the socket, never the host', () => {
  const request = (p: unknown) => JSON.stringify({ i: '1', p });
  test.each([
    ['garbage', 'garbage'],
    ['an empty frame', ''],
    ['null', 'null'],
    ['an array', '[]'],
    ['no payload', '{"i":"1"}'],
    ['an id that is no text', '{"i":1,"p":{"u":"/system/info"}}'],
    ['an address that is no text', request({ u: 5 })],
    ['an absolute address', request({ u: 'http://example.org/system/info' })],
    ['an address with no name', request({ u: 'x' })],
    ['an unknown type', '{"i":"1","t":9,"p":{}}'],
    ['a streamed body', request({ u: '/chat/get', h: { 'content-type': 'text/event-stream' } })],
    ['a form', request({ u: '/chat/get', h: { 'content-type': 'multipart/form-data; boundary=x' } })],
    ['a file', request({ u: '/chat/get', h: { 'content-disposition': 'attachment; filename=x' } })],
    ['another method', request({ u: '/system/info', m: 'GET' })],
    ['a cut frame', request({ u: '/chat/get', b: { json: {} } }).slice(0, -3)],
    ['endless nesting', `{"i":"1","p":{"u":"/chat/get","b":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`],
  ])('%s', async (_what, frame) => {
    const socket = await open();
    const closed = closeCode(socket);
    socket.send(frame);
    expect(await closed).toBe(1008);
    await isHealthy();
  });

  test('binary and oversized frames', async () => {
    const binary = await open();
    const binaryClosed = closeCode(binary);
    binary.send(Buffer.from([0xff, 0x00, 0xff]));
    expect(await binaryClosed).toBe(1003);

    const huge = await open();
    huge.on('error', () => {});
    const hugeClosed = closeCode(huge);
    huge.send('x'.repeat(maxFrameBytes + 1));
    expect(await hugeClosed).toBe(1009);
    await isHealthy();
  });

  test('bytes that are no WebSocket at all', async () => {
    const socket = await open();
    const closed = closeCode(socket);
    socket.on('error', () => {});
    // Reserved bits set, then noise: the frame below the frame is broken.
    (socket as unknown as { _socket: NodeJS.WritableStream })._socket.write(Buffer.alloc(64, 0xf7));
    await closed;
    await isHealthy();
  });
});

describe('well-formed frames with wrong content get coded errors on an open socket', () => {
  test('unknown procedures, wrong types, odd bodies', async () => {
    await using own = await startTestHost();
    const socket = await open(own.webSocketUrl);
    const ask = (id: string, u: string, b: unknown) =>
      new Promise<unknown>((resolve) => {
        const listener = (data: Buffer) => {
          const answer = JSON.parse(data.toString());
          if (answer.i !== id) return;
          socket.off('message', listener);
          resolve(answer.p.b?.json?.code);
        };
        socket.on('message', listener);
        socket.send(JSON.stringify({ i: id, p: { u, b } }));
      });
    expect(await ask('1', '/nothing/at/all', {})).toBe('request.UNKNOWN_PROCEDURE');
    expect(await ask('2', '/__proto__/toString', {})).toBe('request.UNKNOWN_PROCEDURE');
    expect(await ask('3', '/', {})).toBe('request.UNKNOWN_PROCEDURE');
    expect(await ask('4', '/chat/get', { json: { conversationId: 'x' } })).toBe('request.INVALID');
    expect(await ask('5', '/chat/get', 'text')).toBe('request.INVALID');
    expect(await ask('6', '/chat/get', { json: {}, meta: [[99, 'a']] })).toBe('request.INVALID');
    expect(await ask('7', '/chat/get', { json: {}, meta: 'x' })).toBe('request.INVALID');
    expect(await ask('8', '/chat/send', { json: { text: 'x'.repeat(5_000_000) } })).toBe('request.INVALID');
    expect(await clientOver(socket).vault.status()).toMatchObject({ state: 'open' });
    socket.close();
  });

  test('a client that leaves in the middle of a stream leaves nothing behind', async () => {
    await using own = await startTestHost();
    for (let i = 0; i < 20; i += 1) {
      const socket = await open(own.webSocketUrl);
      await clientOver(socket).events.watch();
      socket.terminate();
    }
    const socket = await open(own.webSocketUrl);
    expect(await clientOver(socket).system.info()).toMatchObject({ host: 'memory' });
    socket.close();
  });

  test('10,000 calls at once are answered, most of them with the rate limit, and the host stays responsive', async () => {
    await using own = await startTestHost();
    const socket = await open(own.webSocketUrl);
    const client = clientOver(socket);
    const outcomes = await Promise.all(
      Array.from({ length: 10_000 }, () =>
        client.system.info().then(
          () => 'ok' as const,
          (error: unknown) => codeOf(error),
        ),
      ),
    );
    const count = (what: string) => outcomes.filter((outcome) => outcome === what).length;
    expect(count('ok')).toBeGreaterThan(0);
    expect(count('ok') + count('request.RATE_LIMITED')).toBe(10_000);
    expect((await send(own.port, '/health')).status).toBe(200);
    socket.close();
  });
});
