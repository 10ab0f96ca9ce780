/**
 * What a crawl knows of each origin: its rules (robots.txt, TDM file, sitemaps), read once per crawl, and its pace.
 */
import type { CrawlOptions, HostFindings } from '../../../contract/crawler.ts';
import type { PageReason } from '../../../contract/crawler-pages.ts';
import type { FetchFailure } from '../../adapters/fetcher/kind.ts';
import { resolveLink } from './address.ts';
import type { ReadParams, ReadResult } from './protocol.ts';
import { crawlDelayOf, parseRobots, type Robots, robotsAllow } from './robots.ts';
import { readTdmFile } from './tdm.ts';

/** The product token webmasters write into robots.txt. */
export const robotName = 'WattOSBot';

/** Nobody waits longer than this between two requests, whatever robots.txt says. */
const maxCrawlDelayMs = 30_000;
const maxSitemaps = 60;
const robotsAttempts = 2;

export type HostRules = {
  findings: HostFindings;
  /** Why none of its pages may be fetched. */
  blocked: { reason: PageReason; detail: string | null } | null;
  allows(address: string): boolean;
  delayMs: number;
};

export type HostReading = {
  rules: HostRules;
  /** Evidence of robots.txt, if it came. */
  record: { url: string; fetchedAt: string; warc: Uint8Array } | null;
  pages: string[];
};

type Read = (params: Pick<ReadParams, 'url' | 'kind'>) => Promise<ReadResult>;

const rulesOf = (findings: HostFindings, robots: Robots | null, options: CrawlOptions): HostRules => {
  const { state } = findings.robots;
  const delayMs = Math.min(maxCrawlDelayMs, (findings.robots.crawlDelaySeconds ?? 0) * 1000);
  return {
    findings,
    blocked: state === 'unreachable' ? { reason: 'robots-unreachable', detail: null } : null,
    allows: (address) => robots === null || robotsAllow(robots, robotName, address),
    delayMs: Math.max(
      options.respectRobots ? delayMs : 0,
      options.requestsPerSecond === 0 ? 0 : 1000 / options.requestsPerSecond,
    ),
  };
};

/** From what an earlier run of the same crawl has read. */
export const rememberedRules = (findings: HostFindings, options: CrawlOptions): HostRules =>
  rulesOf(findings, findings.robots.state === 'found' ? parseRobots(findings.robots.text) : null, options);

export const readHost = async (
  origin: string,
  options: CrawlOptions,
  read: Read,
  inScope: (address: string) => boolean,
): Promise<HostReading> => {
  const host = new URL(origin).host;
  const findings: HostFindings = {
    host,
    robots: { state: 'absent', httpStatus: null, text: '', crawlDelaySeconds: null, sitemaps: [], usage: [] },
    tdm: { rules: [], reservedPages: 0 },
    unfollowedLinks: 0,
    unlistedOutlinks: 0,
  };
  let answer = await read({ url: `${origin}/robots.txt`, kind: 'robots' });
  for (let attempt = 1; attempt < robotsAttempts && isServerTrouble(answer); attempt += 1)
    answer = await read({ url: `${origin}/robots.txt`, kind: 'robots' });
  let robots: Robots | null = null;
  if (answer.kind === 'failed') {
    // Whatever keeps us from robots.txt keeps us from the pages, and says more than its absence.
    if (isRefusal(answer.failure)) {
      const rules = rulesOf(findings, null, options);
      const blocked = { reason: answer.failure, detail: answer.detail };
      return { rules: { ...rules, blocked }, record: null, pages: [] };
    }
    if (options.respectRobots) findings.robots.state = 'unreachable';
  } else {
    findings.robots.httpStatus = answer.httpStatus;
    if (answer.kind === 'text') {
      robots = parseRobots(answer.text);
      Object.assign(findings.robots, {
        state: 'found',
        text: answer.text,
        crawlDelaySeconds: crawlDelayOf(robots, robotName),
        sitemaps: robots.sitemaps.slice(0, maxSitemaps),
        usage: robots.usage.slice(0, 100),
      });
    } else if (isServerTrouble(answer) && options.respectRobots) findings.robots.state = 'unreachable';
  }
  if (!options.respectRobots) {
    findings.robots.state = 'ignored';
    robots = null;
  }
  const record = 'warc' in answer ? { url: `${origin}/robots.txt`, ...answer } : null;
  if (findings.robots.state === 'unreachable')
    return { rules: rulesOf(findings, null, options), record, pages: [] };
  const tdm = await read({ url: `${origin}/.well-known/tdmrep.json`, kind: 'robots' });
  if (tdm.kind === 'text') findings.tdm.rules = readTdmFile(tdm.text);
  const pages = options.sitemaps ? await readSitemaps(origin, findings, read, inScope) : [];
  return { rules: rulesOf(findings, robots, options), record, pages };
};

/** RFC 9309, 2.3.1.4: a server error means everything is disallowed. */
const isServerTrouble = (answer: ReadResult): boolean =>
  answer.kind === 'failed'
    ? !isRefusal(answer.failure)
    : answer.kind === 'status' && (answer.httpStatus >= 500 || answer.httpStatus === 429);

const isRefusal = (failure: FetchFailure): boolean =>
  ['private-address', 'scheme', 'host-unknown', 'unreachable', 'tls', 'proxy'].includes(failure);

const readSitemaps = async (
  origin: string,
  findings: HostFindings,
  read: Read,
  inScope: (address: string) => boolean,
): Promise<string[]> => {
  const named = findings.robots.sitemaps.map((url) => resolveLink(url, origin)).filter((url) => url !== null);
  const waiting = (named.length > 0 ? named : [`${origin}/sitemap.xml`]).filter(inScope);
  const done = new Set<string>();
  const pages = new Set<string>();
  while (waiting.length > 0 && done.size < maxSitemaps) {
    const url = waiting.shift();
    if (url === undefined || done.has(url)) continue;
    done.add(url);
    const answer = await read({ url, kind: 'sitemap' });
    if (answer.kind !== 'addresses') continue;
    for (const page of answer.pages) pages.add(page);
    for (const one of answer.sitemaps) if (inScope(one)) waiting.push(one);
  }
  return [...pages];
};
