/**
 * A fetcher brings one resource of a foreign website. It runs in the crawl process only, holds every connection to the
 * policy it was given, and reports each before the first byte is sent.
 */
import { z } from 'zod';

export const fetchPolicy = z.object({
  userAgent: z.string(),
  /** Hosts whose addresses may lie in the house's own network: names, or address literals. */
  privateHosts: z.array(z.string()),
  /** Empty: none. */
  proxyUrl: z.string(),
  caFile: z.string(),
  /** As it came and unpacked. */
  maxBytes: z.int(),
  /** For the whole answer. */
  timeoutMs: z.int(),
});
export type FetchPolicy = z.infer<typeof fetchPolicy>;

/** A connection is about to be made, or was refused. */
export const connectionReport = z.object({
  host: z.string(),
  port: z.int(),
  decision: z.enum(['allowed', 'denied']),
});
export type ConnectionReport = z.infer<typeof connectionReport>;

export type FetchRequest = {
  url: string;
  headers: Record<string, string>;
  policy: FetchPolicy;
  signal: AbortSignal;
  report(connection: ConnectionReport): void;
};

export type Fetched = {
  status: number;
  statusText: string;
  /** In the order they came, names as they came. */
  headers: [string, string][];
  /** As it came, without transfer encoding. */
  raw: Uint8Array;
  /** Unpacked. */
  body: Uint8Array;
  durationMs: number;
};

/** Why nothing usable came. The names are those the contract has for pages. */
export const fetchFailures = [
  'scheme',
  'private-address',
  'too-large',
  'compression-bomb',
  'host-unknown',
  'unreachable',
  'tls',
  'timeout',
  'connection-lost',
  /** The proxy in between is not there, or does not let us through. */
  'proxy',
  'unreadable',
] as const;
export type FetchFailure = (typeof fetchFailures)[number];

export class FetchError extends Error {
  readonly failure: FetchFailure;
  readonly receivedBytes: number;

  constructor(
    failure: FetchFailure,
    detail: string,
    options: { cause?: unknown; receivedBytes?: number } = {},
  ) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'FetchError';
    this.failure = failure;
    this.receivedBytes = options.receivedBytes ?? 0;
  }
}

export type Fetcher = {
  /** One request; redirects are not followed. Throws `FetchError`, or the signal's reason. */
  fetch(request: FetchRequest): Promise<Fetched>;
  close(): Promise<void>;
};

export type Rendered = {
  /** The document after its scripts have run. */
  html: string;
  /** Where the browser ended up. */
  url: string;
  receivedBytes: number;
};

export type Renderer = {
  /** Throws `FetchError`; never takes longer than the policy's time by more than five seconds. */
  render(request: FetchRequest): Promise<Rendered>;
  close(): Promise<void>;
};
