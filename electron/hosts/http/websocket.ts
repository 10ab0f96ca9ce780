/** The contract over WebSocket: checks the handshake by hand, limits frames, and notices clients that went away. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { RPCHandler } from '@orpc/server/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Core } from '../../core/app.ts';
import type { Log } from '../../core/kernel/log.ts';
import { guardSocket } from '../guarded-line.ts';
import { handlerOptions } from '../handler-options.ts';
import { maxFrameBytes } from '../wire.ts';
import { isOwnHost, isOwnOrigin } from './access.ts';

export type WebSocketOptions = {
  server: Server;
  core: Core;
  log: Log;
  port(): number;
  isBearer(authorization: string | undefined): boolean;
  hasCookie(cookie: string | undefined): boolean;
  /** Counts a failed attempt; milliseconds to wait, or 0. */
  failed(address: string): number;
};

const pingEveryMs = 30_000;
/** A page needs one; more than this is a program gone wrong. */
const maxSockets = 64;

export const attachWebSocket = (options: WebSocketOptions): { close(): Promise<void> } => {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxFrameBytes,
    perMessageDeflate: false,
  });
  const rpc = new RPCHandler(options.core.router, handlerOptions);
  const alive = new WeakSet<WebSocket>();

  options.server.on('upgrade', (request, stream, head) => {
    stream.on('error', () => stream.destroy());
    const status = refusal(request, options);
    if (status !== undefined) return refuseUpgrade(stream, status);
    if (sockets.clients.size >= maxSockets) return refuseUpgrade(stream, '503 Service Unavailable');
    sockets.handleUpgrade(request, stream, head, (socket) => {
      alive.add(socket);
      socket.on('pong', () => alive.add(socket));
      // A protocol error (frame too large, invalid UTF-8); ws closes the socket with the right code by itself.
      socket.on('error', (error) => options.log.debug({ error }, 'websocket closed'));
      void rpc.upgrade(guardSocket(socket), {
        context: options.core.context({ transport: 'websocket', client: 'local' }),
      });
    });
  });

  const heartbeat = setInterval(() => {
    for (const socket of sockets.clients) {
      if (alive.delete(socket)) socket.ping();
      else socket.terminate();
    }
  }, pingEveryMs);
  heartbeat.unref();

  return {
    close: async () => {
      clearInterval(heartbeat);
      for (const socket of sockets.clients) socket.close(1001, 'host closes');
      const ended = new Promise<void>((resolve) => sockets.close(() => resolve()));
      const impatient = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, 500);
      await ended;
      clearTimeout(impatient);
    },
  };
};

/** A page proves itself by its origin and cookie, a program by the token; `undefined` lets it in. */
const refusal = (request: IncomingMessage, options: WebSocketOptions): string | undefined => {
  const { host, origin, cookie, authorization } = request.headers;
  if (!isOwnHost(host, options.port())) return '421 Misdirected Request';
  if (request.url?.split('?')[0] !== '/rpc') return '404 Not Found';
  if (origin !== undefined && !isOwnOrigin(origin, options.port())) return '403 Forbidden';
  if (options.isBearer(authorization)) return undefined;
  if (origin !== undefined && options.hasCookie(cookie)) return undefined;
  return options.failed(request.socket.remoteAddress ?? '') > 0
    ? '429 Too Many Requests'
    : '401 Unauthorized';
};

const refuseUpgrade = (stream: Duplex, status: string): void => {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};
