/** Whole crawls of a local website through the engine, with the real crawl process. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPublicKey, verify } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crawlOptions } from '../../../contract/crawler.ts';
import { createMemoryHost, type MemoryHost } from '../../../hosts/memory.ts';
import { openSite, pageOf, type TestSite } from './testing/site.ts';

let host: MemoryHost;
let spaceId = '';
const sites: TestSite[] = [];
beforeAll(async () => {
  host = await createMemoryHost({ modelsDir: null });
  spaceId = (await host.client.knowledge.createSpace({ name: 'Stadt' })).id;
});
afterAll(async () => {
  await host.close();
  for (const site of sites) await site.close();
});

const open = async (pages: Parameters<typeof openSite>[0]): Promise<TestSite> => {
  const site = await openSite(pages);
  sites.push(site);
  return site;
};
const quick = {
  intranet: true,
  requestsPerSecond: 0,
  render: 'never' as const,
  timeoutSeconds: 60,
  maxResponseMb: 1,
};
const ended = async (runId: string) => {
  for await (const _ of await host.client.runs.watch({ runId }));
};
const crawl = async (url: string, options: Partial<typeof quick> & object = {}) => {
  const started = await host.client.crawler.start({
    url,
    spaceId,
    options: crawlOptions.parse({ ...quick, ...options }),
  });
  await ended(started.runId);
  return started.crawlId;
};
/** Path to `state` or `state reason`. */
const states = async (crawlId: string): Promise<Record<string, string>> => {
  const { items } = await host.client.crawler.pages({ crawlId, limit: 200, order: 'address' });
  return Object.fromEntries(
    items.map(({ url, state, reason }) => {
      const { pathname, search } = new URL(url);
      return [pathname + search, reason === null ? state : `${state} ${reason}`];
    }),
  );
};
const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'nothing',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );

