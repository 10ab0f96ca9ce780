/** A site's map for people: what lies below each first part of the path, with kinds of pages and languages. */
import type { z } from 'zod';
import type { siteTopic } from '../../../contract/crawler.ts';
import type { Db } from '../../db/open.ts';
import { prepared } from '../../db/statements.ts';

type SiteTopic = z.infer<typeof siteTopic>;
type Row = {
  url: string;
  title: string | null;
  page_type: string | null;
  language: string | null;
  depth: number;
};

const maxTopics = 300;

export const topicsOf = (db: Db, crawlId: string): SiteTopic[] => {
  const topics = new Map<string, SiteTopic & { titleDepth: number }>();
  const rows = prepared(
    db,
    "SELECT url, title, page_type, language, depth FROM crawl_pages WHERE crawl_id = ? AND state IN ('stored', 'unchanged')",
  ).iterate(crawlId) as IterableIterator<Row>;
  for (const row of rows) {
    const { host, pathname } = new URL(row.url);
    const segments = pathname.split('/').filter((part) => part !== '');
    const path = segments.length > 1 || pathname.endsWith('/') ? `/${segments[0] ?? ''}` : '/';
    const key = `${host}${path}`;
    let topic = topics.get(key);
    if (topic === undefined) {
      topic = {
        host,
        path,
        title: null,
        pages: 0,
        pageTypes: {},
        languages: {},
        titleDepth: Number.POSITIVE_INFINITY,
      };
      topics.set(key, topic);
    }
    topic.pages += 1;
    // The page nearest to the top names the topic.
    if (segments.length < topic.titleDepth) {
      topic.titleDepth = segments.length;
      topic.title = row.title;
    }
    count(topic.pageTypes, row.page_type);
    count(topic.languages, row.language);
  }
  return [...topics.values()]
    .sort((a, b) => b.pages - a.pages)
    .slice(0, maxTopics)
    .map(({ titleDepth: _depth, ...topic }) => topic);
};

const count = (counts: Record<string, number>, name: string | null): void => {
  if (name !== null) counts[name] = (counts[name] ?? 0) + 1;
};
