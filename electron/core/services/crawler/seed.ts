/** A crawl that repeats another asks for every page that one kept, so that what is gone is known to be gone. */
import type { Db } from '../../db/open.ts';
import { prepared } from '../../db/statements.ts';
import type { StoredCrawl } from './crawl-store.ts';
import { addPage } from './frontier.ts';
import { createScope } from './scope.ts';

export const seedFromBase = (db: Db, crawl: StoredCrawl, now: Date): void => {
  const scope = createScope(crawl.url, crawl.options, now);
  const known = prepared(
    db,
    "SELECT url, depth FROM crawl_pages WHERE crawl_id = ? AND state IN ('stored', 'unchanged') ORDER BY depth, seq",
  ).all(crawl.baseCrawlId) as { url: string; depth: number }[];
  const owner = { tenantId: crawl.tenantId, crawlId: crawl.id };
  for (const { url, depth } of known)
    if (scope.judge(url, depth).kind === 'queue')
      addPage(db, owner, { url, depth, foundBy: 'base' }, () => 1);
};
