/**
 * robots.txt per RFC 9309, with the leniency of Google's reference parser (missing colons, common typos, `index.html`).
 * Pure. Texts are handled as bytes in a string of Latin-1 characters, because the longest match counts octets.
 */

type Rule = { allow: boolean; pattern: string };
type Group = { agents: string[]; rules: Rule[]; crawlDelaySeconds: number | null };

export type Robots = {
  groups: Group[];
  sitemaps: string[];
  /** Statements about the use of content for AI, as they stand there. */
  usage: string[];
};

/** RFC 9309, 2.5: at least 500 KiB must be read; the rest is ignored. */
export const maxRobotsBytes = 512 * 1024;
/** As in the reference parser: eight times the longest address browsers took. */
const maxLineBytes = 2083 * 8;

const toBytes = (text: string | Uint8Array): string =>
  (typeof text === 'string' ? Buffer.from(text, 'utf8') : Buffer.from(text)).toString('latin1');
const fromBytes = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');

const startsWith = (key: string, ...names: string[]): boolean =>
  names.some((name) => key.toLowerCase().startsWith(name));

type LineName = 'agent' | 'allow' | 'disallow' | 'sitemap' | 'delay' | 'usage' | 'other';

const nameOf = (key: string): LineName => {
  if (startsWith(key, 'user-agent', 'useragent', 'user agent')) return 'agent';
  if (startsWith(key, 'allow')) return 'allow';
  if (startsWith(key, 'disallow', 'dissallow', 'dissalow', 'disalow', 'diasllow', 'disallaw'))
    return 'disallow';
  if (startsWith(key, 'sitemap', 'site-map')) return 'sitemap';
  if (startsWith(key, 'crawl-delay')) return 'delay';
  if (startsWith(key, 'content-signal', 'content-usage', 'tdm-')) return 'usage';
  return 'other';
};

const splitLine = (line: string): { key: string; value: string } | null => {
  const bare = line
    .slice(0, maxLineBytes - 1)
    .replace(/#.*$/s, '')
    .trim();
  const colon = bare.indexOf(':');
  if (colon >= 0) return pair(bare.slice(0, colon), bare.slice(colon + 1));
  // A forgotten colon: exactly two words.
  const words = /^(\S+)[ \t]+(\S+)$/.exec(bare);
  return words === null ? null : pair(words[1] ?? '', words[2] ?? '');
};

const pair = (key: string, value: string): { key: string; value: string } | null =>
  key.trim() === '' ? null : { key: key.trim(), value: value.trim() };

/** Non-ASCII bytes percent-encoded, escapes in upper case, so that pattern and path compare octet by octet. */
export const escapePattern = (bytes: string): string =>
  bytes
    .replace(/%[0-9a-f]{2}/gi, (octet) => octet.toUpperCase())
    .replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);

export type RobotsLine = { number: number; name: LineName; key: string; value: string };

/** The lines that say something, numbered from 1. A byte order mark, whole or in part, is passed over. */
export function* readRobotsLines(text: string | Uint8Array): Generator<RobotsLine> {
  const lines = toBytes(text)
    .replace(/^\xef(?:\xbb(?:\xbf)?)?/, '')
    .split(/\r\n|\n|\r/);
  for (const [index, line] of lines.entries()) {
    const parts = splitLine(line);
    if (parts !== null) yield { number: index + 1, name: nameOf(parts.key), ...parts };
  }
}

export const parseRobots = (text: string | Uint8Array): Robots => {
  const robots: Robots = { groups: [], sitemaps: [], usage: [] };
  let group: Group | null = null;
  let closed = true;
  for (const { name, key, value } of readRobotsLines(text)) {
    if (name === 'agent') {
      if (closed || group === null) {
        group = { agents: [], rules: [], crawlDelaySeconds: null };
        robots.groups.push(group);
        closed = false;
      }
      group.agents.push(/^\*(\s|$)/.test(value) ? '*' : bareAgent(value).toLowerCase());
    } else if (name === 'allow' || name === 'disallow') {
      // Rules outside a group belong to nobody.
      if (group === null) continue;
      closed = true;
      group.rules.push({ allow: name === 'allow', pattern: escapePattern(value) });
    } else if (name === 'sitemap') robots.sitemaps.push(fromBytes(value));
    else if (name === 'usage') robots.usage.push(fromBytes(`${key}: ${value}`));
    else if (name === 'delay' && group !== null) {
      const seconds = Number(value);
      if (value !== '' && Number.isFinite(seconds) && seconds >= 0) group.crawlDelaySeconds = seconds;
    }
  }
  return robots;
};

