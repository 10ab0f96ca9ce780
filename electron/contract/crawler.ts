/**
 * Crawler: from one address to a versioned snapshot of a website in a knowledge space, with evidence. A crawl is a run
 * (`runs.watch`); whoever shows it live refetches `get` and `pages` when the change topic `crawler` names it.
 */
import { z } from 'zod';
import { id, page, pageInput, reads, writes } from './base.ts';
import {
  crawlPage,
  crawlPageDetail,
  pageDifference,
  pageReasons,
  pageStates,
  pageTypes,
  replayedPage,
} from './crawler-pages.ts';
import { errorEnvelope } from './errors.ts';

export const crawlStates = ['running', 'paused', 'interrupted', 'finished', 'failed', 'cancelled'] as const;
export type CrawlState = (typeof crawlStates)[number];

const pattern = z.string().min(1).max(500);
const host = z.string().min(1).max(253);

export const crawlOptions = z.object({
  /** Clicks from the start page. */
  maxDepth: z.int().min(0).max(1000).default(20),
  maxPages: z.int().min(1).max(500_000).default(5_000),
  maxMinutes: z.int().min(1).max(10_080).default(240),
  /** `*` stands for anything; compared with path and query. Empty: everything. */
  include: z.array(pattern).max(100).default([]),
  exclude: z.array(pattern).max(100).default([]),
  subdomains: z.boolean().default(false),
  /** Further hosts that belong to the organisation. */
  hosts: z.array(host).max(100).default([]),
  /** ISO 639-1; empty: all. */
  languages: z.array(z.string().length(2)).max(40).default([]),
  /** Linked PDF, DOCX and the like are fetched and handed to ingestion. */
  documents: z.boolean().default(true),
  sitemaps: z.boolean().default(true),
  /** `auto`: where the text appears only after scripts have run. */
  render: z.enum(['auto', 'never', 'always']).default('auto'),
  respectRobots: z.boolean().default(true),
  respectTdm: z.boolean().default(true),
  /** Addresses in the house's own network may be fetched, of these hosts only. */
  intranet: z.boolean().default(false),
  /** Per host, at the same time. */
  concurrency: z.int().min(1).max(64).default(4),
  /** Per host; `0`: as fast as it answers. A longer crawl-delay of robots.txt counts. */
  requestsPerSecond: z.number().min(0).max(1000).default(5),
  maxResponseMb: z.int().min(1).max(500).default(30),
  timeoutSeconds: z.int().min(1).max(600).default(30),
  /** Mail or web address a webmaster can turn to; part of the user agent. */
  contact: z.string().max(200).default(''),
});
export type CrawlOptions = z.infer<typeof crawlOptions>;

const counts = z.object({
  queued: z.int(),
  stored: z.int(),
  unchanged: z.int(),
  redirected: z.int(),
  skipped: z.int(),
  failed: z.int(),
});

/** Against the crawl before; `null` for a first one. */
const changeCounts = z.object({
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
  unchanged: z.int(),
});

