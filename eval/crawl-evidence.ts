/** A WARC of ours in somebody else's reader (warcio.js), and a page replayed from the evidence. */
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WARCParser } from 'warcio';
import { fastOptions, openCrawlEngine } from './crawl-engine.ts';
import { serveMadeUp } from './crawl-site.ts';
import type { Metrics } from './measure.ts';

const pages = 60;

export const measureEvidence = async (say: (line: string) => void): Promise<Metrics> => {
  await using site = await serveMadeUp(pages, { sitemap: false });
  const engine = openCrawlEngine();
  const folder = mkdtempSync(join(tmpdir(), 'wattos-capsule-'));
  try {
    const { crawlId, runId } = await engine.crawler.start(engine.owner, {
      url: site.origin,
      spaceId: engine.spaceId,
      options: fastOptions,
    });
    await engine.ended(runId);
    const { files } = await engine.crawler.exportCapsule(engine.owner, crawlId, folder);
    const found = new Map<string, string>();
    let records = 0;
    for await (const record of new WARCParser(createReadStream(files[0] ?? ''))) {
      records += 1;
      const text = Buffer.from(await record.readFully(true)).toString('utf8');
      if (record.warcType === 'response' && record.warcTargetURI) found.set(record.warcTargetURI, text);
    }
    const { items } = engine.crawler.pages(engine.owner, {
      ...{
        crawlId,
        cursor: null,
        limit: 200,
        state: ['stored'],
        reason: null,
        pageType: null,
        language: null,
      },
      ...{ change: null, query: '', order: 'address' },
    });
    let replayed = 0;
    let same = 0;
    for (const { url, pageId } of items) {
      const { html } = await engine.crawler.replay(engine.owner, crawlId, pageId);
      if (html?.includes('Rathaus')) replayed += 1;
      const inReader = found.get(url) ?? '';
      const title = /<title>[^<]*<\/title>/.exec(inReader)?.[0];
      if (title !== undefined && html?.includes(title)) same += 1;
    }
    say(`${records} records in ${files[0]}`);
    return {
      'crawl.evidence.pages': items.length,
      'crawl.evidence.records': records,
      'crawl.evidence.pagesInReader': items.filter(({ url }) => found.has(url)).length,
      'crawl.evidence.replayed': replayed,
      'crawl.evidence.sameInReader': same,
    };
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