const bareAgent = (value: string): string => /^[a-zA-Z_-]*/.exec(value)?.[0] ?? '';

/** RFC 9309, 2.2.1: what a crawler may call itself in robots.txt. */
export const isValidAgent = (agent: string): boolean => agent !== '' && bareAgent(agent) === agent;

/** `agent` is the product token alone, e.g. `WattOSBot`; `url` is percent-encoded as WHATWG URL leaves it. */
export const robotsAllow = (robots: Robots, agent: string, url: string): boolean => {
  const path = pathOf(toBytes(url));
  const own = groupsFor(robots, agent);
  const ownMatch = longestMatch(own, path);
  if (ownMatch.allow > 0 || ownMatch.disallow > 0) return ownMatch.disallow <= ownMatch.allow;
  if (own.length > 0) return true;
  const everyone = longestMatch(groupsFor(robots, '*'), path);
  return everyone.disallow <= everyone.allow || everyone.disallow <= 0;
};

/** Of the group that applies to `agent`. */
export const crawlDelayOf = (robots: Robots, agent: string): number | null => {
  const own = groupsFor(robots, agent);
  const groups = own.length > 0 ? own : groupsFor(robots, '*');
  return groups.map((group) => group.crawlDelaySeconds).find((delay) => delay !== null) ?? null;
};

const groupsFor = (robots: Robots, agent: string): Group[] => {
  const wanted = agent.toLowerCase();
  return wanted === '' ? [] : robots.groups.filter((group) => group.agents.includes(wanted));
};

const longestMatch = (groups: readonly Group[], path: string): { allow: number; disallow: number } => {
  const longest = { allow: -1, disallow: -1 };
  for (const { rules } of groups) {
    for (const { allow, pattern } of rules) {
      const side = allow ? 'allow' : 'disallow';
      longest[side] = Math.max(
        longest[side],
        allow ? allowLength(pattern, path) : matchLength(pattern, path),
      );
    }
  }
  return longest;
};

/** `…/index.html` allows the folder as well (Google). */
const allowLength = (pattern: string, path: string): number => {
  const length = matchLength(pattern, path);
  const slash = pattern.lastIndexOf('/');
  if (length >= 0 || slash < 0 || !pattern.startsWith('/index.htm', slash)) return length;
  return matchLength(`${pattern.slice(0, slash + 1)}$`, path);
};

const matchLength = (pattern: string, path: string): number => (matches(pattern, path) ? pattern.length : -1);

/**
 * `*` stands for anything, `$` at the end for the end. Keeps every position the pattern so far can have reached, so that
 * no pattern takes more than its length times the path's.
 */
const matches = (pattern: string, path: string): boolean => {
  let reached: number[] = [0];
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at];
    if (character === '$' && at === pattern.length - 1) return reached.includes(path.length);
    if (character === '*') {
      const first = reached[0] ?? 0;
      reached = Array.from({ length: path.length - first + 1 }, (_, index) => first + index);
    } else {
      reached = reached.filter((position) => path[position] === character).map((position) => position + 1);
    }
    if (reached.length === 0) return false;
  }
  return true;
};

/** Path, parameters and query of an address; `/` when there is none. */
export const pathOf = (url: string): string => {
  const searchStart = url.startsWith('//') ? 2 : 0;
  const find = (set: RegExp, from: number): number => {
    const found = url.slice(from).search(set);
    return found < 0 ? -1 : found + from;
  };
  const early = find(/[/?;]/, searchStart);
  const protocol = url.indexOf('://', searchStart);
  const afterProtocol = protocol < 0 || (early >= 0 && early < protocol) ? searchStart : protocol + 3;
  const start = find(/[/?;]/, afterProtocol);
  const hash = url.indexOf('#', searchStart);
  if (start < 0 || (hash >= 0 && hash < start)) return '/';
  const path = url.slice(start, hash < 0 ? undefined : hash);
  return path.startsWith('/') ? path : `/${path}`;
};
