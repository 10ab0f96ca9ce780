/** What changed between two crawls of a site, page by page and line by line. */
import type { PageDifference } from '../../../contract/crawler-pages.ts';
import type { Db } from '../../db/open.ts';
import { prepared } from '../../db/statements.ts';
import { contentOf, type PageRow } from './page-store.ts';

const kept = "('stored', 'unchanged')";
/** A page that could not be fetched this time may still be there: only what is known to be gone is removed. */
const gone = `
  SELECT base.seq FROM crawl_pages AS base LEFT JOIN crawl_pages AS page ON page.crawl_id = @crawlId AND page.url = base.url
  WHERE base.crawl_id = @baseId AND base.state IN ${kept}
    AND (page.seq IS NULL OR page.state = 'redirected'
      OR (page.state = 'failed' AND page.http_status IN (404, 410))
      OR (page.state = 'skipped' AND page.reason IN ('soft-404', 'duplicate', 'canonical', 'noindex', 'tdm', 'robots', 'pattern')))`;

export type Compared = { crawlId: string; baseId: string };

export const removedPages = (
  db: Db,
  { crawlId, baseId }: Compared,
): { seq: number; url: string; documentId: string | null }[] =>
  prepared(
    db,
    `SELECT seq, url, document_id AS documentId FROM crawl_pages WHERE seq IN (${gone}) ORDER BY url`,
  ).all({ crawlId, baseId }) as { seq: number; url: string; documentId: string | null }[];

const changedSql = `
  SELECT page.url AS url, page.seq AS seq, base.seq AS baseSeq, page.title AS title,
         CASE WHEN base.seq IS NULL THEN 'added' ELSE 'changed' END AS change
  FROM crawl_pages AS page LEFT JOIN crawl_pages AS base
    ON base.crawl_id = @baseId AND base.url = page.url AND base.state IN ${kept}
  WHERE page.crawl_id = @crawlId AND page.state IN ${kept} AND (base.seq IS NULL OR base.text_hash IS NOT page.text_hash)
  UNION ALL
  SELECT url, NULL, seq, title, 'removed' FROM crawl_pages WHERE seq IN (${gone})`;

export const differenceCounts = (
  db: Db,
  compared: Compared,
): { added: number; changed: number; removed: number; unchanged: number } => {
  const counts = { added: 0, changed: 0, removed: 0, unchanged: 0 };
  const rows = prepared(db, `SELECT change, count(*) AS pages FROM (${changedSql}) GROUP BY change`).all(
    compared,
  ) as { change: 'added' | 'changed' | 'removed'; pages: number }[];
  for (const { change, pages } of rows) counts[change] = pages;
  const all = prepared(db, `SELECT count(*) FROM crawl_pages WHERE crawl_id = ? AND state IN ${kept}`)
    .pluck()
    .get(compared.crawlId) as number;
  return { ...counts, unchanged: all - counts.added - counts.changed };
};

type Row = {
  url: string;
  seq: number | null;
  baseSeq: number | null;
  title: string | null;
  change: PageDifference['change'];
};

/** By address; the cursor is the last one. */
export const listDifferences = (
  db: Db,
  compared: Compared,
  page: { cursor: string | null; limit: number },
): { items: PageDifference[]; nextCursor: string | null } => {
  const rows = prepared(db, `SELECT * FROM (${changedSql}) WHERE url > @after ORDER BY url LIMIT @limit`).all(
    { ...compared, after: page.cursor ?? '', limit: page.limit + 1 },
  ) as Row[];
  const shown = rows.slice(0, page.limit);
  const items = shown.map(
    ({ url, seq, baseSeq, title, change }): PageDifference => ({
      url,
      change,
      title,
      pageId: seq,
      basePageId: baseSeq,
      lines: change === 'changed' ? lineDifferences(textOf(db, baseSeq), textOf(db, seq)) : [],
    }),
  );
  return { items, nextCursor: rows.length > page.limit ? (shown.at(-1)?.url ?? null) : null };
};

const textOf = (db: Db, seq: number | null): string => {
  if (seq === null) return '';
  const row = prepared(db, 'SELECT content_seq FROM crawl_pages WHERE seq = ?').get(seq) as
    | Pick<PageRow, 'content_seq'>
    | undefined;
  return contentOf(db, row?.content_seq ?? null)?.text ?? '';
};

const maxLines = 300;

/** Lines that are in one text only. Order stays; a line that moved is no difference. */
const lineDifferences = (before: string, after: string): PageDifference['lines'] => {
  const linesOf = (text: string): string[] =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const only = (lines: string[], others: string[], change: 'added' | 'removed') => {
    const left = new Map<string, number>();
    for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
    return lines
      .filter((line) => {
        const count = left.get(line) ?? 0;
        left.set(line, count - 1);
        return count <= 0;
      })
      .map((text) => ({ change, text }));
  };
  return [...only(old, fresh, 'removed'), ...only(fresh, old, 'added')].slice(0, maxLines);
};
