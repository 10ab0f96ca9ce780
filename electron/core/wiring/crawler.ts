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
import type { DocumentParsing } from '../services/ingestion/parse/index.ts';
import type { Knowledge } from '../services/knowledge/index.ts';
import type { Privacy } from '../services/privacy/index.ts';
import { addRedacted } from './redaction.ts';

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
  privacy: Pick<Privacy, 'redact' | 'keep'>;
  parsing: Pick<DocumentParsing, 'parseDocument'>;
  network: () => { proxyUrl: string; caFile: string };
  onChange: (crawlId: string) => void;
  onStatus: () => void;
};

/** Without a crawl the process has nothing to keep. */
const idleStopMs = 60_000;

export const wireCrawler = (wiring: CrawlerWiring): { crawler: Crawler; worker: WorkerClient } => {
  const { spawn, log, knowledge, parsing, onStatus, ...shared } = wiring;
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
    target: knowledgeTarget(knowledge, wiring.privacy, parsing),
    checkSpace: (tenantId, spaceId) => void knowledge.getSpace(tenantId, spaceId),
  });
  crawler.recover();
  return { crawler, worker };
};

/** As the network door does it. */
const proxyOfEnvironment = (env: Readonly<Record<string, string | undefined>>): string =>
  env.HTTPS_PROXY ?? env.https_proxy ?? '';

/** A page that takes longer is hostile. */
const redactionMs = 60_000;

const knowledgeTarget = (
  knowledge: Knowledge,
  privacy: Pick<Privacy, 'redact' | 'keep'>,
  parsing: Pick<DocumentParsing, 'parseDocument'>,
): CrawlTarget => ({
  savePage: async (tenantId, { documentId, language, blocks, date, ...page }) =>
    addRedacted(privacy, knowledge)(
      tenantId,
      {
        ...page,
        date: date?.slice(0, 10) ?? null,
        format: 'html',
        blocks: blocks.map(({ table: _table, ...block }) => block),
        ...(documentId === null ? {} : { documentId }),
        ...(language === null ? {} : { language }),
      },
      AbortSignal.timeout(redactionMs),
    ),
  saveFile: async (tenantId, { documentId, fileName, bytes, title, language, date, ...page }, signal) => {
    const parsed = await parsing.parseDocument({ bytes, fileName, signal });
    // A scan without a word: it stays in the evidence.
    if (!/[\p{L}\p{N}]/u.test(parsed.text)) return null;
    const spoken = parsed.language ?? language;
    return addRedacted(privacy, knowledge)(
      tenantId,
      {
        ...page,
        title: parsed.title ?? title,
        date: (parsed.modifiedAt ?? parsed.createdAt ?? date)?.slice(0, 10) ?? null,
        text: parsed.text,
        blocks: parsed.blocks,
        pages: parsed.pages ?? [],
        format: parsed.format,
        ...(documentId === null ? {} : { documentId }),
        ...(spoken === null ? {} : { language: spoken }),
      },
      signal,
    );
  },
  remove: (tenantId, documentId) => knowledge.remove(tenantId, documentId),
});
