/** What belongs to a crawl: hosts, patterns, depth, kinds of files. Pure. */
import type { CrawlOptions } from '../../../contract/crawler.ts';
import type { PageReason } from '../../../contract/crawler-pages.ts';
import { isEndlessPath } from './endless.ts';

export type Verdict =
  | { kind: 'queue' }
  | { kind: 'outside' }
  | { kind: 'skip'; reason: PageReason; detail: string | null };

export type Scope = {
  /** Of a normalised address. */
  judge(address: string, depth: number): Verdict;
  hasHost(hostname: string): boolean;
};

// biome-ignore format: a list to glance at
const documentEndings = new Set([
  'pdf', 'doc', 'docx', 'dot', 'dotx', 'odt', 'ott', 'rtf', 'xls', 'xlsx', 'ods', 'csv', 'ppt', 'pptx', 'odp', 'epub', 'txt', 'md', 'ics', 'vcf', 'eml', 'msg',
]);
// biome-ignore format: a list to glance at
const otherEndings = new Set([
  'jpg', 'jpeg', 'png', 'gif', 'svg', 'webp', 'avif', 'ico', 'bmp', 'tif', 'tiff', 'css', 'js', 'mjs', 'map', 'woff', 'woff2', 'ttf', 'otf', 'eot', 'mp3', 'mp4',
  'm4a', 'm4v', 'webm', 'ogg', 'ogv', 'wav', 'avi', 'mov', 'wmv', 'flv', 'zip', 'gz', 'tgz', 'bz2', 'xz', '7z', 'rar', 'tar', 'exe', 'msi', 'dmg', 'deb', 'rpm',
  'apk', 'iso', 'bin', 'jar', 'war', 'swf', 'gpx', 'kml', 'kmz', 'dwg', 'dxf', 'shp', 'geojson',
]);

const endingOf = (address: string): string =>
  /\.([a-z0-9]{1,8})$/i.exec(new URL(address).pathname)?.[1]?.toLowerCase() ?? '';

const withoutWww = (hostname: string): string => hostname.replace(/^www\./, '');

/** `*` stands for anything; the rest is literal. Linear in the text, unlike a regular expression with many stars. */
export const matchesPattern = (pattern: string, text: string): boolean => {
  const pieces = pattern.split('*');
  const first = pieces.shift() ?? '';
  const last = pieces.pop();
  if (last === undefined) return text.startsWith(first);
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of pieces) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return last === '' || text.length - last.length >= at ? text.endsWith(last) : false;
};

export const createScope = (start: string, options: CrawlOptions, now: Date): Scope => {
  const own = [new URL(start).hostname, ...options.hosts.map((host) => host.toLowerCase())].map(withoutWww);
  const hasHost = (hostname: string): boolean => {
    const bare = withoutWww(hostname);
    return own.some((host) => bare === host || (options.subdomains && bare.endsWith(`.${host}`)));
  };
  return {
    hasHost,
    judge: (address, depth) => {
      const url = new URL(address);
      if (!hasHost(url.hostname)) return { kind: 'outside' };
      const skip = (reason: PageReason, detail: string | null = null): Verdict => ({
        kind: 'skip',
        reason,
        detail,
      });
      const path = `${url.pathname}${url.search}`;
      const excluded = options.exclude.find((pattern) => matchesPattern(pattern, path));
      if (excluded !== undefined) return skip('pattern', excluded);
      const isStart = address === start;
      if (!isStart && options.include.length > 0 && !options.include.some((one) => matchesPattern(one, path)))
        return skip('pattern');
      if (isEndlessPath(address, now)) return skip('endless-path');
      const ending = endingOf(address);
      if (otherEndings.has(ending)) return skip('content-type', ending);
      if (documentEndings.has(ending) && !options.documents) return skip('document', ending);
      return depth > options.maxDepth ? skip('depth', String(depth)) : { kind: 'queue' };
    },
  };
};
