/** Days on which not the website fails but what is around the crawl: the disk, the ledger. Nothing stored is lost. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { crawlOptions } from '../../../contract/crawler.ts';
import { createMemoryHost, type MemoryHost } from '../../../hosts/memory.ts';
import type { Db } from '../../db/open.ts';
import type { ReadResult } from './protocol.ts';
import { createReader } from './reader.ts';
import { openSite, pageOf, type TestSite } from './testing/site.ts';

let host: MemoryHost;
let site: TestSite;
let spaceId = '';
beforeEach(async () => {
  host = await createMemoryHost({ modelsDir: null });
  spaceId = (await host.client.knowledge.createSpace({ name: 'Stadt' })).id;
});
afterEach(async () => {
  await host.close();
  await site.close();
});

const services = () => {
  const opened = host.core.context({ transport: 'memory', client: 'test' }).engine.services();
  if (opened === null) throw new Error('the database is not open');
  return opened;
};
const database = (): Db => services().db;
const pagesIn = (db: Db): number => db.pragma('page_count', { simple: true }) as number;

const start = async (options: object = {}) => {
  const started = await host.client.crawler.start({
    url: site.origin,
    spaceId,
    options: crawlOptions.parse({
      ...{ intranet: true, requestsPerSecond: 0, render: 'never', timeoutSeconds: 60, concurrency: 2 },
      ...options,
    }),
  });
  await ended(started.runId);
  return started.crawlId;
};
const ended = async (runId: string) => {
  for await (const _ of await host.client.runs.watch({ runId }));
};

describe('a disk that fills up on the way', () => {
  it('ends the crawl with its name, and the crawl goes on once there is room', async () => {
    const links = Array.from({ length: 12 }, (_, number) => `/p${number}`);
    site = await openSite({ '/': pageOf('Start', links) });
    // Nothing to read and nothing to compress: together they need more room than is given.
    for (const link of links)
      site.pages.set(link, `${pageOf(link)}<!-- ${randomBytes(60_000).toString('base64')} -->`);
    const db = database();
    db.pragma(`max_page_count = ${pagesIn(db) + 80}`);
    const crawlId = await start();
    const full = await host.client.crawler.get({ crawlId });
    expect(full).toMatchObject({ state: 'failed', error: { code: 'database.DISK_FULL' } });
    expect(full.counts.stored).toBeLessThan(13);
    expect((await host.client.crawler.list({})).items[0]).toMatchObject({ state: 'failed' });
    const kept = (await host.client.crawler.pages({ crawlId, state: ['stored'], limit: 200 })).items;

    db.pragma('max_page_count = 1000000');
    site.requests.length = 0;
    const { runId } = await host.client.crawler.resume({ crawlId });
    await ended(runId);
    expect(await host.client.crawler.get({ crawlId })).toMatchObject({
      state: 'finished',
      counts: { stored: 13, queued: 0, failed: 0 },
      ingestion: { waiting: 0, done: 13, failed: 0 },
    });
    // What had been stored is not asked for again.
    for (const { url } of kept) expect(site.requests).not.toContain(new URL(url).pathname);
    expect((await host.client.knowledge.documents({ spaceId, limit: 200 })).items).toHaveLength(13);
  });

  it('a crawl that has no room to begin can begin later', async () => {
    site = await openSite({ '/': pageOf('Start') });
    const first = await start();
    const { siteId } = await host.client.crawler.get({ crawlId: first });
    const { runs } = services();
    vi.spyOn(runs, 'start').mockImplementationOnce(() => {
      throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    });
    await expect(host.client.crawler.recrawl({ siteId })).rejects.toMatchObject({
      code: 'database.DISK_FULL',
    });
    const [second] = (await host.client.crawler.list({})).items;
    expect(second).toMatchObject({ siteId, state: 'interrupted' });
    const { runId } = await host.client.crawler.resume({ crawlId: second?.id ?? '' });
    await ended(runId);
    expect((await host.client.crawler.list({})).items[0]).toMatchObject({ state: 'finished' });
  });

  it.skipIf(process.platform !== 'linux')('leaves no half capsule behind', async () => {
    site = await openSite({ '/': pageOf('Start') });
    const crawlId = await start();
    const folder = await mkdtemp(join(tmpdir(), 'wattos-full-'));
    const { files } = await host.client.crawler.exportCapsule({ crawlId, folder });
    const [warc = '', manifest = ''] = files;
    const before = await readFile(warc);
    // Writing to this device fails as on a full disk; only Linux has it.
    await symlink('/dev/full', `${warc}.part`);
    await rm(manifest);
    await expect(host.client.crawler.exportCapsule({ crawlId, folder })).rejects.toMatchObject({
      code: 'crawler.CAPSULE_NOT_WRITTEN',
    });
    expect(await readdir(folder)).toEqual([basename(warc)]);
    expect(await readFile(warc)).toEqual(before);
    await rm(folder, { recursive: true });
  });
});

describe('a connection that cannot be written down', () => {
  it('ends the crawl: nothing goes out that the ledger does not know', async () => {
    site = await openSite({ '/': pageOf('Start', ['/a', '/b']), '/a': pageOf('A'), '/b': pageOf('B') });
    const full = (): never => {
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    };
    const reader = createReader({
      worker: {
        call: async (_method, _params, { onEvent = () => {} } = {}) => {
          onEvent({ host: '127.0.0.1', port: 80, decision: 'allowed' });
          return unreachable;
        },
        status: full,
        reset: full,
        stop: full,
        close: async () => {},
      },
      ledger: { record: full },
      options: crawlOptions.parse({}),
      namedHosts: [],
      network: { proxyUrl: '', caFile: '' },
      version: '0',
      browser: null,
      cookies: new Map(),
    });
    const asked = { url: site.origin, kind: 'page' as const, etag: null, lastModified: null };
    await expect(reader.read(asked, new AbortController().signal)).rejects.toMatchObject({
      code: 'database.DISK_FULL',
    });
    expect(() => reader.book()).not.toThrow();
  });
});

const unreachable: ReadResult = {
  kind: 'failed',
  failure: 'unreachable',
  detail: '',
  host: '127.0.0.1',
  receivedBytes: 0,
  durationMs: 1,
};

describe('a website with more addresses than a crawl of its size keeps in mind', () => {
  it('says how many links were left out', async () => {
    const addresses = Array.from({ length: 10_100 }, (_, number) => `/p${number}`);
    site = await openSite({ '/': pageOf('Start') });
    const urls = addresses.map((path) => `<url><loc>${site.origin}${path}</loc></url>`).join('');
    site.pages.set('/sitemap.xml', (_, response) =>
      response.writeHead(200, { 'content-type': 'application/xml' }).end(`<urlset>${urls}</urlset>`),
    );
    const crawlId = await start({ maxPages: 1 });
    const { unfollowedLinks, state } = await host.client.crawler.get({ crawlId });
    // 20 × maxPages + 10,000, of which the start page is one.
    expect({ unfollowedLinks, state }).toEqual({ unfollowedLinks: 81, state: 'finished' });
  });
});

describe('a page with more links than are read of one', () => {
  it('says how many of its links were left out, and how many to other websites are not written down', async () => {
    const abroad = Array.from({ length: 310 }, (_, number) => `https://elsewhere.example/p${number}`);
    // With the one link every page of the test has, 3,010 in all.
    const here = Array.from({ length: 2_699 }, (_, number) => `/p${number}`);
    site = await openSite({ '/': pageOf('Start', [...abroad, ...here]) });
    const crawlId = await start({ maxPages: 1 });
    const { unfollowedLinks, unlistedOutlinks, hosts } = await host.client.crawler.get({ crawlId });
    expect({ unfollowedLinks, unlistedOutlinks }).toEqual({ unfollowedLinks: 10, unlistedOutlinks: 10 });
    expect(hosts.map((one) => one.unlistedOutlinks)).toEqual([10]);
  });
});