describe('a website on a bad day', () => {
  it('says of each page what became of it, and ends', async () => {
    let patience = 0;
    const site = await open({
      '/robots.txt': (_, response) => response.end('User-agent: *\nDisallow: /forbidden\n'),
      '/': pageOf('Start', [
        '/a?utm_source=x',
        '/a#part',
        '/b',
        '/same-as-b',
        '/gone',
        '/soft',
        '/loop-1',
        '/bomb',
        '/big',
        '/broken',
        '/patience',
        '/forbidden/x',
        '/noindex',
        '/reserved',
        '/inside',
        '/picture.png',
        '/program',
        '/calendar?year=2099',
        '/x/y/x/y/x/y',
        '/log-in',
        'https://elsewhere.example/',
      ]),
      '/a': pageOf('A'),
      '/b': pageOf('B'),
      '/same-as-b': pageOf('B'),
      '/soft': '<html><head><title>Seite nicht gefunden</title></head><body><p>Leider.</p></body></html>',
      '/loop-1': (_, response) => response.writeHead(301, { location: '/loop-2' }).end(),
      '/loop-2': (_, response) => response.writeHead(301, { location: '/loop-1' }).end(),
      '/bomb': (_, response) =>
        response
          .writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
          .end(gzipSync(Buffer.alloc(8 * 2 ** 20, 97))),
      '/big': (_, response) =>
        response.writeHead(200, { 'content-type': 'text/html' }).end(Buffer.alloc(2 * 2 ** 20, 97)),
      '/broken': (_, response) =>
        response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end('no'),
      '/patience': (_, response) => {
        patience += 1;
        if (patience === 1) response.writeHead(429, { 'retry-after': '1' }).end();
        else response.writeHead(200, { 'content-type': 'text/html' }).end(pageOf('Geduld'));
      },
      '/forbidden/x': pageOf('Verboten'),
      '/noindex': pageOf('Druck', [], '<meta name="robots" content="noindex">'),
      '/reserved': pageOf('Vorbehalt', [], '<meta name="tdm-reservation" content="1">'),
      '/inside': (_, response) => response.writeHead(302, { location: 'http://10.0.0.1/admin' }).end(),
      '/program': (_, response) =>
        response.writeHead(200, { 'content-type': 'application/zip' }).end('PK\u0003\u0004'),
      '/log-in': (_, response) => response.writeHead(401).end(),
    });
    const crawlId = await crawl(`${site.origin}/`);
    const { '/b': one, '/same-as-b': other, ...rest } = await states(crawlId);
    // Both are fetched at the same time; whichever comes second is the duplicate.
    expect([one, other].sort()).toEqual(['skipped duplicate', 'stored']);
    expect(rest).toEqual({
      '/': 'stored',
      '/a': 'stored',
      '/gone': 'failed http-status',
      '/soft': 'skipped soft-404',
      '/loop-1': 'redirected',
      '/loop-2': 'failed redirect-loop',
      '/bomb': 'skipped compression-bomb',
      '/big': 'skipped too-large',
      '/broken': 'failed unreadable',
      '/patience': 'stored',
      '/forbidden/x': 'skipped robots',
      '/noindex': 'skipped noindex',
      '/reserved': 'skipped tdm',
      '/inside': 'skipped out-of-scope',
      '/picture.png': 'skipped content-type',
      '/program': 'skipped content-type',
      '/calendar?year=2099': 'skipped endless-path',
      '/x/y/x/y/x/y': 'skipped endless-path',
      '/log-in': 'failed log-in',
    });
    expect(site.requests).not.toContain('/forbidden/x');
    const detail = await host.client.crawler.get({ crawlId });
    expect(detail).toMatchObject({ state: 'finished', ingestion: { waiting: 0, done: 4, failed: 0 } });
    expect(detail.hosts[0]?.robots).toMatchObject({ state: 'found', httpStatus: 200 });
    const { items } = await host.client.knowledge.documents({ spaceId });
    expect(items.map(({ title }) => title).sort()).toEqual(['A', 'B', 'Geduld', 'Start']);
    const ledger = await host.client.system.ledger({ limit: 200 });
    expect(new Set(ledger.items.map((entry) => `${entry.host} ${entry.decision}`))).toEqual(
      new Set(['127.0.0.1 allowed']),
    );
  });

  it('leaves a host alone whose robots.txt fails', async () => {
    const site = await open({
      '/robots.txt': (_, response) => response.writeHead(503).end(),
      '/': pageOf('Start'),
    });
    const { crawlId, runId } = await host.client.crawler.start({
      url: site.origin,
      spaceId,
      options: crawlOptions.parse(quick),
    });
    await ended(runId);
    expect(await states(crawlId)).toEqual({ '/': 'skipped robots-unreachable' });
    expect(site.requests).not.toContain('/');
    expect((await host.client.crawler.get({ crawlId })).error).toMatchObject({
      code: 'crawler.START_UNREACHABLE',
    });
  });

  it('is refused before it starts when the address is private or none', async () => {
    const start = (url: string) => codeOf(host.client.crawler.start({ url, spaceId }));
    expect(await start('http://127.0.0.1/')).toBe('crawler.ADDRESS_PRIVATE');
    expect(await start('http://0x7f000001/')).toBe('crawler.ADDRESS_PRIVATE');
    expect(await start('file:///etc/passwd')).toBe('crawler.ADDRESS_INVALID');
    expect(await start('not an address')).toBe('crawler.ADDRESS_INVALID');
  });
});

describe('pause and resume', () => {
  it('fetches no finished page again', async () => {
    const links = Array.from({ length: 40 }, (_, number) => `/p${number}`);
    let waiting: (() => void) | null = null;
    const site = await open({ '/': pageOf('Start', links) });
    for (const link of links) site.pages.set(link, pageOf(link));
    // The twentieth page waits until the crawl has been paused.
    const reached = new Promise<void>((resolve) => {
      site.pages.set('/p19', (_, response) => {
        if (waiting !== null) {
          response.writeHead(200, { 'content-type': 'text/html' }).end(pageOf('/p19'));
          return;
        }
        waiting = () => response.destroy();
        resolve();
      });
    });
    const { crawlId } = await host.client.crawler.start({
      url: site.origin,
      spaceId,
      options: crawlOptions.parse({ ...quick, concurrency: 2 }),
    });
    await reached;
    expect(await host.client.crawler.pause({ crawlId })).toMatchObject({ state: 'paused' });
    const { runId } = await host.client.crawler.resume({ crawlId });
    await ended(runId);
    const summary = await host.client.crawler.get({ crawlId });
    expect(summary).toMatchObject({ state: 'finished', counts: { stored: 41, queued: 0 } });
    const times = new Map<string, number>();
    for (const path of site.requests) times.set(path, (times.get(path) ?? 0) + 1);
    // Only what was under way when it was paused is asked for twice.
    expect([...times.values()].filter((count) => count > 1).length).toBeLessThanOrEqual(3);
    expect(await codeOf(host.client.crawler.resume({ crawlId }))).toBe('crawler.NOT_RESUMABLE');
  });
});

