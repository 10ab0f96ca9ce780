/**
 * Measures the crawler: vectors of others, the real manual site with its trap, speed and memory on loopback, kills at
 * random moments, attempts to reach inside the house, and evidence in somebody else's reader.
 * `WATTOS_EVAL_CRAWL` names single parts, e.g. `speed,kills`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { robotsVectors, urlVectors } from './crawl-vectors.ts';
import { measureEvidence } from './crawl-evidence.ts';
import { measureGuard } from './crawl-guard.ts';
import { measureKills } from './crawl-kills.ts';
import { measureManual } from './crawl-manual.ts';
import { measureMemory, measureSpeed } from './crawl-speed.ts';
import type { Metrics, Suite, SuiteOptions } from './measure.ts';

const vectors = ({ data, say }: SuiteOptions): Metrics => {
  if (data === null) throw new Error('The vectors are in the evaluation data: --data DIR');
  const url = urlVectors(join(data, 'crawl/url-idna-vectors'));
  const robots = robotsVectors(join(data, 'crawl/robotstxt'));
  for (const failed of [...url.failed, ...robots.failed]) say(`vector failed: ${failed}`);
  return {
    'crawl.urlVectors': url.passed + url.failed.length,
    'crawl.urlVectorsFailed': url.failed.length,
    'crawl.robotsVectors': robots.passed + robots.failed.length,
    'crawl.robotsVectorsFailed': robots.failed.length,
  };
};

const manual = async ({ data, say }: SuiteOptions): Promise<Metrics> => {
  if (data === null) throw new Error('The manual site is in the evaluation data: --data DIR');
  const folder = mkdtempSync(join(tmpdir(), 'wattos-manual-'));
  try {
    execFileSync('tar', ['xzf', join(data, 'crawl/crawl-httpd-manual/site.tar.gz'), '-C', folder]);
    return await measureManual(folder, say);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const parts: Record<string, (options: SuiteOptions) => Metrics | Promise<Metrics>> = {
  vectors,
  manual,
  speed: ({ say }) => measureSpeed(say),
  memory: ({ say }) => measureMemory(say),
  kills: ({ say }) => measureKills(say),
  guard: () => measureGuard(),
  evidence: ({ say }) => measureEvidence(say),
};

const suite: Suite = async (options) => {
  const wanted = process.env.WATTOS_EVAL_CRAWL?.split(',') ?? Object.keys(parts);
  const metrics: Metrics = {};
  for (const [name, measure] of Object.entries(parts)) {
    if (!wanted.includes(name)) continue;
    options.say(`${name} …`);
    Object.assign(metrics, await measure(options));
  }
  return metrics;
};

export default suite;
