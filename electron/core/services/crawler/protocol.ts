/** What core and the crawl process say to each other, beyond the line every worker has. */
import { z } from 'zod';
import { pageContent, pageTypes, pageVariants } from '../../../contract/crawler-pages.ts';
import { connectionReport, fetchFailures, fetchPolicy } from '../../adapters/fetcher/kind.ts';

export const readParams = z.object({
  url: z.string(),
  /** `page`: judged and extracted · `robots`: redirects followed, text handed back · `sitemap`: addresses handed back. */
  kind: z.enum(['page', 'robots', 'sitemap']),
  policy: fetchPolicy,
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** `name=value; …` for this host, or nothing. */
  cookies: z.string().nullable(),
  render: z.enum(['auto', 'never', 'always']),
  /** Program file of the browser. */
  browser: z.string().nullable(),
});
export type ReadParams = z.infer<typeof readParams>;

export type ReadEvent = z.infer<typeof connectionReport>;
export const readEvent = connectionReport;

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const statement = z.object({ reserved: z.boolean(), policy: z.string().nullable(), source: z.string() });

export const readPage = z.object({
  title: z.string().nullable(),
  language: z.string().nullable(),
  pageType: z.enum(pageTypes),
  variant: z.enum(pageVariants).nullable(),
  canonicalUrl: z.string().nullable(),
  noindex: z.boolean(),
  nofollow: z.boolean(),
  tdm: statement.nullable(),
  /** The server says 200, the page says “not found”. */
  soft404: z.boolean(),
  links: z.array(z.object({ url: z.string(), text: z.string(), feed: z.boolean() })),
  /** Beyond what is read of one page. */
  linksLeftOut: z.int(),
  content: pageContent,
  textHash: bytes,
  rendered: z.boolean(),
  /** Needs a browser and there was none, or it failed; what stands there is the static page. */
  unrendered: z.boolean(),
});
export type ReadPage = z.infer<typeof readPage>;

const answer = {
  httpStatus: z.int(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  contentType: z.string().nullable(),
  charset: z.string().nullable(),
  sizeBytes: z.int(),
  durationMs: z.number(),
  fetchedAt: z.string(),
  bodyHash: bytes,
  warc: bytes,
  retryAfterMs: z.number().nullable(),
};

export const readResult = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('page'), ...answer, page: readPage }),
  /** A PDF and the like; its bytes are in the record. */
  z.object({ kind: z.literal('document'), ...answer }),
  z.object({ kind: z.literal('redirect'), ...answer, location: z.string().nullable() }),
  z.object({ kind: z.literal('not-modified'), ...answer }),
  z.object({ kind: z.literal('status'), ...answer }),
  /** Nothing a person reads: pictures, programs. */
  z.object({ kind: z.literal('other-type'), ...answer }),
  z.object({ kind: z.literal('text'), ...answer, text: z.string() }),
  z.object({
    kind: z.literal('addresses'),
    ...answer,
    pages: z.array(z.string()),
    sitemaps: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('failed'),
    failure: z.enum(fetchFailures),
    detail: z.string(),
    host: z.string(),
    receivedBytes: z.int(),
    durationMs: z.number(),
  }),
]);
export type ReadResult = z.infer<typeof readResult>;
export type Answered = Exclude<ReadResult, { kind: 'failed' }>;
