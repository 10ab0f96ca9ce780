/** Wires the crawler: its process, what it hands to knowledge, and which browser it may use. */
import { findBrowser } from '../adapters/fetcher/browser/find.ts';
import { decodePage } from '../adapters/parser/page/decode-page.ts';
import type { Db } from '../db/open.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { createWorkerClient, type WorkerClient } from '../kernel/worker-client.ts';
import type { LedgerSink } from '../ports/network.ts';
import type { SecretStore } from '../ports/secrets.ts';
import type { SpawnWorker } from '../ports/workers.ts';
import type { Runs } from '../runs/runs.ts';
import { type Crawler, type CrawlTarget, createCrawler } from '../services/crawler/index.ts';
import type { Knowledge } from '../services/knowledge/index.ts';

export type CrawlerWiring = {
  db: Db;
  runs: Runs;
  spawn: SpawnWorker;
  ledger: LedgerSink;
  secrets: SecretStore;
  clock: Clock;
  log: Log;
  version: string;
  knowledge: Knowledge;
  network: () => { proxyUrl: string; caFile: string };
  onChange: (crawlId: string) => void;
  onStatus: () => void;
};

/** Without a crawl the process has nothing to keep. */
const idleStopMs = 60_000;

export const wireCrawler = (wiring: CrawlerWiring): { crawler: Crawler; worker: WorkerClient } => {
  const { spawn, log, knowledge, onStatus, ...shared } = wiring;
  const worker = createWorkerClient({ name: 'crawl', spawn, log, idleStopMs: () => idleStopMs, onStatus });
  const crawler = createCrawler({
    ...shared,
    log,
    worker,
    network: () => {
      const { proxyUrl, caFile } = wiring.network();
      return { proxyUrl: proxyUrl === '' ? proxyOfEnvironment(process.env) : proxyUrl, caFile };
    },
    findBrowser: () => findBrowser({ platform: process.platform, env: process.env }),
    decode: (bytes, contentType) => decodePage(bytes, contentType).text,
    target: knowledgeTarget(knowledge),
    checkSpace: (tenantId, spaceId) => void knowledge.getSpace(tenantId, spaceId),
  });
  crawler.recover();
  return { crawler, worker };
};

/** As the network door does it. */
const proxyOfEnvironment = (env: Readonly<Record<string, string | undefined>>): string =>
  env.HTTPS_PROXY ?? env.https_proxy ?? '';

const knowledgeTarget = (knowledge: Knowledge): CrawlTarget => ({
  savePage: async (tenantId, { documentId, language, blocks, ...page }) =>
    knowledge.addDocument(tenantId, {
      ...page,
      blocks: blocks.map(({ table: _table, ...block }) => block),
      ...(documentId === null ? {} : { documentId }),
      ...(language === null ? {} : { language }),
    }).id,
  saveFile: async () => null,
  remove: (tenantId, documentId) => knowledge.remove(tenantId, documentId),
});
