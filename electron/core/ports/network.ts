/** The one door to the outside. Default deny; every attempt, made or refused, is in the ledger. */
/** `provider:<id>`: a person enabled exactly this provider. */
export type NetworkPurpose = 'model-download' | 'crawler' | `provider:${string}`;

export type OutboundRequest = {
  purpose: NetworkPurpose;
  url: string;
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
  /** Default yes. A request with a key must not follow one to another host. */
  followRedirects?: boolean;
  /** Longest silence before the headers and within the body; the default suits files. */
  silenceMs?: number;
  /** The person asked for exactly this connection just now (e.g. pressed “Download”). */
  consent: boolean;
  signal: AbortSignal;
};

export type OutboundResponse = {
  status: number;
  headers: Record<string, string>;
  body: AsyncIterable<Uint8Array>;
};

export type NetworkDoor = {
  /** Throws `network.DENIED` without a packet sent when the policy says no. Redirects pass the door again. */
  request(request: OutboundRequest): Promise<OutboundResponse>;
};

/** Writes one ledger entry when a connection is decided and its size when it ends. */
export type LedgerSink = {
  record(entry: { purpose: string; host: string; port: number; decision: 'allowed' | 'denied' }): {
    received(bytes: number): void;
    end(): void;
  };
};
