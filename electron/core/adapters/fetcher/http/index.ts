/** Fetches over plain HTTP with kept-alive connections, each judged and reported before it is made. */
import { readFileSync } from 'node:fs';
import { getCACertificates } from 'node:tls';
import { Agent, buildConnector, type Dispatcher, errors, ProxyAgent } from 'undici';
import { systemCode } from '../../../kernel/errors.ts';
import {
  type ConnectionReport,
  type Fetched,
  FetchError,
  type Fetcher,
  type FetchPolicy,
  type FetchRequest,
} from '../kind.ts';
import { checkAddress, guardedLookup, isRefusedAddress } from './guard.ts';
import { unpack } from './unpack.ts';

const connectTimeoutMs = 15_000;
const keepAliveMs = 4_000;
const maxHeaderBytes = 64 * 1024;

export const createHttpFetcher = (): Fetcher => {
  const dispatchers = new Map<string, Dispatcher>();
  /** Sockets are opened apart from requests; any request under way carries the news to core. */
  const listeners = new Set<(connection: ConnectionReport) => void>();
  const report = (connection: ConnectionReport): void => {
    for (const listener of listeners) {
      listener(connection);
      return;
    }
  };

  const dispatcherFor = (policy: FetchPolicy): Dispatcher => {
    const { proxyUrl, caFile, privateHosts } = policy;
    const key = JSON.stringify([proxyUrl, caFile, privateHosts]);
    const known = dispatchers.get(key);
    if (known !== undefined) return known;
    const opened = openDispatcher(policy, report);
    dispatchers.set(key, opened);
    return opened;
  };

  const fetch = async (request: FetchRequest): Promise<Fetched> => {
    const { policy } = request;
    const url = new URL(request.url);
    const deny = (): void => request.report({ host: url.hostname, port: portOf(url), decision: 'denied' });
    const startedMs = performance.now();
    const deadline = AbortSignal.timeout(policy.timeoutMs);
    let receivedBytes = 0;
    listeners.add(request.report);
    try {
      checkAddress(url, policy);
      if (policy.proxyUrl !== '')
        request.report({ host: url.hostname, port: portOf(url), decision: 'allowed' });
      const answer = await dispatcherFor(policy).request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: 'GET',
        headers: { 'user-agent': policy.userAgent, ...request.headers },
        signal: AbortSignal.any([request.signal, deadline]),
        headersTimeout: policy.timeoutMs,
        bodyTimeout: policy.timeoutMs,
        responseHeaders: 'raw',
      });
      const headers = pairs(answer.headers as unknown as (string | Buffer)[]);
      const pieces: Uint8Array[] = [];
      for await (const piece of answer.body as AsyncIterable<Uint8Array>) {
        receivedBytes += piece.length;
        if (receivedBytes > policy.maxBytes)
          throw new FetchError('too-large', `more than ${policy.maxBytes} bytes`, { receivedBytes });
        pieces.push(piece);
      }
      const raw = pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces);
      const encodings = headers
        .filter(([name]) => name.toLowerCase() === 'content-encoding')
        .map(([, value]) => value)
        .join(',');
      return {
        status: answer.statusCode,
        statusText: answer.statusText,
        headers,
        raw,
        body: await unpack(raw, encodings, policy.maxBytes),
        durationMs: performance.now() - startedMs,
      };
    } catch (error) {
      request.signal.throwIfAborted();
      const failure = asFetchError(error, {
        late: deadline.aborted,
        receivedBytes,
        isProxied: policy.proxyUrl !== '',
      });
      if (failure.failure === 'private-address' || failure.failure === 'scheme') deny();
      throw failure;
    } finally {
      listeners.delete(request.report);
    }
  };

  return {
    fetch,
    close: async () => {
      await Promise.all([...dispatchers.values()].map((dispatcher) => dispatcher.destroy()));
    },
  };
};

const portOf = (url: { port: string; protocol: string }): number =>
  Number(url.port || (url.protocol === 'http:' ? 80 : 443));

const openDispatcher = (policy: FetchPolicy, report: (connection: ConnectionReport) => void): Dispatcher => {
  const ca = policy.caFile === '' ? {} : { ca: [...getCACertificates('default'), readCa(policy.caFile)] };
  const limits = { keepAliveTimeout: keepAliveMs, maxHeaderSize: maxHeaderBytes, pipelining: 1 };
  if (policy.proxyUrl !== '')
    return new ProxyAgent({ uri: policy.proxyUrl, requestTls: ca, proxyTls: ca, ...limits });
  const connect = buildConnector({ timeout: connectTimeoutMs, lookup: guardedLookup(policy), ...ca });
  return new Agent({
    ...limits,
    connect: (options, callback) => {
      report({ host: options.hostname, port: portOf(options), decision: 'allowed' });
      connect(options, callback);
    },
  });
};

/** Without it every certificate it signs would be refused: then it is this file that has to be named. */
const readCa = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new FetchError('tls', `${systemCode(cause) ?? 'unreadable'}: ${file}`, { cause });
  }
};

/** Undici's flat list of names and values. */
const pairs = (flat: readonly (string | Buffer)[]): [string, string][] => {
  const headers: [string, string][] = [];
  for (let at = 0; at + 1 < flat.length; at += 2) headers.push([asText(flat[at]), asText(flat[at + 1])]);
  return headers;
};

/** Header bytes beyond ASCII are Latin-1 (RFC 9110, 5.5). */
const asText = (part: string | Buffer | undefined): string =>
  typeof part === 'string' ? part : (part?.toString('latin1') ?? '');

/** What undici says when the proxy itself refuses, cannot be used, or has an address that is none. */
const proxyCodes = /^(UND_ERR_PRX_|UND_ERR_PROXY|UND_ERR_INVALID_ARG$|UND_ERR_ABORTED$|ERR_INVALID_URL$)/;
const noConnection = /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EACCES|EPERM)$/;

const asFetchError = (
  error: unknown,
  { late, receivedBytes, isProxied }: { late: boolean; receivedBytes: number; isProxied: boolean },
): FetchError => {
  if (error instanceof FetchError) return error;
  const made = (failure: FetchError['failure']): FetchError =>
    new FetchError(failure, error instanceof Error ? error.message : String(error), {
      cause: error,
      receivedBytes,
    });
  const code = systemCode(error) ?? '';
  if (isRefusedAddress(error)) return made('private-address');
  if (late || /TIMEOUT|ETIMEDOUT/.test(code)) return made('timeout');
  // Through a proxy it alone is what we connect to.
  if (isProxied && (proxyCodes.test(code) || noConnection.test(code) || /^(ENOTFOUND|EAI_)/.test(code)))
    return made('proxy');
  if (/^(ENOTFOUND|EAI_)/.test(code)) return made('host-unknown');
  if (/CERT|SSL|TLS|^ERR_TLS|SELF_SIGNED|UNABLE_TO_|ALTNAME/.test(code)) return made('tls');
  if (noConnection.test(code)) return made('unreachable');
  if (
    error instanceof errors.HTTPParserError ||
    code.startsWith('HPE_') ||
    code === 'UND_ERR_HEADERS_OVERFLOW'
  )
    return made('unreadable');
  return made('connection-lost');
};
