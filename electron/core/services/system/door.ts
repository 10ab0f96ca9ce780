/**
 * The one way out. Default deny: a connection needs the person's consent or a purpose the settings allow, encryption,
 * and an address outside this computer's own network; only the configured package registry and proxy may be inside it
 * or speak plain HTTP. Redirects pass the door again. One connection, one ledger entry.
 */
import { lookup } from 'node:dns';
import { readFileSync } from 'node:fs';
import type { LookupFunction } from 'node:net';
import { getCACertificates } from 'node:tls';
import { Agent, type Dispatcher, EnvHttpProxyAgent, ProxyAgent, request } from 'undici';
import type { Settings } from '../../../contract/settings.ts';
import type { LedgerEntry } from '../../../contract/system.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { appError, systemCode } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Log } from '../../kernel/log.ts';
import { packageRegistry } from '../../kernel/package-registry.ts';
import type {
  LedgerSink,
  NetworkDoor,
  NetworkPurpose,
  OutboundRequest,
  OutboundResponse,
} from '../../ports/network.ts';
import { clearSpool, readSpool, spool } from './ledger-spool.ts';
import { isPrivateAddress, isPrivateHost } from '../../kernel/private-address.ts';

const connectTimeoutMs = 15_000;
const headersTimeoutMs = 30_000;
/** Longest silence within a body. */
const bodyTimeoutMs = 30_000;
const maxRedirects = 8;

export type NetworkPolicy = Pick<Settings['network'], 'proxyUrl' | 'caFile'> & {
  allowedPurposes: readonly NetworkPurpose[];
};

export type DoorOptions = {
  ledger: LedgerSink;
  /** Read anew for each connection. */
  policy: () => NetworkPolicy;
  log: Log;
  /** Hosts that, for this purpose, may be on the local network or without encryption. */
  trustedHosts?: (purpose: NetworkPurpose) => string[];
};

export const createNetworkDoor = (options: DoorOptions): NetworkDoor => {
  const { ledger, log, trustedHosts = registryHosts } = options;
  let opened: { key: string; dispatchers: Map<Way, Dispatcher> } = { key: '', dispatchers: new Map() };

  const dispatcherFor = (policy: NetworkPolicy, way: Way): Dispatcher => {
    const key = `${policy.proxyUrl}\n${policy.caFile}`;
    if (opened.key !== key) {
      for (const dispatcher of opened.dispatchers.values()) void dispatcher.close();
      opened = { key, dispatchers: new Map() };
    }
    const dispatcher = opened.dispatchers.get(way) ?? openDispatcher(policy, way);
    opened.dispatchers.set(way, dispatcher);
    return dispatcher;
  };

  const isTrusted = (url: URL, { purpose }: OutboundRequest): boolean =>
    trustedHosts(purpose).includes(url.hostname);

  const wayTo = (url: URL, asked: OutboundRequest): Way => {
    if (!isTrusted(url, asked)) return 'guarded';
    return asked.purpose !== 'model-download' && isPrivateHost(url.hostname) ? 'direct' : 'trusted';
  };

  const portOf = (url: URL): number => Number(url.port || (url.protocol === 'http:' ? 80 : 443));

  const deny = (url: URL, { purpose }: OutboundRequest): Error => {
    ledger.record({ purpose, host: url.hostname, port: portOf(url), decision: 'denied' }).end();
    log.warn({ purpose, host: url.hostname }, 'connection denied');
    return appError('network.DENIED', { purpose, host: url.hostname }, { retry: false });
  };

  const mayPass = (url: URL, asked: OutboundRequest, policy: NetworkPolicy): boolean => {
    if (!asked.consent && !policy.allowedPurposes.includes(asked.purpose)) return false;
    if (isTrusted(url, asked)) return url.protocol === 'https:' || url.protocol === 'http:';
    return url.protocol === 'https:' && !isPrivateHost(url.hostname);
  };

  /** One connection: no redirect is followed here. */
  const connect = async (url: URL, asked: OutboundRequest): Promise<OutboundResponse> => {
    const policy = options.policy();
    if (!mayPass(url, asked, policy)) throw deny(url, asked);
    const { purpose, method = 'GET', headers, body, silenceMs, signal } = asked;
    const entry = ledger.record({ purpose, host: url.hostname, port: portOf(url), decision: 'allowed' });
    try {
      const response = await request(url, {
        method,
        headers: { 'user-agent': 'WattOS', ...headers },
        ...(body === undefined ? {} : { body }),
        signal,
        dispatcher: dispatcherFor(policy, wayTo(url, asked)),
        headersTimeout: silenceMs ?? headersTimeoutMs,
        bodyTimeout: silenceMs ?? bodyTimeoutMs,
      });
      return {
        status: response.statusCode,
        headers: flatten(response.headers),
        body: counted(response.body, entry),
      };
    } catch (error) {
      entry.end();
      if (systemCode(error) === privateAddressCode) throw deny(url, asked);
      throw error;
    }
  };

  return {
    request: async (asked) => {
      let url = new URL(asked.url);
      for (let hop = 0; ; hop += 1) {
        const response = await connect(url, asked);
        if (asked.followRedirects === false) return response;
        const location = response.headers.location;
        if (response.status < 300 || response.status > 399 || location === undefined || hop === maxRedirects)
          return response;
        await discard(response.body);
        url = new URL(location, url);
      }
    },
  };
};

