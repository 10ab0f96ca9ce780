/** One resource from request to result: fetched, judged, extracted, and written as evidence. */
import { createHash } from 'node:crypto';
import {
  type Fetched,
  FetchError,
  type Fetcher,
  type Renderer,
  type ConnectionReport,
} from '../../core/adapters/fetcher/kind.ts';
import { charsetOf, decodePage } from '../../core/adapters/parser/page/index.ts';
import { resolveLink } from '../../core/services/crawler/address.ts';
import type { Answered, ReadParams, ReadResult } from '../../core/services/crawler/protocol.ts';
import { maxRobotsBytes } from '../../core/services/crawler/robots.ts';
import { readSitemap } from '../../core/services/crawler/sitemap.ts';
import { tdmOfHeaders } from '../../core/services/crawler/tdm.ts';
import { writeFetch } from '../../core/services/crawler/warc/write.ts';
import { extract } from './extract.ts';

type Work = {
  params: ReadParams;
  fetcher: Fetcher;
  renderer: Renderer;
  signal: AbortSignal;
  report(connection: ConnectionReport): void;
};

/** RFC 9309, 2.3.1.2: at least five redirects of robots.txt are followed. */
const maxRobotsRedirects = 5;
const accept = 'text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.5';

export const readResource = async (work: Work): Promise<ReadResult> => {
  const startedMs = performance.now();
  try {
    return await read(work);
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    return {
      kind: 'failed',
      failure: error.failure,
      detail: error.message.slice(0, 300),
      host: new URL(work.params.url).hostname,
      receivedBytes: error.receivedBytes,
      durationMs: performance.now() - startedMs,
    };
  }
};

const read = async (work: Work): Promise<ReadResult> => {
  const { params } = work;
  const fetchedAt = new Date().toISOString();
  const headers = requestHeaders(params);
  let url = params.url;
  let fetched = await fetchOne(work, url, headers);
  for (
    let hop = 0;
    params.kind !== 'page' && hop < maxRobotsRedirects && isRedirect(fetched.status);
    hop += 1
  ) {
    const target = resolveLink(headerOf(fetched, 'location') ?? '', url);
    if (target === null) break;
    url = target;
    fetched = await fetchOne(work, url, headers);
  }
  // A log-in is renewed on the way; what it is now belongs to nobody who reads the evidence.
  const shownHeaders =
    params.cookies === null
      ? fetched.headers
      : fetched.headers.filter(([name]) => !/^set-cookie2?$/i.test(name));
  const contentType = headerOf(fetched, 'content-type');
  const answer: Omit<Answered, 'kind'> & { warc: Uint8Array } = {
    httpStatus: fetched.status,
    headers: shownHeaders.slice(0, 200),
    contentType: contentType?.split(';')[0]?.trim().toLowerCase() ?? null,
    charset: charsetOf(contentType)?.toLowerCase() ?? null,
    sizeBytes: fetched.raw.length,
    durationMs: fetched.durationMs,
    fetchedAt,
    bodyHash: createHash('sha256').update(fetched.body).digest(),
    warc: new Uint8Array(0),
    retryAfterMs: retryAfterMs(headerOf(fetched, 'retry-after')),
  };
  const evidence = (findings: Record<string, string> = {}, renderedHtml?: string): Uint8Array =>
    writeFetch({
      url,
      fetchedAt,
      requestHeaders: { 'user-agent': params.policy.userAgent, ...headers },
      status: fetched.status,
      statusText: fetched.statusText,
      headers: shownHeaders,
      raw: fetched.raw,
      findings: { ...statements(fetched.headers), ...findings },
      ...(renderedHtml === undefined ? {} : { renderedHtml }),
    });

  if (params.kind !== 'page') {
    if (fetched.status < 200 || fetched.status > 299) return { kind: 'status', ...answer, warc: evidence() };
    if (params.kind === 'robots') {
      const text = Buffer.from(fetched.body).subarray(0, maxRobotsBytes).toString('utf8');
      return { kind: 'text', ...answer, text, warc: evidence() };
    }
    return { kind: 'addresses', ...answer, ...addressesOf(await unzipped(fetched.body, params), url) };
  }

  if (fetched.status === 304) return { kind: 'not-modified', ...answer, warc: evidence() };
  if (isRedirect(fetched.status))
    return { kind: 'redirect', ...answer, warc: evidence(), location: headerOf(fetched, 'location') };
  if (fetched.status < 200 || fetched.status > 299) return { kind: 'status', ...answer, warc: evidence() };
  const kind = kindOf(answer.contentType, fetched.body, url);
  if (kind === 'document') return { kind: 'document', ...answer, warc: evidence() };
  if (kind === 'other') return { kind: 'other-type', ...answer };
  if (kind === 'feed') {
    const { pages } = addressesOf(decodePage(fetched.body, contentType).text, url);
    return { kind: 'addresses', ...answer, warc: evidence(), pages, sitemaps: [] };
  }

  const decoded = decodePage(fetched.body, contentType);
  const page = await extract({ html: decoded.text, url, work: renderWork(work) });
  if (page.refresh !== null) return { kind: 'redirect', ...answer, warc: evidence(), location: page.refresh };
  const findings: Record<string, string> = { charset: decoded.encoding };
  if (page.read.tdm !== null) findings['tdm-reservation'] = page.read.tdm.reserved ? '1' : '0';
  if (page.read.noindex) findings.robots = 'noindex';
  return {
    kind: 'page',
    ...answer,
    charset: decoded.encoding,
    warc: evidence(findings, page.renderedHtml ?? undefined),
    page: mergeHeaders(page.read, fetched.headers),
  };
};

