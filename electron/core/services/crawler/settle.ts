/** Decides what becomes of a page once its answer is there, and what it leads to. One transaction of the caller. */
import type { PageReason } from '../../../contract/crawler-pages.ts';
import { parseAddress, pageAddress } from './address.ts';
import { followLinks, leadsBack, maxRedirects, otherAddress, queue, type Settling } from './follow.ts';
import * as frontier from './frontier.ts';
import type { PageRow } from './page-store.ts';
import type { Answered, ReadPage, ReadResult } from './protocol.ts';
import { tdmOfFile, tdmOfHeaders } from './tdm.ts';

const maxAttempts = 3;
/** Longer patience a server asks for ends the attempt. */
const maxRetryAfterMs = 15 * 60_000;

export type Settled = { kept: boolean; requeued: boolean; reason: PageReason | null };

const nothingKept: Settled = { kept: false, requeued: false, reason: null };

export const settle = (
  s: Settling,
  page: frontier.QueuedPage,
  result: ReadResult,
  base: PageRow | null,
): Settled => {
  const fail = (
    reason: PageReason,
    detail: string | null,
    facts: Partial<frontier.Decision> = {},
  ): Settled => {
    frontier.decide(s.db, page.seq, s.decided(), { ...facts, state: 'failed', reason, detail });
    return { ...nothingKept, reason };
  };
  const skip = (
    reason: PageReason,
    detail: string | null,
    facts: Partial<frontier.Decision> = {},
  ): Settled => {
    frontier.decide(s.db, page.seq, s.decided(), { ...facts, state: 'skipped', reason, detail });
    return { ...nothingKept, reason };
  };
  const retry = (waitMs: number): Settled => {
    frontier.requeue(s.db, page.seq, page.attempts + 1, s.nowMs + waitMs);
    return { ...nothingKept, requeued: true };
  };

  if (result.kind === 'failed') {
    const { failure, detail } = result;
    const mayPass = failure === 'timeout' || failure === 'connection-lost' || failure === 'unreachable';
    if (mayPass && page.attempts + 1 < maxAttempts) return retry(1000 * 4 ** page.attempts);
    const facts = { duration_ms: Math.round(result.durationMs) };
    const refused =
      failure === 'scheme' ||
      failure === 'private-address' ||
      failure === 'too-large' ||
      failure === 'compression-bomb';
    return refused ? skip(failure, detail, facts) : fail(failure, detail, facts);
  }

  const facts = factsOf(result);
  const evidence = (): Partial<frontier.Decision> => {
    const seq = frontier.addRecord(s.db, s.crawl.tenantId, {
      url: page.url,
      fetchedAt: result.fetchedAt,
      warc: result.warc,
    });
    return { record_seq: seq, body_record_seq: seq };
  };

  switch (result.kind) {
    case 'redirect':
      return redirect(s, page, result, { fail, skip, facts: { ...facts, ...evidence() } });
    case 'not-modified':
      if (base === null) return fail('http-status', '304', facts);
      return keepBase(s, page, base, { ...facts, record_seq: evidence().record_seq ?? null });
    case 'status': {
      const { httpStatus, retryAfterMs } = result;
      if (httpStatus === 429 || httpStatus === 503) {
        const waitMs = retryAfterMs ?? 5_000 * 2 ** page.attempts;
        if (waitMs <= maxRetryAfterMs && page.attempts + 1 < maxAttempts + 2) {
          s.onPause(page.host, s.nowMs + waitMs);
          return retry(waitMs);
        }
        return fail('rate-limited', `HTTP ${httpStatus}`, { ...facts, ...evidence() });
      }
      if (httpStatus >= 500 && page.attempts + 1 < maxAttempts) return retry(2_000 * 4 ** page.attempts);
      return fail(httpStatus === 401 ? 'log-in' : 'http-status', `HTTP ${httpStatus}`, {
        ...facts,
        ...evidence(),
      });
    }
    case 'other-type':
      return skip('content-type', result.contentType, facts);
    case 'document': {
      if (!s.crawl.options.documents) return skip('document', result.contentType, facts);
      const statement = tdmOf(s, page.url, result, null);
      if (statement?.reserved === true && s.crawl.options.respectTdm)
        return skip('tdm', statement.policy, { ...facts, tdm_json: JSON.stringify(statement) });
      const original = frontier.sameText(s.db, s.crawl.id, result.bodyHash, page.seq);
      if (original !== null) return skip('duplicate', original, facts);
      const unchanged = isSame(base, result.bodyHash);
      frontier.decide(s.db, page.seq, s.decided(), {
        ...facts,
        ...evidence(),
        state: unchanged ? 'unchanged' : 'stored',
        page_type: 'document',
        title: decodeURIComponent(safeName(page.url)),
        text_hash: Buffer.from(result.bodyHash),
        tdm_json: statement === null ? null : JSON.stringify(statement),
        ...ingestionOf(s, base, unchanged),
      });
      return { ...nothingKept, kept: true };
    }
    case 'page':
      return settlePage(s, page, result, base, { skip, facts, evidence });
    case 'addresses':
      followLinks(
        s,
        page,
        result.pages.map((url) => ({ url, text: '', feed: false })),
      );
      return skip('content-type', 'feed', { ...facts, ...evidence() });
    case 'text':
      return fail('unreadable', result.kind, facts);
  }
};

