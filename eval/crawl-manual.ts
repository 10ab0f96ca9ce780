/** The real manual site behind a naive server: does the crawl end, has each page once, in the right letters? */
import { globSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { crawlOptions } from '../electron/contract/crawler.ts';
import { createMemoryHost } from '../electron/hosts/memory.ts';
import { manualFile, serveManual } from './crawl-site.ts';
import type { Metrics } from './measure.ts';

/** Pages a reader could click to, found without any of our code but the server's own rule. */
const reachable = (folder: string): number => {
  const start = 'http://manual.example/en/';
  const waiting = [start];
  const known = new Set(waiting);
  const files = new Set<string>();
  for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
    const file = manualFile(folder, url);
    if (file === null || !file.endsWith('.html') || files.has(file)) continue;
    files.add(file);
    for (const [, href = ''] of readFileSync(file, 'latin1').matchAll(/href="([^"#]+)/g)) {
      const target = URL.parse(href.replaceAll('&amp;', '&'), url);
      if (target?.host !== 'manual.example' || known.has(target.href)) continue;
      known.add(target.href);
      waiting.push(target.href);
    }
  }
  return files.size;
};

export const measureManual = async (folder: string, say: (line: string) => void): Promise<Metrics> => {
  await using site = await serveManual(folder);
  await using host = await createMemoryHost();
  const { client } = host;
  const { id: spaceId } = await client.knowledge.createSpace({ name: 'Manual' });
  const startedMs = performance.now();
  const { crawlId, runId } = await client.crawler.start({
    url: `${site.origin}/en/`,
    spaceId,
    options: crawlOptions.parse({ intranet: true, requestsPerSecond: 0, concurrency: 8, render: 'never' }),
  });
  for await (const { body } of await client.runs.watch({ runId }))
    if (body.type === 'state' && body.error !== null) say(JSON.stringify(body.error));
  const seconds = (performance.now() - startedMs) / 1000;
  const detail = await client.crawler.get({ crawlId });

  // What the site really has: pages by their bytes, of those some in ISO-8859-1.
  const byHash = new Map<string, { latin1: boolean; utf8: string | null }>();
  for (const file of globSync(`${folder}/**/*.html`)) {
    const bytes = readFileSync(file);
    const latin1 = /charset=iso-8859-1/i.test(bytes.subarray(0, 1_000).toString('latin1'));
    byHash.set(createHash('sha256').update(bytes).digest('hex'), {
      latin1,
      utf8: latin1 ? bytes.toString('latin1') : null,
    });
  }
  const kept = new Map<string, number>();
  let latin1Right = 0;
  let latin1Wrong = 0;
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof client.crawler.pages>> = await client.crawler.pages({
      crawlId,
      cursor,
      limit: 200,
      state: ['stored'],
      order: 'address',
    });
    for (const { pageId } of page.items) {
      const one = await client.crawler.page({ crawlId, pageId });
      const hash = one.bodyHash ?? '';
      kept.set(hash, (kept.get(hash) ?? 0) + 1);
      if (byHash.get(hash)?.latin1 !== true) continue;
      const text = `${one.title} ${one.content?.text ?? ''}`;
      if (one.charset === 'windows-1252' && !text.includes('\uFFFD') && !/Ã[¤¶¼Ÿ]/.test(text))
        latin1Right += 1;
      else {
        latin1Wrong += 1;
        say(`wrong charset ${one.charset}: ${one.url}`);
      }
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  const outside = (await client.system.ledger({ limit: 200 })).items.filter(
    ({ host: to }) => to !== '127.0.0.1',
  );
  return {
    'crawl.manual.ended': detail.state === 'finished' ? 1 : 0,
    'crawl.manual.pagesOnDisk': byHash.size,
    'crawl.manual.pagesReachable': reachable(folder),
    'crawl.manual.pagesStored': [...kept.keys()].filter((hash) => byHash.has(hash)).length,
    'crawl.manual.storedTwice': [...kept.values()].filter((times) => times > 1).length,
    'crawl.manual.fetchedTwice': site.requests.length - new Set(site.requests).size,
    'crawl.manual.requests': site.requests.length,
    'crawl.manual.latin1Right': latin1Right,
    'crawl.manual.latin1Wrong': latin1Wrong,
    'crawl.manual.connectionsElsewhere': outside.length,
    'crawl.manual.failed': detail.counts.failed,
    'crawl.manual.inKnowledge': detail.ingestion.done,
    'crawl.manual.seconds': seconds,
  };
};
