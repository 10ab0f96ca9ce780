/**
 * The headless host's web server on 127.0.0.1: the page, the contract over HTTP and WebSocket, and a health check.
 * Every request passes address, origin and secret before anything else looks at it; cross-origin use is not offered.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import { RPCHandler } from '@orpc/server/fastify';
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { errorStatus } from '../../contract/errors.ts';
import type { Core } from '../../core/app.ts';
import { appError, systemCode } from '../../core/kernel/errors.ts';
import type { Log } from '../../core/kernel/log.ts';
import { handlerOptions } from '../handler-options.ts';
import { maxFrameBytes } from '../wire.ts';
import { bearerOf, createFailures, isOwnHost, isOwnOrigin, ownHosts, sameSecret } from './access.ts';
import { failureBody } from './failure.ts';
import { registerOpenAi } from './openai/index.ts';
import { refusalPage } from './page.ts';
import { attachWebSocket } from './websocket.ts';

export type HttpOptions = {
  core: Core;
  /** 0: any free one. */
  port: number;
  version: string;
  /** Opens `/enter` and serves programs as a bearer. New at each start. */
  token: string;
  /** Value of the browser's cookie. Stable, so that an open page survives a restart of the host. */
  browserSession: string;
  cookieName: string;
  rendererDir: string;
  log: Log;
};

export type HttpHost = {
  port: number;
  /** What a person opens: carries the token. */
  url: string;
  servesPage: boolean;
  close(): Promise<void>;
};

const failuresPerMinute = 30;

/** Throws `host.PORT_TAKEN`. */
export const listen = async (options: HttpOptions): Promise<HttpHost> => {
  const app = fastify({
    logger: false,
    bodyLimit: maxFrameBytes,
    trustProxy: false,
    forceCloseConnections: true,
  });
  let port = options.port;
  const servesPage = existsSync(join(options.rendererDir, 'index.html'));

  const failures = createFailures(failuresPerMinute, 60_000, Date.now);
  const isBearer = (request: FastifyRequest) =>
    sameSecret(bearerOf(request.headers.authorization), options.token);
  const hasCookie = (request: FastifyRequest) =>
    sameSecret(request.cookies[options.cookieName], options.browserSession);

  // Only JSON: a foreign page can send forms and plain text without asking first.
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler<FastifyError>((error, _request, reply) => {
    if (error.statusCode === undefined || error.statusCode >= 500) {
      options.log.error({ error }, 'http request failed');
      return reply.code(500).send(failureBody('internal.BUG', { reference: 'http' }));
    }
    return reply
      .code(error.statusCode)
      .send(failureBody('request.INVALID', { issues: [{ path: '', problem: error.code ?? 'malformed' }] }));
  });
  await app.register(cookie);
  await app.register(helmet, { global: true, ...headers });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('content-security-policy', pagePolicy(port));
    reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
    if (!isOwnHost(request.headers.host, port)) return refuse(request, reply, 'wrongHost', 421);
    const { origin } = request.headers;
    if (origin !== undefined && !isOwnOrigin(origin, port))
      return refuse(request, reply, 'unauthenticated', 403);
    if (request.routeOptions.config.open) return;
    // Without an Origin it is no page that asks: a program, which has the token and no cookie.
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (isBearer(request) || (hasCookie(request) && (isRead || origin !== undefined))) return;
    return deny(request, reply);
  });

  const deny = (request: FastifyRequest, reply: FastifyReply) => {
    const waitMs = failures.add(request.ip);
    if (waitMs === 0) return refuse(request, reply, 'unauthenticated', 401);
    reply.header('retry-after', Math.ceil(waitMs / 1000));
    return refuse(request, reply, 'tooMany', 429);
  };

  app.get('/health', { config: { open: true } }, async () => ({ status: 'ok', version: options.version }));
  app.get<{ Querystring: { token?: unknown } }>(
    '/enter',
    { config: { open: true } },
    async (request, reply) => {
      const { token } = request.query;
      if (!sameSecret(typeof token === 'string' ? token : undefined, options.token))
        return deny(request, reply);
      return reply
        .setCookie(options.cookieName, options.browserSession, {
          httpOnly: true,
          sameSite: 'strict',
          path: '/',
        })
        .header('cache-control', 'no-store')
        .redirect('/', 303);
    },
  );

  const rpc = new RPCHandler(options.core.router, handlerOptions);
  app.post('/rpc/*', async (request, reply) => {
    await rpc.handle(request, reply, {
      prefix: '/rpc',
      context: options.core.context({ transport: 'http', client: 'local' }),
    });
    return reply;
  });
  await registerOpenAi(app, {
    endpoint: options.core.endpoint,
    log: options.log,
    failed: (address) => failures.add(address),
  });
  if (servesPage) await servePage(app, options.rendererDir);
  app.setNotFoundHandler(async (request, reply) =>
    request.method === 'GET'
      ? reply.code(404).type('text/plain').send('404')
      : sendFailure(reply, 'request.UNKNOWN_PROCEDURE'),
  );
  const webSocket = attachWebSocket({
    server: app.server,
    core: options.core,
    log: options.log,
    port: () => port,
    isBearer: (header) => sameSecret(bearerOf(header), options.token),
    hasCookie: (header) =>
      sameSecret(
        header === undefined ? undefined : app.parseCookie(header)[options.cookieName],
        options.browserSession,
      ),
    failed: (address) => failures.add(address),
  });

  try {
    await app.listen({ port: options.port, host: '127.0.0.1' });
  } catch (error) {
    await webSocket.close();
    await app.close();
    if (systemCode(error) === 'EADDRINUSE' || systemCode(error) === 'EACCES')
      throw appError('host.PORT_TAKEN', { port: options.port }, { cause: error });
    throw error;
  }
  const address = app.server.address();
  if (address !== null && typeof address === 'object') port = address.port;
  return {
    port,
    url: `http://127.0.0.1:${port}/enter?token=${options.token}`,
    servesPage,
    close: async () => {
      await webSocket.close();
      await app.close();
    },
  };
};

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers without a secret. */
    open?: boolean;
  }
}

