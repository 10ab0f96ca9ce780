/** Asks the crawl process for one resource at a time and writes what it connects to into the network ledger. */
import type { CrawlOptions } from '../../../contract/crawler.ts';
import { isSqliteFailure, sqliteFailure } from '../../db/failures.ts';
import type { WorkerClient } from '../../kernel/worker-client.ts';
import type { LedgerSink } from '../../ports/network.ts';
import { robotName } from './hosts.ts';
import { type ReadParams, type ReadResult, readEvent, readResult } from './protocol.ts';

export type Network = { proxyUrl: string; caFile: string };

export type ReaderOptions = {
  worker: WorkerClient;
  ledger: LedgerSink;
  options: CrawlOptions;
  /** Hosts the person named: only these may lie in the house's own network. */
  namedHosts: readonly string[];
  network: Network;
  version: string;
  browser: string | null;
  /** Cookies of a stored log-in per host. */
  cookies: ReadonlyMap<string, string>;
};

/** A cancelled request has nothing to save; the process itself must not die for it. */
const cancelGraceMs = 5_000;

export const createReader = (reader: ReaderOptions) => {
  const { options, network, worker } = reader;
  const entries = new Map<string, ReturnType<LedgerSink['record']>>();
  const policy: ReadParams['policy'] = {
    userAgent: userAgent(reader.version, options.contact),
    privateHosts: options.intranet ? reader.namedHosts.map((host) => host.replace(/^\[|\]$/g, '')) : [],
    proxyUrl: network.proxyUrl,
    caFile: network.caFile,
    maxBytes: options.maxResponseMb * 2 ** 20,
    timeoutMs: options.timeoutSeconds * 1000,
  };

  /** Nothing more is fetched once a connection could not be written down. */
  let unwritten: unknown = null;
  const note = (write: () => void): void => {
    try {
      write();
    } catch (error) {
      unwritten ??= isSqliteFailure(error) ? sqliteFailure(error, { newestBackup: null }) : error;
    }
  };

  const onEvent = (raw: unknown): void => {
    const event = readEvent.safeParse(raw);
    if (!event.success) return;
    const { host, port, decision } = event.data;
    const record = () => reader.ledger.record({ purpose: 'crawler', host, port, decision });
    note(() => {
      if (decision === 'denied') record().end();
      // Kept-alive connections to one host are one entry that grows.
      else if (!entries.has(`${host}:${port}`)) entries.set(`${host}:${port}`, record());
    });
  };

  return {
    read: async (
      asked: Pick<ReadParams, 'url' | 'kind' | 'etag' | 'lastModified'>,
      signal: AbortSignal,
    ): Promise<ReadResult> => {
      const url = new URL(asked.url);
      const params: ReadParams = {
        ...asked,
        policy,
        cookies: reader.cookies.get(url.hostname) ?? null,
        render: options.render,
        browser: reader.browser,
      };
      const result = readResult.parse(await worker.call('read', params, { signal, onEvent, cancelGraceMs }));
      if (unwritten !== null) throw unwritten;
      const port = url.port || (url.protocol === 'http:' ? '80' : '443');
      const bytes = result.kind === 'failed' ? result.receivedBytes : result.sizeBytes;
      entries.get(`${url.hostname}:${port}`)?.received(bytes);
      return result;
    },
    /** Writes the sizes so far. */
    book: (): void => {
      note(() => {
        for (const entry of entries.values()) entry.end();
      });
    },
  };
};

/** Identifiable, with somebody to turn to (RFC 9309, 2.2.1; robots.txt is matched by the first word alone). */
const userAgent = (version: string, contact: string): string => {
  const clean = contact.replace(/[^\x20-\x7e]|[()\\]/g, '').trim();
  return `Mozilla/5.0 (compatible; ${robotName}/${version}${clean === '' ? '' : `; +${clean}`})`;
};