export const crawlSummary = z.object({
  id,
  siteId: id,
  spaceId: id,
  url: z.string(),
  state: z.enum(crawlStates),
  /** The latest run of this crawl; each resumption is a run of its own. */
  runId: id.nullable(),
  /** The crawl of the same site that this one is compared with. */
  baseCrawlId: id.nullable(),
  counts,
  changes: changeCounts.nullable(),
  error: errorEnvelope.nullable(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export type CrawlSummary = z.infer<typeof crawlSummary>;

export const hostFindings = z.object({
  host: z.string(),
  robots: z.object({
    /** `unreachable`: the server failed, so nothing was fetched (RFC 9309, 2.3.1.4). */
    state: z.enum(['found', 'absent', 'unreachable', 'ignored']),
    httpStatus: z.int().nullable(),
    text: z.string(),
    crawlDelaySeconds: z.number().nullable(),
    sitemaps: z.array(z.string()),
    /** Statements about the use for AI, e.g. `Content-Signal: ai-train=no`. */
    usage: z.array(z.string()),
  }),
  tdm: z.object({
    /** What `/.well-known/tdmrep.json` says, if there is one. */
    rules: z.array(z.object({ location: z.string(), reserved: z.boolean(), policy: z.string().nullable() })),
    reservedPages: z.int(),
  }),
  /**
   * Links there that were left out, because the crawl knew as many addresses as one of its size keeps in mind, or because
   * one page had more than 3,000.
   */
  unfollowedLinks: z.int(),
  /** Links to other websites that were not written down: beyond 300 of one page. */
  unlistedOutlinks: z.int(),
});
export type HostFindings = z.infer<typeof hostFindings>;

const numbers = z.record(z.string(), z.int());

export const crawlDetail = crawlSummary.extend({
  options: crawlOptions,
  /** Of the pages with that state. */
  reasons: numbers,
  pageTypes: numbers,
  languages: numbers,
  /** Pages that wait for, or are through, the hand-over to knowledge. */
  ingestion: z.object({ waiting: z.int(), done: z.int(), failed: z.int() }),
  fetchedBytes: z.int(),
  /** Over the last seconds while running, otherwise over the whole crawl. */
  pagesPerSecond: z.number(),
  hosts: z.array(hostFindings),
  /** Over all hosts. */
  unfollowedLinks: z.int(),
  unlistedOutlinks: z.int(),
  /** A browser for pages that need one: `null` where none was found. */
  browser: z.string().nullable(),
});
export type CrawlDetail = z.infer<typeof crawlDetail>;

const scheduleIntervals = ['off', 'daily', 'weekly', 'monthly'] as const;

export const crawlSite = z.object({
  id,
  url: z.string(),
  spaceId: id,
  options: crawlOptions,
  schedule: z.enum(scheduleIntervals),
  nextAt: z.iso.datetime().nullable(),
  lastCrawlId: id.nullable(),
  createdAt: z.iso.datetime(),
});
export type CrawlSite = z.infer<typeof crawlSite>;

export const siteTopic = z.object({
  /** First part of the path, `/` for the pages at the top. */
  path: z.string(),
  host: z.string(),
  title: z.string().nullable(),
  pages: z.int(),
  pageTypes: numbers,
  languages: numbers,
});

const ofCrawl = z.object({ crawlId: id });
const ofPage = z.object({ crawlId: id, pageId: z.int() });
const started = z.object({ crawlId: id, runId: id });

export const crawlerContract = {
  /** The person asks for these hosts to be fetched: this is the consent the network door wants. */
  start: writes('crawler.write')
    .input(z.object({ url: z.string().max(4096), spaceId: id, options: crawlOptions.prefault({}) }))
    .output(started),
  /** Goes on with what is paused, interrupted or failed; finished pages are not fetched again. */
  resume: writes('crawler.write').input(ofCrawl).output(started),
  /** Resolves when nothing is being fetched any more. */
  pause: writes('crawler.write').input(ofCrawl).output(crawlSummary),
  cancel: writes('crawler.write').input(ofCrawl).output(crawlSummary),
  /** Crawls the same site again with its options; only what changed is ingested again. */
  recrawl: writes('crawler.write')
    .input(z.object({ siteId: id }))
    .output(started),
  remove: writes('crawler.write')
    .input(ofCrawl)
    .output(z.object({ crawlId: id })),
  list: reads('crawler.read')
    .input(pageInput.extend({ siteId: id.nullable().default(null), spaceId: id.nullable().default(null) }))
    .output(page(crawlSummary)),
  get: reads('crawler.read').input(ofCrawl).output(crawlDetail),
  pages: reads('crawler.read')
    .input(
      pageInput.extend({
        crawlId: id,
        state: z.array(z.enum(pageStates)).default([]),
        reason: z.enum(pageReasons).nullable().default(null),
        pageType: z.enum(pageTypes).nullable().default(null),
        language: z.string().max(3).nullable().default(null),
        change: z.enum(['added', 'changed', 'unchanged']).nullable().default(null),
        /** Part of the address or the title. */
        query: z.string().max(200).default(''),
        /** `latest`: what was decided last comes first. */
        order: z.enum(['latest', 'address']).default('latest'),
      }),
    )
    .output(page(crawlPage)),
  page: reads('crawler.read').input(ofPage).output(crawlPageDetail),
  /** Rebuilt from the evidence, whose hash is checked. */
  replay: reads('crawler.read').input(ofPage).output(replayedPage),
  topics: reads('crawler.read').input(ofCrawl).output(z.array(siteTopic)),
  /** Without `baseCrawlId`, against the crawl before. */
  diff: reads('crawler.read')
    .input(pageInput.extend({ crawlId: id, baseCrawlId: id.nullable().default(null) }))
    .output(page(pageDifference).extend({ baseCrawlId: id.nullable(), counts: changeCounts })),
  /** Writes `<name>.warc.gz` and `<name>.manifest.json` into a folder of this computer. */
  exportCapsule: writes('crawler.write')
    .input(z.object({ crawlId: id, folder: z.string().min(1).max(4096) }))
    .output(z.object({ files: z.array(z.string()), sizeBytes: z.int(), records: z.int() })),
  sites: reads('crawler.read').output(z.array(crawlSite)),
  updateSite: writes('crawler.write')
    .input(
      z.object({
        siteId: id,
        schedule: z.enum(scheduleIntervals).optional(),
        options: crawlOptions.optional(),
      }),
    )
    .output(crawlSite),
  /** Cookies of a log-in, as a browser sends them (`name=value; …`), for one host; kept in the secret store. */
  setSession: writes('crawler.write')
    .input(z.object({ siteId: id, host, cookies: z.string().min(1).max(16_384) }))
    .output(z.object({ hosts: z.array(z.string()) })),
  removeSession: writes('crawler.write')
    .input(z.object({ siteId: id, host }))
    .output(z.object({ hosts: z.array(z.string()) })),
};
