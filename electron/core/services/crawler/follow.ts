/** Where a page leads: redirects, canonical addresses, links, and the limits of the frontier they are added to. */
import type { HostFindings } from '../../../contract/crawler.ts';
import type { Db } from '../../db/open.ts';
import type { StoredCrawl } from './crawl-store.ts';
import { calendarShape, maxPerCalendar } from './endless.ts';
import * as frontier from './frontier.ts';
import { findPageByUrl } from './page-store.ts';
import type { ReadPage } from './protocol.ts';
import type { Scope } from './scope.ts';
import type { TdmRule } from './tdm.ts';

export const maxRedirects = 10;
const outlinksPerPage = 300;

export type LeftOut = Pick<HostFindings, 'unfollowedLinks' | 'unlistedOutlinks'>;

/** What settling a page may ask of the crawl it belongs to. */
export type Settling = {
  db: Db;
  crawl: StoredCrawl;
  scope: Scope;
  nowMs: number;
  /** Next number in the order of decisions. */
  decided(): number;
  tdmRules(origin: string): readonly TdmRule[];
  /** How many addresses of one calendar were followed. */
  calendars: Map<string, number>;
  /** May the frontier still grow. */
  hasRoom(): boolean;
  /** What of this origin was left out: addresses there, links of its pages to other websites. */
  onLeftOut(origin: string, counts: Partial<LeftOut>): void;
  /** A page was added to the queue of this origin. */
  onQueued(origin: string): void;
  /** The whole host wants a rest until then. */
  onPause(origin: string, untilMs: number): void;
  /** The start page leads to another host, which therefore belongs to the crawl. */
  onNewHost(hostname: string): void;
};

/** Along redirects already known. */
export const leadsBack = (s: Settling, from: string, to: string): boolean => {
  let at: string | null = from;
  for (let hop = 0; hop < maxRedirects && at !== null; hop += 1) {
    if (at === to) return true;
    const row = findPageByUrl(s.db, s.crawl.id, at);
    at = row?.state === 'redirected' ? row.reason_detail : null;
  }
  return false;
};

/** A canonical address that differs only in its query, its scheme or `www.`: the page is a view of that one. */
export const otherAddress = (s: Settling, page: frontier.QueuedPage, read: ReadPage): string | null => {
  if (read.canonicalUrl === null || read.canonicalUrl === page.url) return null;
  const [here, there] = [new URL(page.url), new URL(read.canonicalUrl)];
  const bare = (url: URL): string =>
    `${url.hostname.replace(/^www\./, '')}:${url.port}${url.pathname.replace(/\/$/, '')}`;
  if (bare(here) !== bare(there) || here.search === '') return null;
  return s.scope.judge(read.canonicalUrl, page.depth).kind === 'queue' ? read.canonicalUrl : null;
};

export const followLinks = (s: Settling, page: frontier.QueuedPage, links: ReadPage['links']): void => {
  let outlinks = 0;
  for (const { url, text, feed } of links) {
    if (url === page.url) continue;
    const depth = page.depth + 1;
    const known = frontier.pageSeq(s.db, s.crawl.id, url);
    if (known !== null) {
      frontier.addLink(s.db, page.seq, known, text);
      continue;
    }
    const verdict = s.scope.judge(url, depth);
    if (verdict.kind === 'outside') {
      outlinks += 1;
      if (outlinks <= outlinksPerPage) frontier.addOutlink(s.db, page.seq, url, text);
      continue;
    }
    const seq = queue(
      s,
      { url, depth, foundBy: feed ? 'feed' : 'link' },
      verdict.kind === 'skip' ? verdict : undefined,
    );
    if (seq !== null) frontier.addLink(s.db, page.seq, seq, text);
  }
  const unlistedOutlinks = Math.max(0, outlinks - outlinksPerPage);
  s.onLeftOut(new URL(page.url).origin, { unlistedOutlinks });
};

/** Adds a page, held to the limits of calendars and of the frontier. `null`: no room. */
export const queue = (
  s: Settling,
  found: frontier.FoundPage,
  skip?: frontier.FoundPage['skip'],
): number | null => {
  if (!s.hasRoom()) {
    s.onLeftOut(new URL(found.url).origin, { unfollowedLinks: 1 });
    return null;
  }
  const calendar = skip === undefined ? calendarShape(found.url) : null;
  const count = calendar === null ? 0 : (s.calendars.get(calendar) ?? 0) + 1;
  if (calendar !== null) s.calendars.set(calendar, count);
  const reason = count > maxPerCalendar ? { reason: 'endless-path' as const, detail: null } : skip;
  const owner = { tenantId: s.crawl.tenantId, crawlId: s.crawl.id };
  const { seq, isNew } = frontier.addPage(
    s.db,
    owner,
    reason === undefined ? found : { ...found, skip: reason },
    s.decided,
  );
  if (isNew && reason === undefined) s.onQueued(new URL(found.url).origin);
  return seq;
};
