/** One page of a crawl: what was decided about it and why, what it holds, the evidence it is rebuilt from, and how it differs from before. */
import { z } from 'zod';
import { id } from './base.ts';

/** `unchanged`: fetched or asked for again and the same as in the crawl before. */
export const pageStates = ['queued', 'stored', 'unchanged', 'redirected', 'skipped', 'failed'] as const;
export type PageState = (typeof pageStates)[number];

/** Why a page was skipped or failed; each has a sentence in the interface. */
export const pageReasons = [
  // skipped by decision
  'robots',
  'robots-unreachable',
  'noindex',
  'tdm',
  'pattern',
  'language',
  'depth',
  'page-budget',
  'time-budget',
  'duplicate',
  'canonical',
  'endless-path',
  'soft-404',
  'content-type',
  'document',
  'out-of-scope',
  // refused for safety
  'scheme',
  'private-address',
  'too-large',
  'compression-bomb',
  // failed
  'host-unknown',
  'unreachable',
  'tls',
  'timeout',
  'connection-lost',
  'proxy',
  'http-status',
  'rate-limited',
  'redirect-loop',
  'log-in',
  'unreadable',
  'crashed',
] as const;
export type PageReason = (typeof pageReasons)[number];

export const pageTypes = [
  'home',
  'service',
  'contact',
  'faq',
  'news',
  'event',
  'legal',
  'form',
  'listing',
  'document',
  'other',
] as const;

/** `easy`: Leichte Sprache · `sign`: sign language. */
export const pageVariants = ['easy', 'sign'] as const;

export const crawlPage = z.object({
  pageId: z.int(),
  url: z.string(),
  state: z.enum(pageStates),
  reason: z.enum(pageReasons).nullable(),
  /** What the reason is about: the pattern, the address of the original, the host. */
  reasonDetail: z.string().nullable(),
  httpStatus: z.int().nullable(),
  contentType: z.string().nullable(),
  title: z.string().nullable(),
  language: z.string().nullable(),
  pageType: z.enum(pageTypes).nullable(),
  variant: z.enum(pageVariants).nullable(),
  depth: z.int(),
  rendered: z.boolean(),
  sizeBytes: z.int().nullable(),
  durationMs: z.int().nullable(),
  fetchedAt: z.iso.datetime().nullable(),
  change: z.enum(['added', 'changed', 'unchanged']).nullable(),
  /** In the knowledge space, once it is there. */
  documentId: id.nullable(),
});
export type CrawlPage = z.infer<typeof crawlPage>;

const range = { startOffset: z.int(), endOffset: z.int() };

/** Offsets are UTF-16 code units of `text`. */
export const pageContent = z.object({
  text: z.string(),
  blocks: z.array(
    z.object({
      kind: z.enum(['heading', 'paragraph', 'list-item', 'table', 'form-field']),
      level: z.int().optional(),
      ...range,
      table: z.array(z.array(z.object(range))).optional(),
    }),
  ),
  description: z.string().nullable(),
  publishedAt: z.string().nullable(),
  modifiedAt: z.string().nullable(),
  contacts: z.array(
    z.object({ kind: z.enum(['email', 'phone', 'fax', 'address', 'person']), value: z.string() }),
  ),
  openingHours: z.array(z.string()),
  services: z.array(z.object({ name: z.string(), description: z.string().nullable() })),
  /** Other languages and easier forms of the same page. */
  alternates: z.array(z.object({ url: z.string(), language: z.string().nullable(), kind: z.string() })),
});
export type PageContent = z.infer<typeof pageContent>;

export const crawlPageDetail = crawlPage.extend({
  /** SHA-256 of the body as it came, hex. */
  bodyHash: z.string().nullable(),
  canonicalUrl: z.string().nullable(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  charset: z.string().nullable(),
  tdm: z.object({ reserved: z.boolean(), policy: z.string().nullable(), source: z.string() }).nullable(),
  content: pageContent.nullable(),
  linksTo: z.array(z.object({ url: z.string(), pageId: z.int().nullable(), text: z.string() })),
  linkedFrom: z.array(z.object({ url: z.string(), pageId: z.int(), text: z.string() })),
});
export type CrawlPageDetail = z.infer<typeof crawlPageDetail>;

export const replayedPage = z.object({
  url: z.string(),
  fetchedAt: z.iso.datetime(),
  httpStatus: z.int(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  contentType: z.string(),
  /** A whole HTML document that runs no script and loads nothing: for a sandboxed frame. `null`: not HTML. */
  html: z.string().nullable(),
  /** The body as it came, when it is no HTML and not too large. */
  contentBase64: z.string().nullable(),
  bodyHash: z.string(),
});
export type ReplayedPage = z.infer<typeof replayedPage>;

export const pageDifference = z.object({
  url: z.string(),
  change: z.enum(['added', 'changed', 'removed']),
  title: z.string().nullable(),
  /** In the newer and in the older crawl. */
  pageId: z.int().nullable(),
  basePageId: z.int().nullable(),
  /** Lines of the text that went and came, at most some hundred. */
  lines: z.array(z.object({ change: z.enum(['added', 'removed']), text: z.string() })),
});
export type PageDifference = z.infer<typeof pageDifference>;
