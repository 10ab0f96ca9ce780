/** What a company's network puts between us and a website: a proxy, a certificate of its own, a log-in. All on 127.0.0.1. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crawlOptions } from '../../../contract/crawler.ts';
import { createMemoryHost, type MemoryHost } from '../../../hosts/memory.ts';
import { houseCertificate, houseKey } from './testing/house-certificate.ts';
import { openSite, pageOf } from './testing/site.ts';

let host: MemoryHost;
let folder: string;
let spaceId = '';
const servers: Server[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wattos-company-'));
  host = await createMemoryHost({ modelsDir: null });
  spaceId = (await host.client.knowledge.createSpace({ name: 'Haus' })).id;
});
afterAll(async () => {
  await host.close();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await rm(folder, { recursive: true });
});

const listen = async (server: Server): Promise<number> => {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};
const network = (settings: { proxyUrl?: string; caFile?: string }) =>
  host.client.settings.update({ network: { proxyUrl: '', caFile: '', ...settings } });
const options = crawlOptions.parse({
  ...{ intranet: true, requestsPerSecond: 0, render: 'never', timeoutSeconds: 60, sitemaps: false },
});
const ended = async (runId: string) => {
  for await (const _ of await host.client.runs.watch({ runId }));
};
const crawl = async (url: string) => {
  const { crawlId, runId } = await host.client.crawler.start({ url, spaceId, options });
  await ended(runId);
  return await host.client.crawler.get({ crawlId });
};

/** A forward proxy as companies run them: absolute addresses for http, tunnels for https. */
type ProxyRule = { password?: string; forbids?: boolean };
const openProxy = async (rule: ProxyRule = {}) => {
  const seen: string[] = [];
  const refusal = (headers: IncomingMessage['headers']): number | null => {
    if (rule.forbids === true) return 403;
    const wished = `Basic ${Buffer.from(`wattos:${rule.password}`).toString('base64')}`;
    return rule.password !== undefined && headers['proxy-authorization'] !== wished ? 407 : null;
  };
  const server = createServer((incoming, outgoing) => {
    seen.push(`${incoming.method} ${incoming.url}`);
    const refused = refusal(incoming.headers);
    if (refused !== null) {
      outgoing.writeHead(refused).end();
      return;
    }
    const onward = request(incoming.url ?? '', { headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.writeHead(502).end());
    onward.end();
  });
  server.on('connect', (incoming, socket, head) => {
    seen.push(`CONNECT ${incoming.url}`);
    socket.on('error', () => {});
    const refused = refusal(incoming.headers);
    if (refused !== null) {
      socket.end(`HTTP/1.1 ${refused} No\r\n\r\n`);
      return;
    }
    const { hostname, port } = new URL(`http://${incoming.url}`);
    const onward = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
  });
  return { port: await listen(server), seen };
};

const reasonOf = async (crawlId: string) =>
  (await host.client.crawler.pages({ crawlId })).items.map(({ reason }) => reason);

describe('a proxy', () => {
  it('carries the whole crawl, with the name it asks for', async () => {
    const site = await openSite({ '/': pageOf('Start', ['/a']), '/a': pageOf('A') });
    const proxy = await openProxy({ password: 'geheim' });
    await network({ proxyUrl: `http://wattos:geheim@127.0.0.1:${proxy.port}` });
    const done = await crawl(`${site.origin}/`);
    expect(done).toMatchObject({ state: 'finished', counts: { stored: 2 } });
    expect(proxy.seen).toContain(`GET ${site.origin}/a`);
    expect(proxy.seen).toHaveLength(site.requests.length);
    await site.close();
  });

  it.each<[string, ProxyRule]>([
    ['that wants a name it was not told', { password: 'geheim' }],
    ['that forbids the tunnel', { forbids: true }],
  ])('%s is named as what stands in the way', async (_, rule) => {
    const proxy = await openProxy(rule);
    await network({ proxyUrl: `http://127.0.0.1:${proxy.port}` });
    for (const url of rule.forbids === true
      ? [`https://127.0.0.1:${proxy.port}/t`]
      : [`http://127.0.0.1:${proxy.port}/h`, `https://127.0.0.1:${proxy.port}/h`]) {
      const done = await crawl(url);
      expect(done).toMatchObject({ state: 'failed', error: { code: 'crawler.START_UNREACHABLE' } });
      expect(await reasonOf(done.id)).toEqual(['proxy']);
    }
    expect(proxy.seen.length).toBeGreaterThan(0);
  });

  it('that is switched off is told apart from a website that is', async () => {
    const site = await openSite({ '/': pageOf('Start') });
    const closed = createServer();
    const port = await listen(closed);
    await new Promise((resolve) => closed.close(resolve));
    await network({ proxyUrl: `http://127.0.0.1:${port}` });
    const done = await crawl(`${site.origin}/`);
    expect(await reasonOf(done.id)).toEqual(['proxy']);
    // Going on once it is there again loses nothing.
    await network({});
    const { runId } = await host.client.crawler.resume({ crawlId: done.id });
    await ended(runId);
    expect(await host.client.crawler.get({ crawlId: done.id })).toMatchObject({
      state: 'finished',
      counts: { stored: 1 },
    });
    await site.close();
  });
});

describe('a certificate of the house', () => {
  let url = '';
  let house = '';
  beforeAll(async () => {
    house = join(folder, 'house-ca.pem');
    await writeFile(house, houseCertificate);
    const tls = { key: houseKey, cert: houseCertificate };
    const server = createTlsServer(tls, (_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end(pageOf('Intranet')),
    );
    url = `https://127.0.0.1:${await listen(server)}/`;
  });

  it('is refused while nobody vouches for it, and trusted once its file is named', async () => {
    await network({});
    const refused = await crawl(url);
    expect(refused).toMatchObject({ state: 'failed', error: { code: 'crawler.START_UNREACHABLE' } });
    expect(await reasonOf(refused.id)).toEqual(['tls']);
    await network({ caFile: house });
    const { runId } = await host.client.crawler.resume({ crawlId: refused.id });
    await ended(runId);
    expect(await host.client.crawler.get({ crawlId: refused.id })).toMatchObject({
      state: 'finished',
      counts: { stored: 1 },
    });
  });

  it('also behind a proxy', async () => {
    const proxy = await openProxy();
    await network({ caFile: house, proxyUrl: `http://127.0.0.1:${proxy.port}` });
    expect(await crawl(`${url}again`)).toMatchObject({ state: 'finished', counts: { stored: 1 } });
    expect(proxy.seen.every((line) => line.startsWith('CONNECT 127.0.0.1:'))).toBe(true);
  });

  it.each(['missing', 'no certificate'])('a file that is %s is named, not the website', async (what) => {
    const caFile = join(folder, `${what}.pem`);
    if (what !== 'missing') await writeFile(caFile, '-----BEGIN CERTIFICATE-----\nno\n');
    await network({ caFile });
    const done = await crawl(`${url}${what.length}`);
    expect(await reasonOf(done.id)).toEqual(['tls']);
    if (what === 'missing')
      expect(done.error?.data).toMatchObject({ reason: expect.stringContaining(caFile) });
  });
});

describe('a stored log-in', () => {
  const members = (request: IncomingMessage, response: ServerResponse): boolean => {
    if (request.headers.cookie === 'session=abc; theme=dark') return true;
    response.writeHead(302, { location: '/login' }).end();
    return false;
  };

  it('opens the intranet, stays with its host, and leaves no trace in the evidence', async () => {
    await network({});
    const cookiesElsewhere: (string | undefined)[] = [];
    const elsewhere = await openSite({
      '/': (request, response) => {
        cookiesElsewhere.push(request.headers.cookie);
        response.writeHead(200, { 'content-type': 'text/html' }).end(pageOf('Anderswo'));
      },
    });
    const other = elsewhere.origin.replace('127.0.0.1', 'localhost');
    const page =
      (title: string, links: string[] = []) =>
      (request: IncomingMessage, response: ServerResponse) => {
        if (!members(request, response)) return;
        const headers = { 'content-type': 'text/html', 'set-cookie': 'session=renewed-secret; HttpOnly' };
        response.writeHead(200, headers).end(pageOf(title, links));
      };
    const site = await openSite({
      '/': page('Start', ['/intern', `${other}/`]),
      '/intern': page('Intern'),
      '/login':
        '<html><head><title>Anmelden</title></head><body><form><input type="password"></form></body></html>',
    });
    const wished = { ...options, hosts: ['localhost'] };
    const first = await host.client.crawler.start({ url: `${site.origin}/`, spaceId, options: wished });
    await ended(first.runId);
    const { siteId, counts } = await host.client.crawler.get({ crawlId: first.crawlId });
    expect(counts.redirected).toBe(1);
    await host.client.crawler.setSession({ siteId, host: '127.0.0.1', cookies: 'session=abc; theme=dark' });
    const { crawlId, runId } = await host.client.crawler.recrawl({ siteId });
    await ended(runId);
    const { items } = await host.client.crawler.pages({ crawlId, state: ['stored', 'unchanged'], limit: 50 });
    expect(items.map(({ title }) => title)).toEqual(expect.arrayContaining(['Start', 'Intern', 'Anderswo']));
    expect(cookiesElsewhere).toEqual([undefined]);
    // Neither the cookies we sent nor those we were given.
    const capsule = join(folder, 'capsule');
    const { files } = await host.client.crawler.exportCapsule({ crawlId, folder: capsule });
    const warc = gunzipSync(await readFile(files[0] ?? '')).toString('latin1');
    expect([warc.includes('Intern'), /session=/.test(warc)]).toEqual([true, false]);
    const intern = items.find(({ title }) => title === 'Intern');
    const shown = await host.client.crawler.page({ crawlId, pageId: intern?.pageId ?? 0 });
    expect(JSON.stringify(shown.headers)).not.toContain('renewed-secret');
    await site.close();
    await elsewhere.close();
  });

  it('that has run out says so, and keeps what was read before', async () => {
    await network({});
    let isValid = true;
    const site = await openSite({
      '/': (request, response) => {
        if (isValid && request.headers.cookie !== undefined)
          response.writeHead(200, { 'content-type': 'text/html' }).end(pageOf('Mitglieder'));
        else response.writeHead(401).end();
      },
    });
    const url = `${site.origin}/`;
    const refused = await crawl(url);
    expect(await reasonOf(refused.id)).toEqual(['log-in']);
    const { siteId } = refused;
    await host.client.crawler.setSession({ siteId, host: '127.0.0.1', cookies: 'id=1' });
    const read = await host.client.crawler.recrawl({ siteId });
    await ended(read.runId);
    const documents = async () =>
      (await host.client.knowledge.documents({ spaceId, limit: 200 })).items.filter(
        ({ title }) => title === 'Mitglieder',
      ).length;
    expect(await documents()).toBe(1);
    isValid = false;
    const again = await host.client.crawler.recrawl({ siteId });
    await ended(again.runId);
    expect(await reasonOf(again.crawlId)).toEqual(['log-in']);
    expect(await host.client.crawler.get({ crawlId: again.crawlId })).toMatchObject({
      state: 'failed',
      error: { code: 'crawler.START_UNREACHABLE' },
    });
    expect(await documents()).toBe(1);
    await site.close();
  });
});
