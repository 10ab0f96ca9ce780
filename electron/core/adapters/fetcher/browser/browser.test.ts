/** Pages built by scripts, in the browser of this computer where there is one. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionReport, Fetcher, FetchPolicy, FetchRequest } from '../kind.ts';
import { createHttpFetcher } from '../http/index.ts';
import { findBrowser } from './find.ts';
import { createBrowserRenderer } from './index.ts';

const program = findBrowser({ platform: process.platform, env: process.env });
const fetcher: Fetcher = createHttpFetcher();
const renderers = createBrowserRenderer({ fetcher, log: () => {} });
let server: Server;
let origin = '';
const requests: string[] = [];
const html = (body: string): string => `<!doctype html><title>x</title><body>${body}</body>`;
const answers: Record<string, (response: ServerResponse) => void> = {
  '/app': (response) =>
    response.end(
      html(
        `<div id="root"></div><script>fetch('/data').then((answer) => answer.text()).then((text) => {
          document.getElementById('root').textContent = text; });</script>`,
      ),
    ),
  '/data': (response) => response.end('Text aus dem Skript'),
  '/restless': (response) =>
    response.end(html('<p>ready</p><script>setInterval(() => fetch("/tick"), 100)</script>')),
  '/tick': (response) => response.end('tick'),
  '/busy': (response) => response.end(html('<script>for (;;) {}</script>')),
  '/outside': (response) =>
    response.end(
      html(
        `<p>before</p><script>
          const ask = (url, options) => fetch(url, options).then(() => url, () => 'refused');
          Promise.all([ask('http://10.0.0.1/'), ask('http://127.0.0.1:1/'), ask('http://localhost:${'PORT'}/data'), ask('/data', { method: 'POST' })])
            .then((all) => { document.body.append(all.join(' ')); });</script>`,
      ),
    ),
};
beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.setHeader('content-type', request.url === '/data' ? 'text/plain' : 'text/html');
    answers[request.url ?? '']?.(response);
    if (!response.writableEnded) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await renderers.close();
  await fetcher.close();
  server.closeAllConnections();
  server.close();
});

const policy: FetchPolicy = {
  userAgent: 'Mozilla/5.0 (compatible; WattOSBot/test)',
  privateHosts: ['127.0.0.1'],
  proxyUrl: '',
  caFile: '',
  maxBytes: 2 ** 20,
  timeoutMs: 120_000,
};
const request = (
  path: string,
  more: Partial<FetchPolicy> = {},
): FetchRequest & { reports: ConnectionReport[] } => {
  const reports: ConnectionReport[] = [];
  return {
    url: origin + path,
    headers: {},
    policy: { ...policy, ...more },
    signal: new AbortController().signal,
    report: (connection) => void reports.push(connection),
    reports,
  };
};
const render = (path: string, more: Partial<FetchPolicy> = {}) =>
  renderers.with(program).render(request(path, more));

describe.skipIf(program === null)('a page built by scripts', () => {
  it('is read after they have run', async () => {
    expect((await render('/app')).html).toContain('<div id="root">Text aus dem Skript</div>');
  });

  it('that never falls quiet is read all the same', async () => {
    expect((await render('/restless')).html).toContain('ready');
  });

  it('reaches nobody but its own site, and only reads', async () => {
    const { html: found } = await render('/outside');
    expect(found).toContain('before');
    expect(found).toContain('refused refused refused refused');
    expect(requests.filter((line) => line.startsWith('POST'))).toEqual([]);
  });

  it('whose script never ends costs its time, and the browser lives on', async () => {
    await expect(render('/busy', { timeoutMs: 4_000 })).rejects.toMatchObject({ failure: 'timeout' });
    expect((await render('/app')).html).toContain('Text aus dem Skript');
  });
});

it('without a browser the page stays as it is, and says so', async () => {
  await expect(renderers.with(null).render(request('/app'))).rejects.toMatchObject({ failure: 'unreadable' });
});
