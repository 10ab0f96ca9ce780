/** A download server for tests, on this computer only, that behaves as badly as a test wishes. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Fault =
  /** Closes the connection after this many bytes of the answer. */
  | { kind: 'cut'; afterBytes: number }
  | { kind: 'status'; status: number }
  | { kind: 'redirect'; to: string }
  /** Ignores `Range`. */
  | { kind: 'no-range' }
  /** Sends half, and the rest when it is told to. */
  | { kind: 'held'; until: Promise<void> };

export type FaultyServer = Awaited<ReturnType<typeof startFaultyServer>>;

/** `faultFor` is asked at each request; `undefined` is a good server. `null` content: 404. */
export const startFaultyServer = async (options: {
  content: (path: string) => Buffer | null;
  faultFor?: (path: string, request: number) => Fault | undefined;
}) => {
  const requests: { path: string; range: string | undefined }[] = [];

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const path = request.url ?? '/';
    const { range } = request.headers;
    requests.push({ path, range });
    const fault = options.faultFor?.(path, requests.length);
    if (fault?.kind === 'status') return void response.writeHead(fault.status).end();
    if (fault?.kind === 'redirect') return void response.writeHead(302, { location: fault.to }).end();
    const content = options.content(path);
    if (content === null) return void response.writeHead(404).end();
    const start =
      fault?.kind === 'no-range' ? 0 : Number(/bytes=(?<start>\d+)-/.exec(range ?? '')?.groups?.start ?? 0);
    if (start >= content.length) {
      return void response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
    }
    const body = content.subarray(start);
    response.writeHead(start > 0 ? 206 : 200, {
      'content-length': body.length,
      ...(start > 0 ? { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` } : {}),
    });
    if (fault?.kind === 'cut') {
      // What has been sent should arrive before the connection breaks.
      response.write(body.subarray(0, fault.afterBytes), () =>
        setTimeout(() => request.socket.destroy(), 20),
      );
    } else if (fault?.kind === 'held') {
      const half = Math.ceil(body.length / 2);
      response.write(body.subarray(0, half));
      void fault.until.then(() => response.end(body.subarray(half)));
    } else response.end(body);
  };

  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
