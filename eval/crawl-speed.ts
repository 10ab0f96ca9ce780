/** Pages per second of a static crawl on loopback, and what it costs in memory with many addresses in the frontier. */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fastOptions, openCrawlEngine } from './crawl-engine.ts';
import type { Metrics } from './measure.ts';

type Served = { origin: string; requests(): Promise<string[]>; close(): void };

export const serveApart = (pages: number, sitemap: boolean): Promise<Served> =>
  new Promise((resolve, reject) => {
    const child = fork(
      join(import.meta.dirname, 'crawl-server.ts'),
      [String(pages), sitemap ? 'sitemap' : 'no'],
      {
        execArgv: [],
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      },
    );
    child.once('error', reject);
    child.once('message', (message) => {
      const { origin } = message as { origin: string };
      resolve({
        origin,
        requests: () =>
          new Promise((done) => {
            child.once('message', (answer) => done((answer as { requests: string[] }).requests));
            child.send('requests');
          }),
        close: () => void child.kill(),
      });
    });
  });

/** Of another process; 0 where the system does not tell. */
const residentMb = (pid: number | undefined): number => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};

/** Processor time of another process so far, in milliseconds. Clock ticks are hundredths of a second on Linux. */
const cpuMs = (pid: number | undefined): number => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
};

const crawlAll = async (pages: number, sitemap: boolean, maxPages: number) => {
  const site = await serveApart(pages, sitemap);
  const engine = openCrawlEngine();
  const idleMb = process.memoryUsage.rss() / 2 ** 20;
  const peak = { core: 0, worker: 0 };
  const cpuBefore = process.cpuUsage();
  let workerCpuMs = 0;
  const watch = setInterval(() => {
    peak.core = Math.max(peak.core, process.memoryUsage.rss() / 2 ** 20);
    const pid = engine.worker.status().pid ?? undefined;
    workerCpuMs = Math.max(workerCpuMs, cpuMs(pid));
    peak.worker = Math.max(peak.worker, residentMb(pid));
  }, 250);
  try {
    const startedMs = performance.now();
    const { crawlId, runId } = await engine.crawler.start(engine.owner, {
      url: site.origin,
      spaceId: engine.spaceId,
      options: { ...fastOptions, maxPages },
    });
    await engine.ended(runId);
    const seconds = (performance.now() - startedMs) / 1000;
    const detail = engine.crawler.get(engine.owner, crawlId);
    const known = engine.db
      .prepare('SELECT count(*) FROM crawl_pages WHERE crawl_id = ?')
      .pluck()
      .get(crawlId);
    const { user, system } = process.cpuUsage(cpuBefore);
    const engineCpuMs = (user + system) / 1000;
    return { detail, seconds, peak, idleMb, engineCpuMs, workerCpuMs, known: Number(known) };
  } finally {
    clearInterval(watch);
    await engine.close();
    site.close();
  }
};

export const measureSpeed = async (say: (line: string) => void): Promise<Metrics> => {
  const pages = Number(process.env.WATTOS_EVAL_CRAWL_PAGES ?? 2_000);
  const { detail, seconds, peak, engineCpuMs, workerCpuMs } = await crawlAll(pages, false, pages);
  say(`${detail.counts.stored} pages in ${seconds.toFixed(1)} s`);
  return {
    'crawl.speed.pages': detail.counts.stored,
    'crawl.speed.pagesPerSecond': detail.counts.stored / seconds,
    // On a computer that others keep busy, these say more than the clock.
    'crawl.speed.engineCpuMsPerPage': engineCpuMs / Math.max(1, detail.counts.stored),
    'crawl.speed.processCpuMsPerPage': workerCpuMs / Math.max(1, detail.counts.stored),
    'crawl.speed.bytesPerPage': detail.fetchedBytes / Math.max(1, detail.counts.stored),
    'crawl.speed.engineMb': peak.core,
    'crawl.speed.processMb': peak.worker,
  };
};

/** A sitemap of 50,000 addresses, of which so many are fetched as a few minutes allow. */
export const measureMemory = async (say: (line: string) => void): Promise<Metrics> => {
  const fetched = Number(process.env.WATTOS_EVAL_CRAWL_FETCHED ?? 3_000);
  const { detail, seconds, peak, known, idleMb } = await crawlAll(50_000, true, fetched);
  say(`${known} addresses known, ${detail.counts.stored} pages stored in ${seconds.toFixed(1)} s`);
  return {
    'crawl.memory.addresses': known,
    'crawl.memory.pagesStored': detail.counts.stored,
    'crawl.memory.engineMb': peak.core,
    'crawl.memory.engineIdleMb': idleMb,
    'crawl.memory.processMb': peak.worker,
  };
};
