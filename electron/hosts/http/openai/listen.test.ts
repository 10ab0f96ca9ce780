/** The endpoint of the host with a window: closed by default, open on one port of the loopback, never for pages. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { silentLog } from '../../../core/kernel/log.ts';
import { createMemoryHost, type MemoryHost } from '../../memory.ts';
import { listenOpenAi } from './listen.ts';
import { failure } from './testing/serve.ts';

const openHost = (dataDir?: string): Promise<MemoryHost> =>
  createMemoryHost({
    ...(dataDir && { dataDir }),
    modelsDir: null,
    serveEndpoint: (port, endpoint) => listenOpenAi(port, { endpoint, log: silentLog }),
  });

const occupy = async (): Promise<{ port: number; server: Server }> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, server };
};
const free = (server: Server) => new Promise((resolve) => server.close(resolve));
const freePort = async (): Promise<number> => {
  const { port, server } = await occupy();
  await free(server);
  return port;
};

const statusWhen = async ({ client }: MemoryHost, state: string) => {
  await expect.poll(async () => (await client.gateway.endpointStatus()).state).toBe(state);
  return client.gateway.endpointStatus();
};

const answers = (port: number, host = '127.0.0.1'): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

describe('the endpoint of the window', () => {
  it('is closed until it is switched on, moves with its port, and is closed again when switched off', async () => {
    await using host = await openHost();
    const { client } = host;
    const [port, other] = [await freePort(), await freePort()];
    expect((await client.settings.get()).endpoint.enabled).toBe(false);
    expect(await client.gateway.endpointStatus()).toEqual({ state: 'off' });

    await client.settings.update({ endpoint: { enabled: true, port } });
    const open = await statusWhen(host, 'on');
    expect(open).toEqual({ state: 'on', baseUrl: `http://127.0.0.1:${port}/v1` });
    const { secret } = await client.gateway.createEndpointKey({ name: 'test', scopes: ['models'] });
    const models = new OpenAI({ apiKey: secret, baseURL: `http://127.0.0.1:${port}/v1`, maxRetries: 0 })
      .models;
    expect((await models.list()).object).toBe('list');

    await client.settings.update({ endpoint: { port: other } });
    await expect
      .poll(() => client.gateway.endpointStatus())
      .toEqual({ state: 'on', baseUrl: `http://127.0.0.1:${other}/v1` });
    expect([await answers(port), await answers(other)]).toEqual([false, true]);

    await client.settings.update({ endpoint: { enabled: false } });
    await statusWhen(host, 'off');
    expect(await answers(other)).toBe(false);
  });

  it('a taken port is a coded error that a free one heals', async () => {
    await using host = await openHost();
    const { port, server } = await occupy();
    await host.client.settings.update({ endpoint: { enabled: true, port } });
    expect(await statusWhen(host, 'failed')).toMatchObject({
      error: { code: 'host.PORT_TAKEN', data: { port } },
    });
    await free(server);
    await host.client.settings.update({ endpoint: { enabled: true } });
    await statusWhen(host, 'on');
  });

  it('the last of many quick changes wins', async () => {
    await using host = await openHost();
    const port = await freePort();
    await Promise.all(
      [true, false, true, false, true].map((enabled) =>
        host.client.settings.update({ endpoint: { enabled, port } }),
      ),
    );
    await statusWhen(host, 'on');
    await host.client.settings.update({ endpoint: { enabled: false } });
    await statusWhen(host, 'off');
    expect(await answers(port)).toBe(false);
  });

  it('refuses pages, foreign names, missing keys, and has nothing but the endpoint', async () => {
    await using host = await openHost();
    const port = await freePort();
    await host.client.settings.update({ endpoint: { enabled: true, port } });
    await statusWhen(host, 'on');
    const origin = `http://127.0.0.1:${port}`;
    const { secret } = await host.client.gateway.createEndpointKey({ name: 'test', scopes: ['models'] });
    const authorization = `Bearer ${secret}`;
    const status = async (path: string, headers: Record<string, string> = {}) =>
      (await fetch(`${origin}${path}`, { headers })).status;
    expect(await status('/v1/models', { authorization })).toBe(200);
    expect(await status('/v1/models', { authorization, origin })).toBe(403);
    expect(await status('/v1/models', { authorization, origin: 'https://example.com' })).toBe(403);
    expect(await status('/v1/models')).toBe(401);
    expect([await status('/'), await status('/rpc/system/info'), await status('/health')]).toEqual([
      404, 404, 404,
    ]);
    const wrong = new OpenAI({ apiKey: 'wattos-x', baseURL: `${origin}/v1`, maxRetries: 0 });
    expect((await failure(wrong.models.list())).status).toBe(401);
    expect(await hostHeader(port, `evil.example:${port}`)).toBe(421);
  });

  it('is closed with the engine, and open again with the next start', async () => {
    const port = await freePort();
    const dataDir = mkdtempSync(join(tmpdir(), 'wattos-endpoint-'));
    try {
      const host = await openHost(dataDir);
      await host.client.settings.update({ endpoint: { enabled: true, port } });
      await statusWhen(host, 'on');
      await host.close();
      expect(await answers(port)).toBe(false);
      await using again = await openHost(dataDir);
      await statusWhen(again, 'on');
      expect(await answers(port)).toBe(true);
    } finally {
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
    }
  });
});

/** `fetch` sets the Host header itself. */
const hostHeader = (port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.setEncoding('utf8').once('error', reject);
    socket.once('data', (piece: string) => {
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(piece)?.[1]));
      socket.destroy();
    });
    socket.write(`GET /v1/models HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  });