/** The package registry may be a mirror inside the house. */
export const registryHosts = (purpose: NetworkPurpose): string[] =>
  purpose === 'model-download' ? [new URL(packageRegistry()).hostname] : [];

/** `guarded`: the internet only · `trusted`: wherever the name leads · `direct`: as trusted, and around any proxy. */
type Way = 'guarded' | 'trusted' | 'direct';

const flatten = (headers: Record<string, string | string[] | undefined>): Record<string, string> => {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
};

async function* counted(
  body: AsyncIterable<Uint8Array>,
  entry: ReturnType<LedgerSink['record']>,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) {
      entry.received(chunk.byteLength);
      yield chunk;
    }
  } finally {
    entry.end();
  }
}

/** Ends a body nobody wants; stopping at its first piece closes the connection. */
const discard = async (body: AsyncIterable<Uint8Array>): Promise<void> => {
  for await (const _ of body) break;
};

const privateAddressCode = 'EPRIVATE';

/** One request per connection: no socket stays open that the ledger does not show. */
const openDispatcher = (policy: NetworkPolicy, way: Way): Dispatcher => {
  const ca =
    policy.caFile === ''
      ? {}
      : { ca: [...getCACertificates('default'), readFileSync(policy.caFile, 'utf8')] };
  if (policy.proxyUrl !== '' && way !== 'direct') {
    return new ProxyAgent({ uri: policy.proxyUrl, requestTls: ca, proxyTls: ca, pipelining: 0 });
  }
  const connect = {
    timeout: connectTimeoutMs,
    ...(way === 'guarded' ? { lookup: guardedLookup } : {}),
    ...ca,
  };
  const proxyInEnvironment = process.env.HTTPS_PROXY ?? process.env.https_proxy;
  return proxyInEnvironment === undefined || proxyInEnvironment === '' || way === 'direct'
    ? new Agent({ connect, pipelining: 0 })
    : new EnvHttpProxyAgent({ requestTls: ca, proxyTls: ca, pipelining: 0 });
};

/** A public name that leads to a private address is refused: it would make us knock at doors inside the house. */
const guardedLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, options, (error, address, family) => {
    const found = typeof address === 'string' ? [address] : (address ?? []).map((one) => one.address);
    if (error === null && found.some(isPrivateAddress)) {
      callback(
        Object.assign(new Error(`${hostname} leads to a private address`), { code: privateAddressCode }),
        '',
      );
    } else callback(error, address, family);
  });
};

export type LedgerOptions = {
  dataDir: string;
  clock: Clock;
  /** Where entries go while the database is open; an entry comes again with its size when its connection ends. */
  store?: (entry: LedgerEntry) => void;
};

/** With a database, entries written before it was open are taken over first. */
export const createLedger = ({ dataDir, clock, store }: LedgerOptions): LedgerSink => {
  if (store !== undefined) {
    for (const entry of readSpool(dataDir)) store(entry);
    clearSpool(dataDir);
  }
  const write = (entry: LedgerEntry): void => {
    try {
      if (store === undefined) spool(dataDir, entry);
      else store(entry);
    } catch (error) {
      // A ledger that cannot be written must not be silently skipped; the file is the second place.
      if (store === undefined) throw error;
      spool(dataDir, entry);
    }
  };
  return {
    record: (decided) => {
      let bytesReceived = 0;
      const entry: LedgerEntry = { id: newId(), at: isoNow(clock), bytesReceived, ...decided };
      write(entry);
      return {
        received: (bytes) => {
          bytesReceived += bytes;
        },
        end: () => {
          if (bytesReceived > 0) write({ ...entry, bytesReceived });
        },
      };
    },
  };
};
