/** Kills the crawling engine at random moments: no page may be lost, and none fetched again once it was finished. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, readMigrations } from '../electron/core/db/open.ts';
import { silentLog } from '../electron/core/kernel/log.ts';
import { serveApart } from './crawl-speed.ts';
import type { Metrics } from './measure.ts';

const migrations = readMigrations(join(import.meta.dirname, '../electron/core/db/migrations'));
const pages = 800;

/** Kills it at a random moment after so many pages. Resolves with whether the crawl was done before. */
const crawlUntil = (
  file: string,
  keyHex: string,
  url: string,
  killAtPages: number | null,
): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'crawl-kill-worker.ts'), file, keyHex, url],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let said = '';
    let isDue = false;
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      said = (said + piece).slice(-200);
      const pages = Number(/(\d+)\n$/.exec(said)?.[1] ?? 0);
      if (isDue || killAtPages === null || pages < killAtPages) return;
      isDue = true;
      setTimeout(() => child.kill('SIGKILL'), Math.random() * 300);
    });
    child.on('close', (code, signal) => {
      if (signal !== 'SIGKILL' && code !== 0) reject(new Error(`the crawl ended by itself (${code})`));
      else resolve(said.includes('done'));
    });
  });

export const measureKills = async (say: (line: string) => void): Promise<Metrics> => {
  const kills = Number(process.env.WATTOS_EVAL_KILLS ?? 5);
  const folder = mkdtempSync(join(tmpdir(), 'wattos-crawl-kills-'));
  const file = join(folder, 'wattos.db');
  const key = randomBytes(32);
  const site = await serveApart(pages, false);
  const finishedAt = new Map<string, number>();
  let again = 0;
  const look = async (): Promise<number> => {
    const db = openDatabase({ file, key, migrations, log: silentLog });
    const urls = db.prepare("SELECT url FROM crawl_pages WHERE state <> 'queued'").pluck().all() as string[];
    const stored = db
      .prepare("SELECT count(*) FROM crawl_pages WHERE state = 'stored'")
      .pluck()
      .get() as number;
    db.close();
    const requests = await site.requests();
    // Asked for after it had been seen finished.
    for (const [path, at] of finishedAt) if (requests.indexOf(path, at) >= 0) again += 1;
    for (const url of urls) finishedAt.set(new URL(url).pathname, requests.length);
    return stored;
  };
  try {
    let done = 0;
    for (let round = 1; round <= kills; round += 1) {
      if (await crawlUntil(file, key.toString('hex'), site.origin, (round * pages) / (kills + 1))) break;
      done = round;
      say(`kill ${round}: ${await look()} pages stored`);
    }
    if (!(await crawlUntil(file, key.toString('hex'), site.origin, null)))
      throw new Error('the crawl did not end');
    const stored = await look();
    return {
      'crawl.kills': done,
      'crawl.kills.pages': pages,
      // The start page is the same as /seite-0.
      'crawl.kills.lost': Math.max(0, pages - stored),
      'crawl.kills.fetchedAgain': again,
    };
  } finally {
    site.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