const safeName = (address: string): string => {
  const name = new URL(address).pathname.split('/').at(-1) ?? '';
  return /%(?![0-9a-f]{2})/i.test(name) || !isDecodable(name) ? encodeURIComponent(name) : name;
};

const isDecodable = (text: string): boolean => {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
};

type Tools = {
  skip(reason: PageReason, detail: string | null, facts?: Partial<frontier.Decision>): Settled;
  facts: Partial<frontier.Decision>;
};

const settlePage = (
  s: Settling,
  page: frontier.QueuedPage,
  result: Extract<ReadResult, { kind: 'page' }>,
  base: PageRow | null,
  { skip, facts: plain, evidence }: Tools & { evidence(): Partial<frontier.Decision> },
): Settled => {
  const { options } = s.crawl;
  const read = result.page;
  const statement = tdmOf(s, page.url, result, read.tdm);
  const facts: Partial<frontier.Decision> = {
    ...plain,
    title: read.title,
    language: read.language,
    page_type: read.pageType,
    variant: read.variant,
    rendered: read.rendered ? 1 : 0,
    canonical_url: read.canonicalUrl,
    tdm_json: statement === null ? null : JSON.stringify(statement),
  };
  if (read.soft404) return skip('soft-404', null, { ...facts, ...evidence() });
  const canonical = otherAddress(s, page, read);
  if (canonical !== null) {
    queue(s, { url: canonical, depth: page.depth, foundBy: 'canonical' });
    return skip('canonical', canonical, facts);
  }
  const textHash = Buffer.from(read.textHash);
  const original = frontier.sameText(s.db, s.crawl.id, textHash, page.seq);
  if (original !== null) return skip('duplicate', original, facts);
  const follow = (): void => {
    if (read.nofollow && options.respectRobots) return;
    followLinks(s, page, read.links);
    s.onLeftOut(new URL(page.url).origin, { unfollowedLinks: read.linksLeftOut });
  };
  if (statement?.reserved === true && options.respectTdm) {
    follow();
    // What is reserved is not kept, only that it is.
    return skip('tdm', statement.policy, { ...plain, tdm_json: facts.tdm_json ?? null });
  }
  if (read.noindex && options.respectRobots) {
    follow();
    return skip('noindex', null, { ...facts, ...evidence() });
  }
  if (options.languages.length > 0 && read.language !== null && !options.languages.includes(read.language)) {
    follow();
    return skip('language', read.language, { ...facts, ...evidence() });
  }
  const unchanged = isSame(base, textHash);
  frontier.decide(s.db, page.seq, s.decided(), {
    ...facts,
    ...evidence(),
    state: unchanged ? 'unchanged' : 'stored',
    text_hash: textHash,
    content_seq:
      unchanged && base !== null
        ? base.content_seq
        : frontier.addContent(s.db, s.crawl.tenantId, read.content),
    ...ingestionOf(s, base, unchanged),
  });
  follow();
  return { ...nothingKept, kept: true };
};

