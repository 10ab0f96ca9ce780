/** Attempts to make the crawler knock at doors inside the house: each must be refused, and be in the ledger. */
import { isIP } from 'node:net';
import { serveSite } from './crawl-site.ts';
import { fastOptions, openCrawlEngine } from './crawl-engine.ts';
import type { Metrics } from './measure.ts';

/** As a redirect could name them; the site itself, on 127.0.0.1, is allowed by name. */
const targets = [
  'http://127.0.0.2/',
  'http://2130706434/',
  'http://0x7f.0.0.2/',
  'http://0177.0.0.2/',
  'http://10.0.0.1/',
  'http://169.254.169.254/latest/meta-data/',
  'http://[::1]/',
  'http://[::ffff:10.0.0.1]/',
  'http://[64:ff9b::a00:1]/',
  'http://[fd00::1]/',
  'http://localhost/',
  'http://router.local/',
];

export const measureGuard = async (): Promise<Metrics> => {
  let refused = 0;
  let logged = 0;
  for (const target of targets) {
    // The host belongs to the crawl, so that only the guard stands in the way.
    await using site = await serveSite(({ url }, response) => {
      if (url === '/') response.writeHead(302, { location: target }).end();
      else response.writeHead(404).end();
    });
    const engine = openCrawlEngine();
    try {
      const { hostname } = new URL(target);
      const { crawlId } = await engine.crawler.start(engine.owner, {
        url: `${site.origin}/`,
        spaceId: engine.spaceId,
        options: { ...fastOptions, respectRobots: false, sitemaps: false },
      });
      for (;;) {
        const { state } = engine.crawler.get(engine.owner, crawlId);
        if (state !== 'running') break;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      const { items } = engine.crawler.pages(engine.owner, {
        ...{ crawlId, cursor: null, limit: 10, state: [], reason: null, pageType: null, language: null },
        ...{ change: null, query: '', order: 'latest' },
      });
      const page = items.find(({ url }) => new URL(url).hostname === hostname);
      if (page?.reason === 'private-address') refused += 1;
      if (engine.ledger.some((entry) => entry.host === hostname && entry.decision === 'denied')) logged += 1;
    } finally {
      await engine.close();
    }
  }
  return {
    'crawl.guard.attempts': targets.length,
    'crawl.guard.literal': targets.filter(
      (target) => isIP(new URL(target).hostname.replace(/[[\]]/g, '')) !== 0,
    ).length,
    'crawl.guard.refused': refused,
    'crawl.guard.logged': logged,
  };
};
