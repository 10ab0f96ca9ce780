/** The crawler alone, with the real crawl process and a real encrypted database, and no knowledge behind it. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crawlOptions } from '../electron/contract/crawler.ts';
import type { LedgerEntry } from '../electron/contract/system.ts';
import { type Db, openDatabase, readMigrations } from '../electron/core/db/open.ts';
import { systemClock } from '../electron/core/kernel/clock.ts';
import { newId } from '../electron/core/kernel/ids.ts';
import { silentLog } from '../electron/core/kernel/log.ts';
import { createWorkerClient } from '../electron/core/kernel/worker-client.ts';
import { createRuns } from '../electron/core/runs/runs.ts';
import { createCrawler, type CrawlTarget } from '../electron/core/services/crawler/index.ts';
import { localOwner } from '../electron/core/services/system/identity.ts';
import { forkWorker } from './fork-worker.ts';

const migrations = readMigrations(join(import.meta.dirname, '../electron/core/db/migrations'));
export const fastOptions = crawlOptions.parse({
  intranet: true,
  requestsPerSecond: 0,
  concurrency: 16,
  maxPages: 100_000,
  maxDepth: 1_000,
  render: 'never',
});

export const openCrawlEngine = (options: { file?: string; key?: Buffer; target?: CrawlTarget } = {}) => {
  const folder = options.file === undefined ? mkdtempSync(join(tmpdir(), 'wattos-crawl-')) : null;
  const db: Db = openDatabase({
    file: options.file ?? join(folder ?? '', 'wattos.db'),
    key: options.key ?? randomBytes(32),
    migrations,
    log: silentLog,
  });
  const owner = localOwner(db, systemClock);
  const runs = createRuns({ db, clock: systemClock, log: silentLog, onChange: () => {} });
  runs.recover();
  const worker = createWorkerClient({
    name: 'crawl',
    spawn: forkWorker,
    log: silentLog,
    idleStopMs: () => 0,
  });
  const ledger: Pick<LedgerEntry, 'host' | 'port' | 'decision'>[] = [];
  const secrets = new Map<string, Uint8Array>();
  const crawler = createCrawler({
    db,
    runs,
    worker,
    ledger: {
      record: (entry) => {
        ledger.push(entry);
        return { received: () => {}, end: () => {} };
      },
    },
    secrets: {
      protection: 'key-file',
      read: async (name) => secrets.get(name) ?? null,
      write: async (name, value) => void secrets.set(name, value),
      remove: async (name) => void secrets.delete(name),
    },
    clock: systemClock,
    log: silentLog,
    version: '0',
    network: () => ({ proxyUrl: '', caFile: '' }),
    findBrowser: () => null,
    decode: (bytes) => Buffer.from(bytes).toString('utf8'),
    target: options.target ?? null,
    checkSpace: () => {},
    onChange: () => {},
  });
  crawler.recover();
  const spaceOf = (): string => {
    const known = db.prepare('SELECT id FROM knowledge_spaces').pluck().get() as string | undefined;
    if (known !== undefined) return known;
    const id = newId();
    db.prepare(
      "INSERT INTO knowledge_spaces (id, tenant_id, name, created_at, updated_at) VALUES (?, ?, 'x', '2026', '2026')",
    ).run(id, owner.tenantId);
    return id;
  };
  return {
    db,
    owner,
    crawler,
    worker,
    ledger,
    spaceId: spaceOf(),
    ended: async (runId: string) => {
      for await (const { body } of runs.watch(owner.tenantId, runId, 0))
        if (body.type === 'state' && body.error !== null) throw new Error(JSON.stringify(body.error));
    },
    close: async () => {
      crawler.close();
      await runs.close();
      await worker.close();
      db.close();
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
    },
  };
};
