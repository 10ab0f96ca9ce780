/** `fetch` for the SDK that leads through the network door, so that every connection is permitted and in the ledger. */
import type { NetworkDoor } from '../../../ports/network.ts';

export type DoorFetchOptions = {
  door: NetworkDoor;
  providerId: string;
  /** A person asked for this connection just now. */
  consent?: boolean;
  silenceMs: number;
  /** The headers have come. */
  onHeaders?: () => void;
};

/** Only what the SDK uses: a URL, a method, headers, a text body, a signal. */
export const doorFetch =
  (options: DoorFetchOptions): typeof globalThis.fetch =>
  async (input, init = {}) => {
    const { body, method = 'GET' } = init;
    if (body !== undefined && body !== null && typeof body !== 'string')
      throw new TypeError('only text bodies leave');
    const response = await options.door.request({
      // A key must not follow a redirect to another host.
      followRedirects: false,
      purpose: `provider:${options.providerId}`,
      url: String(input),
      method: method === 'POST' ? 'POST' : 'GET',
      headers: plainHeaders(init.headers),
      ...(typeof body === 'string' ? { body } : {}),
      consent: options.consent ?? false,
      silenceMs: options.silenceMs,
      signal: init.signal ?? new AbortController().signal,
    });
    options.onHeaders?.();
    const { 'content-encoding': _, ...headers } = response.headers;
    return new Response(streamOf(marked(response.body)), { status: response.status, headers });
  };

/** `code` of a connection that broke while the body came, whatever the HTTP client called it. */
const connectionLost = 'ECONNLOST';

async function* marked(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (cause) {
    throw Object.assign(new Error('connection lost', { cause }), { code: connectionLost });
  }
}

/** Read only as fast as the SDK takes it; giving up ends the connection. */
const streamOf = (chunks: AsyncGenerator<Uint8Array>) =>
  new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await chunks.return(undefined)),
  });

/** Without the SDK's user agent: which runtime we have is nobody's business. */
const plainHeaders = (given: ConstructorParameters<typeof Headers>[0]): Record<string, string> => {
  const headers = new Headers(given);
  headers.delete('user-agent');
  return Object.fromEntries(headers);
};
