/** Runs the published test vectors of others against our address and robots code. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import { parseAddress } from '../electron/core/services/crawler/address.ts';
import {
  escapePattern,
  isValidAgent,
  parseRobots,
  pathOf,
  readRobotsLines,
  robotsAllow,
} from '../electron/core/services/crawler/robots.ts';

export type VectorResult = { passed: number; failed: string[] };

type UrlVector = { input: string; base?: string | null; failure?: boolean } & Record<string, unknown>;
const parts = [
  'href',
  'origin',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
] as const;

/** WHATWG `urltestdata.json`. */
export const urlVectors = (folder: string): VectorResult => {
  const vectors = JSON.parse(readFileSync(join(folder, 'url/tests/urltestdata.json'), 'utf8')) as (
    | string
    | UrlVector
  )[];
  const result: VectorResult = { passed: 0, failed: [] };
  for (const vector of vectors) {
    if (typeof vector === 'string') continue;
    const url = parseAddress(vector.input, vector.base ?? undefined);
    const right =
      vector.failure === true
        ? url === null
        : url !== null && parts.every((part) => !(part in vector) || url[part] === vector[part]);
    if (right) result.passed += 1;
    else result.failed.push(`${vector.input} against ${vector.base ?? 'nothing'}`);
  }
  return result;
};

/**
 * Google's `robots_test.cc`, the reference tests of RFC 9309. The test bodies are so plain that a few replacements make
 * them JavaScript; they run in a context that holds nothing but the functions under test.
 */
export const robotsVectors = (folder: string): VectorResult => {
  const source = readFileSync(join(folder, 'robots_test.cc'), 'utf8');
  const result: VectorResult = { passed: 0, failed: [] };
  for (const [, name = '', body = ''] of source.matchAll(/^TEST\(\w+, (\w+)\) \{\n([\s\S]*?)^\}/gm)) {
    let number = 0;
    const check = (actual: boolean, expected: boolean): void => {
      number += 1;
      if (actual === expected) result.passed += 1;
      else result.failed.push(`${name} ${number}`);
    };
    vm.runInNewContext(asJavaScript(body), {
      EXPECT_TRUE: (value: boolean) => check(value, true),
      EXPECT_FALSE: (value: boolean) => check(value, false),
      EXPECT_EQ: (a: unknown, b: unknown) => check(a === b, true),
      IsUserAgentAllowed: (robots: string, agent: string, url: string) =>
        robotsAllow(parseRobots(bytesOf(robots)), agent, url),
      isValidAgent,
      join: (...texts: string[]) => texts.join(''),
      report: (text: string) => reportOn(bytesOf(text)),
      TestPath: (url: string, path: string) => check(pathOf(url) === path, true),
      TestEscape: (pattern: string, expected: string) =>
        check(escapePattern(bytesOf(pattern).toString('latin1')) === expected, true),
    });
  }
  return result;
};

/** A literal of the tests is either bytes (`\xEF`) or text. */
const bytesOf = (literal: string): Buffer =>
  Buffer.from(literal, literal.includes('\xef') ? 'latin1' : 'utf8');

/** What the tests' own reporter counts. */
const reportOn = (robots: Buffer) => {
  const lines = [...readRobotsLines(robots)];
  const standard = lines.filter(({ name }) => ['agent', 'allow', 'disallow', 'sitemap'].includes(name));
  return {
    valid_directives: () => standard.length,
    unknown_directives: () => lines.length - standard.length,
    last_line_seen: () => lines.at(-1)?.number,
    sitemap: () => parseRobots(robots).sitemaps[0],
  };
};

const asJavaScript = (body: string): string =>
  body
    .replace(/\/\/.*$/gm, (comment) => (/["\\]/.test(comment) ? comment : ''))
    .replace(/"\s*\n\s*"/g, '')
    .replace(/^.*RobotsStatsReporter report;$/gm, 'let stats;')
    .replace(/googlebot::ParseRobotsTxt\((\w+), &report\)/g, 'stats = report($1)')
    .replace(/report\.(\w+)\(\)/g, 'stats.$1()')
    .replace(/static const char (\w+)\[\] =/g, 'let $1 =')
    .replace(/std::string (\w+);/g, 'let $1 = "";')
    .replace(/RobotsMatcher::IsValidUserAgentToObey/g, 'isValidAgent')
    .replace(/absl::string_view\(\)/g, '""')
    .replace(/absl::StrAppend\(&(\w+), /g, '$1 = join($1, ')
    .replace(/absl::StrCat/g, 'join')
    .replace(/std::string\(("[^"]*")\)/g, '$1')
    .replace(/\b(const )?(absl::string_view|std::string|size_t|int) (\w+) =/g, 'let $3 =')
    .replace(/\.(length|size)\(\)/g, '.length');
