/** What a hostile website may try with addresses, sizes and encodings. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionReport, FetchPolicy } from '../kind.ts';
import { guardedLookup } from './guard.ts';
import { createHttpFetcher } from './index.ts';

const fetcher = createHttpFetcher();
let server: Server;
let origin = '';
const answers: Record<string, (response: ServerResponse) => void> = {
  '/page': (response) => response.end('hello'),
  '/gzip': (response) => response.setHeader('content-encoding', 'gzip').end(gzipSync('unpacked')),
  '/br': (response) => response.setHeader('content-encoding', 'br').end(brotliCompressSync('unpacked')),
  '/bomb': (response) =>
    response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(20 * 2 ** 20))),
  '/matryoshka': (response) =>
    response.setHeader('content-encoding', 'gzip, gzip').end(gzipSync(gzipSync(Buffer.alloc(20 * 2 ** 20)))),
  '/broken': (response) => response.setHeader('content-encoding', 'gzip').end('no gzip at all'),
  '/endless': (response) => {
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536)));
    };
    response.on('drain', more);
    more();
  },
  '/silent': (response) => void response.writeHead(200).write('a'),
  '/cut': (response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('a');
    setImmediate(() => response.destroy());
  },
  '/redirect': (response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end(),
};
beforeAll(async () => {
  server = createServer((request, response) => answers[request.url ?? '']?.(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await fetcher.close();
  server.closeAllConnections();
  server.close();
});

const policy: FetchPolicy = {
  userAgent: 'test',
  privateHosts: ['127.0.0.1'],
  proxyUrl: '',
  caFile: '',
  maxBytes: 2 ** 20,
  timeoutMs: 20_000,
};
const fetch = (url: string, more: Partial<FetchPolicy> = {}, reports: ConnectionReport[] = []) =>
  fetcher.fetch({
    url,
    headers: { 'accept-encoding': 'gzip, br' },
    policy: { ...policy, ...more },
    signal: new AbortController().signal,
    report: (connection) => void reports.push(connection),
  });
const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'nothing',
    (error: unknown) => (error instanceof Error && 'failure' in error ? error.failure : error),
  );

describe('addresses inside the house', () => {
  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://10.1.2.3/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[fd00::1]/',
    'http://localhost/',
    'http://localhost./',
    'http://printer.local/',
  ])('%s is refused and reported, and nothing is sent', async (url) => {
    const reports: ConnectionReport[] = [];
    expect(await failureOf(fetch(url, { privateHosts: [] }, reports))).toBe('private-address');
    expect(reports).toEqual([{ host: new URL(url).hostname, port: 80, decision: 'denied' }]);
  });

  it('a host that was named may be inside, its neighbours may not', async () => {
    expect((await fetch(`${origin}/page`)).status).toBe(200);
    expect(await failureOf(fetch('http://127.0.0.2/'))).toBe('private-address');
  });

  it('other schemes do not exist', async () => {
    expect(await failureOf(fetch('file:///etc/passwd'))).toBe('scheme');
    expect(await failureOf(fetch('ftp://example.org/'))).toBe('scheme');
  });

  it('a public name that leads inside is refused at the look-up the connection uses', async () => {
    const addresses = ['93.184.216.34', '10.0.0.7', '::ffff:192.168.1.1'];
    const resolve = guardedLookup({ privateHosts: [] }, (_name, _options, callback) => {
      const address = addresses.shift() ?? '';
      callback(null, address, address.includes(':') ? 6 : 4);
    });
    const ask = () =>
      new Promise<unknown>((done) => {
        resolve('rebind.example.org', {}, (error, address) => done(error === null ? address : error.code));
      });
    expect(await ask()).toBe('93.184.216.34');
    expect(await ask()).toBe('EPRIVATE');
    expect(await ask()).toBe('EPRIVATE');
  });
});

describe('answers', () => {
  it('come unpacked, and as they came', async () => {
    for (const path of ['/gzip', '/br']) {
      const { body, raw } = await fetch(origin + path);
      expect(Buffer.from(body).toString()).toBe('unpacked');
      expect(Buffer.from(raw)).not.toEqual(Buffer.from(body));
    }
  });

  it.each([
    ['/bomb', 'compression-bomb'],
    ['/matryoshka', 'compression-bomb'],
    ['/broken', 'unreadable'],
    ['/endless', 'too-large'],
    ['/cut', 'connection-lost'],
  ])('%s ends as %s', async (path, failure) => {
    expect(await failureOf(fetch(origin + path))).toBe(failure);
  });

  it('a server that falls silent costs no more than the time it was given', async () => {
    expect(await failureOf(fetch(`${origin}/silent`, { timeoutMs: 300 }))).toBe('timeout');
  });

  it('a redirect is handed back, not followed', async () => {
    expect((await fetch(`${origin}/redirect`)).status).toBe(302);
  });

  it('a port nobody listens on is unreachable', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    expect(await failureOf(fetch(`http://127.0.0.1:${port}/`))).toBe('unreachable');
  });

  it('a connection is reported before anything is sent over it', async () => {
    const own = createHttpFetcher();
    const reports: ConnectionReport[] = [];
    let reportedFirst = false;
    answers['/watched'] = (response) => {
      reportedFirst = reports.length === 1;
      response.end();
    };
    await own.fetch({
      url: `${origin}/watched`,
      headers: {},
      policy,
      signal: new AbortController().signal,
      report: (connection) => void reports.push(connection),
    });
    await own.close();
    expect(reportedFirst).toBe(true);
    const port = Number(new URL(origin).port);
    expect(reports).toEqual([{ host: '127.0.0.1', port, decision: 'allowed' }]);
  });
});
