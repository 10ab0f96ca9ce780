/** Crawls until it is killed: starts or resumes the one crawl of a database, and says so when it is done. */
import { fastOptions, openCrawlEngine } from './crawl-engine.ts';

const [file = '', keyHex = '', url = ''] = process.argv.slice(2);
const engine = openCrawlEngine({ file, key: Buffer.from(keyHex, 'hex') });
const [known] = engine.crawler.list(engine.owner, {
  cursor: null,
  limit: 1,
  siteId: null,
  spaceId: null,
}).items;
const { runId } =
  known === undefined
    ? await engine.crawler.start(engine.owner, {
        url,
        spaceId: engine.spaceId,
        options: { ...fastOptions, concurrency: 8 },
      })
    : await engine.crawler.resume(engine.owner, known.id);
const counted = engine.db.prepare("SELECT count(*) FROM crawl_pages WHERE state = 'stored'").pluck();
const telling = setInterval(() => process.stdout.write(`${counted.get()}\n`), 50);
await engine.ended(runId);
clearInterval(telling);
await engine.close();
process.stdout.write('done\n');
process.exit(0);