const wantsPage = (request: FastifyRequest) =>
  (request.method === 'GET' || request.method === 'HEAD') && !request.url.startsWith('/rpc');

const refuse = (
  request: FastifyRequest,
  reply: FastifyReply,
  reason: 'unauthenticated' | 'tooMany' | 'wrongHost',
  status: number,
) => {
  reply.code(status).header('cache-control', 'no-store');
  if (wantsPage(request)) return reply.type('text/html; charset=utf-8').send(refusalPage(reason));
  return reply.send(
    reason === 'tooMany'
      ? failureBody('request.RATE_LIMITED', { retryAfterMs: 60_000 })
      : failureBody('request.UNAUTHENTICATED', {}),
  );
};

const sendFailure = (reply: FastifyReply, code: 'request.UNKNOWN_PROCEDURE') =>
  reply.code(errorStatus(code)).send(failureBody(code, {}));

/** Built files carry their hash in their name and never change; the page itself is asked for each time. */
const servePage = async (app: FastifyInstance, rendererDir: string) => {
  await app.register(fastifyStatic, {
    root: rendererDir,
    dotfiles: 'deny',
    cacheControl: false,
    setHeaders: (reply, path) => {
      const hashed = path.startsWith(join(rendererDir, 'assets'));
      reply.header('cache-control', hashed ? 'private, max-age=31536000, immutable' : 'no-cache');
    },
  });
};

/** Written here and not by helmet, because the port is known only after listening. */
const pagePolicy = (port: number): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ${ownHosts(port)
      .map((host) => `ws://${host}`)
      .join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const headers = {
  contentSecurityPolicy: false,
  crossOriginEmbedderPolicy: false,
  crossOriginOpenerPolicy: { policy: 'same-origin' },
  crossOriginResourcePolicy: { policy: 'same-origin' },
  frameguard: { action: 'deny' },
  // This host speaks plain HTTP on the loopback; a promise of HTTPS would lock other local programs out.
  hsts: false,
  referrerPolicy: { policy: 'no-referrer' },
} as const;