const fetchOne = (work: Work, url: string, headers: Record<string, string>): Promise<Fetched> =>
  work.fetcher.fetch({ url, headers, policy: work.params.policy, signal: work.signal, report: work.report });

const renderWork = ({ params, renderer, signal, report }: Work) => ({
  mode: params.browser === null ? ('never' as const) : params.render,
  wanted: params.render !== 'never',
  render: (url: string) =>
    renderer.render({
      url,
      headers: params.cookies === null ? {} : { cookie: params.cookies },
      policy: params.policy,
      signal,
      report,
    }),
});

const requestHeaders = (params: ReadParams): Record<string, string> => ({
  accept: params.kind === 'page' ? accept : '*/*',
  'accept-encoding': 'gzip, deflate, br',
  'accept-language': 'de,en;q=0.8,tr;q=0.6,*;q=0.4',
  ...(params.cookies === null ? {} : { cookie: params.cookies }),
  ...(params.etag === null ? {} : { 'if-none-match': params.etag }),
  ...(params.lastModified === null ? {} : { 'if-modified-since': params.lastModified }),
});

const headerOf = ({ headers }: Pick<Fetched, 'headers'>, wanted: string): string | null =>
  headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? null;

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

/** Seconds or a date (RFC 9110, 10.2.3). */
const retryAfterMs = (value: string | null): number | null => {
  if (value === null) return null;
  const seconds = Number(value);
  const waitMs = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(waitMs) ? Math.max(0, waitMs) : null;
};

// biome-ignore format: a list to glance at
const documentTypes = /^application\/(pdf|msword|rtf|epub\+zip|vnd\.(openxmlformats-officedocument|oasis\.opendocument|ms-(excel|powerpoint|word))[\w.+-]*)$|^text\/(plain|csv|markdown|rtf|calendar|vcard)$/;

const kindOf = (
  contentType: string | null,
  body: Uint8Array,
  url: string,
): 'page' | 'document' | 'feed' | 'other' => {
  const head = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, 1024)).toString('latin1');
  // What a file begins with says more than what a server calls it.
  if (head.startsWith('%PDF-') || head.startsWith('{\\rtf') || head.startsWith('\xd0\xcf\x11\xe0'))
    return 'document';
  if (contentType !== null && documentTypes.test(contentType))
    return contentType === 'text/plain' && /^\s*<(!doctype html|html)[\s>]/i.test(head) ? 'page' : 'document';
  if (/^application\/(rss|atom|rdf)\+xml$/.test(contentType ?? '')) return 'feed';
  if (/^(text|application)\/xml$/.test(contentType ?? ''))
    return /<(rss|feed|rdf:RDF|urlset|sitemapindex)[\s>]/.test(head)
      ? 'feed'
      : /<html[\s>]/i.test(head)
        ? 'page'
        : 'other';
  if (/^(text\/html|application\/xhtml\+xml)$/.test(contentType ?? ''))
    return head.includes('\0') ? 'other' : 'page';
  if (contentType === null || contentType === 'application/octet-stream') {
    if (head.startsWith('PK\x03\x04') && /\.(docx|xlsx|pptx|odt|ods|odp|epub)$/i.test(new URL(url).pathname))
      return 'document';
    return /<(!doctype html|html|head|body|title)[\s>]/i.test(head) ? 'page' : 'other';
  }
  return 'other';
};

const unzipped = async (body: Uint8Array, params: ReadParams): Promise<string> => {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return decodePage(body, null).text;
  const { unpack } = await import('../../core/adapters/fetcher/http/unpack.ts');
  return decodePage(await unpack(body, 'gzip', params.policy.maxBytes), null).text;
};

const addressesOf = (text: string, url: string): { pages: string[]; sitemaps: string[] } => {
  const found = readSitemap(text);
  const resolve = (list: string[]): string[] =>
    list.map((one) => resolveLink(one, url)).filter((one) => one !== null);
  return { pages: resolve(found.pages), sitemaps: resolve(found.sitemaps) };
};

/** Statements in headers that belong to the evidence. */
const statements = (headers: readonly [string, string][]): Record<string, string> => {
  const found: Record<string, string> = {};
  for (const [name, value] of headers)
    if (/^(x-robots-tag|tdm-reservation|tdm-policy|content-signal|content-usage)$/i.test(name))
      found[name.toLowerCase()] = value;
  return found;
};

type Page = Extract<ReadResult, { kind: 'page' }>['page'];

/** `X-Robots-Tag` and TDM headers say for this page what meta elements would. */
const mergeHeaders = (page: Page, headers: readonly [string, string][]): Page => {
  const robots = headers
    .filter(([name]) => name.toLowerCase() === 'x-robots-tag')
    .map(([, value]) => value.toLowerCase())
    .filter((value) => !/^\s*(?!wattosbot\b)[a-z-]+bot\s*:/.test(value))
    .join(',');
  return {
    ...page,
    noindex: page.noindex || /\b(noindex|none)\b/.test(robots),
    nofollow: page.nofollow || /\b(nofollow|none)\b/.test(robots),
    tdm: page.tdm ?? tdmOfHeaders(headers),
  };
};