describe('a second crawl', () => {
  it('shows what was added, changed and removed, and ingests only that', async () => {
    const site = await open({
      '/': pageOf('Start', ['/stays', '/changes', '/goes', '/cached']),
      '/stays': pageOf('Bleibt'),
      '/changes': pageOf('Ändert'),
      '/goes': pageOf('Geht'),
      '/cached': (request, response) => {
        if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
        else
          response
            .writeHead(200, { 'content-type': 'text/html', etag: '"v1"' })
            .end(pageOf('Gemerkt', ['/behind-cached']));
      },
      '/behind-cached': pageOf('Dahinter'),
    });
    const first = await crawl(site.origin);
    const documents = async () => (await host.client.knowledge.documents({ spaceId, limit: 200 })).items;
    const before = await documents();
    // Its text stays, where it leads does not.
    site.pages.set('/', pageOf('Start', ['/stays', '/changes', '/new', '/cached']));
    site.pages.set('/changes', pageOf('Ändert sich'));
    site.pages.set('/new', pageOf('Neu'));
    site.pages.delete('/goes');
    const { siteId } = await host.client.crawler.get({ crawlId: first });
    const { crawlId, runId } = await host.client.crawler.recrawl({ siteId });
    await ended(runId);
    const found = await host.client.crawler.diff({ crawlId });
    expect(found.counts).toEqual({ added: 1, changed: 1, removed: 1, unchanged: 4 });
    expect(found.items.map(({ url, change }) => `${change} ${new URL(url).pathname}`)).toEqual([
      'changed /changes',
      'removed /goes',
      'added /new',
    ]);
    const changed = found.items.find(({ url }) => url.endsWith('/changes'));
    expect(changed?.lines.map(({ change }) => change)).toContain('added');
    expect(await host.client.crawler.get({ crawlId })).toMatchObject({
      baseCrawlId: first,
      changes: { added: 1, changed: 1, removed: 1, unchanged: 4 },
    });
    const after = await documents();
    const titles = after.map(({ title }) => title);
    expect(titles).toContain('Neu');
    expect(titles).not.toContain('Geht');
    const stays = (list: typeof after) => list.find(({ title }) => title === 'Bleibt')?.updatedAt;
    expect(stays(after)).toBe(stays(before));
  });
});

describe('evidence', () => {
  it('replays a page, and leaves as a signed capsule', async () => {
    const site = await open({
      '/': pageOf('Beleg', [], '<script>document.title = "other"</script>'),
    });
    const crawlId = await crawl(site.origin);
    const [page] = (await host.client.crawler.pages({ crawlId })).items;
    const replayed = await host.client.crawler.replay({ crawlId, pageId: page?.pageId ?? 0 });
    expect(replayed).toMatchObject({ httpStatus: 200, contentType: 'text/html; charset=utf-8' });
    expect(replayed.html).toContain('Auf der Seite Beleg');
    expect(replayed.html).not.toContain('<script');
    expect(replayed.html).toContain("default-src 'none'");
    const folder = await mkdtemp(join(tmpdir(), 'wattos-capsule-'));
    const { files } = await host.client.crawler.exportCapsule({ crawlId, folder });
    expect((await readdir(folder)).length).toBe(2);
    const { manifest, signature } = JSON.parse(await readFile(files[1] ?? '', 'utf8'));
    const key = createPublicKey({
      key: Buffer.from(signature.publicKey, 'base64'),
      format: 'der',
      type: 'spki',
    });
    const isSigned = (content: unknown) =>
      verify(null, Buffer.from(JSON.stringify(content)), key, Buffer.from(signature.value, 'base64'));
    expect(isSigned(manifest)).toBe(true);
    expect(isSigned({ ...manifest, pages: [] })).toBe(false);
    expect(manifest.pages[0]).toMatchObject({ url: `${site.origin}/`, sha256: replayed.bodyHash });
    await rm(folder, { recursive: true });
  });
});