const factsOf = (result: Answered): Partial<frontier.Decision> => {
  const header = (wanted: string): string | null =>
    result.headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? null;
  return {
    http_status: result.httpStatus,
    content_type: result.contentType,
    charset: result.charset,
    size_bytes: result.sizeBytes,
    duration_ms: Math.round(result.durationMs),
    fetched_at: result.fetchedAt,
    headers_json: JSON.stringify(result.headers),
    etag: header('etag'),
    last_modified: header('last-modified'),
    body_hash: Buffer.from(result.bodyHash),
  };
};

const tdmOf = (s: Settling, url: string, result: Answered, inPage: ReadPage['tdm']): ReadPage['tdm'] =>
  inPage ?? tdmOfHeaders(result.headers) ?? tdmOfFile(s.tdmRules(new URL(url).origin), url);

const isSame = (base: PageRow | null, textHash: Uint8Array): boolean =>
  base?.text_hash?.equals(textHash) === true;

const ingestionOf = (
  s: Settling,
  base: PageRow | null,
  unchanged: boolean,
): Pick<frontier.Decision, 'change' | 'document_id' | 'ingestion'> => ({
  change: s.crawl.baseCrawlId === null ? null : base === null ? 'added' : unchanged ? 'unchanged' : 'changed',
  document_id: base?.document_id ?? null,
  ingestion: unchanged && base?.ingestion === 'done' ? 'done' : 'waiting',
});

/** 304: everything is as it was, the links included. */
const keepBase = (
  s: Settling,
  page: frontier.QueuedPage,
  base: PageRow,
  facts: Partial<frontier.Decision>,
): Settled => {
  const { seq: _seq, url: _url, state: _state, reason: _reason, ...known } = base;
  frontier.decide(s.db, page.seq, s.decided(), {
    ...known,
    duration_ms: facts.duration_ms ?? null,
    fetched_at: facts.fetched_at ?? null,
    record_seq: facts.record_seq ?? null,
    state: 'unchanged',
    change: 'unchanged',
    ingestion: base.ingestion === 'done' ? 'done' : base.ingestion === 'none' ? 'none' : 'waiting',
  });
  followLinks(
    s,
    page,
    frontier.linksOf(s.db, base.seq).map((link) => ({ ...link, feed: false })),
  );
  return { ...nothingKept, kept: true };
};

const redirect = (
  s: Settling,
  page: frontier.QueuedPage,
  result: Extract<ReadResult, { kind: 'redirect' }>,
  { fail, skip, facts }: Tools & { fail: Tools['skip'] },
): Settled => {
  const url = result.location === null ? null : parseAddress(result.location, page.url);
  if (url === null) return fail('http-status', `HTTP ${result.httpStatus}`, facts);
  const target = pageAddress(url);
  if (target === null) return skip('scheme', url.protocol, facts);
  if (target === page.url || page.redirects + 1 > maxRedirects || leadsBack(s, target, page.url))
    return fail('redirect-loop', target, facts);
  const isStart = page.depth === 0;
  let verdict = s.scope.judge(target, page.depth);
  if (verdict.kind === 'outside' && isStart) {
    s.onNewHost(url.hostname);
    verdict = s.scope.judge(target, page.depth);
  }
  if (verdict.kind === 'outside') return skip('out-of-scope', target, facts);
  frontier.decide(s.db, page.seq, s.decided(), { ...facts, state: 'redirected', detail: target });
  queue(
    s,
    { url: target, depth: page.depth, foundBy: 'redirect', redirects: page.redirects + 1 },
    verdict.kind === 'skip' ? verdict : undefined,
  );
  return nothingKept;
};
