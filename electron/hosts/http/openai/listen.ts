/**
 * A web server on 127.0.0.1 with nothing but the OpenAI-compatible endpoint, for the host with a window. Programs only:
 * whoever names an origin is a page in a browser, and no page has business here.
 */
import fastify from 'fastify';
import { appError, systemCode } from '../../../core/kernel/errors.ts';
import type { EndpointServer } from '../../../core/ports/endpoint.ts';
import { createFailures, isOwnHost } from '../access.ts';
import { type OpenAiOptions, registerOpenAi } from './index.ts';

/** As the host without a window. */
const failuresPerMinute = 30;
const bodyLimitBytes = 8 * 1024 * 1024;

/** Throws `host.PORT_TAKEN`. */
export const listenOpenAi = async (
  wishedPort: number,
  options: Pick<OpenAiOptions, 'endpoint' | 'log'>,
): Promise<EndpointServer> => {
  const app = fastify({
    logger: false,
    bodyLimit: bodyLimitBytes,
    trustProxy: false,
    forceCloseConnections: true,
  });
  let port = wishedPort;
  const failures = createFailures(failuresPerMinute, 60_000, Date.now);
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
    if (!isOwnHost(request.headers.host, port)) return reply.code(421).send();
    if (request.headers.origin !== undefined) return reply.code(403).send();
  });
  await registerOpenAi(app, { ...options, failed: (address) => failures.add(address) });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send());
  try {
    await app.listen({ port, host: '127.0.0.1' });
  } catch (error) {
    await app.close();
    if (systemCode(error) === 'EADDRINUSE' || systemCode(error) === 'EACCES')
      throw appError('host.PORT_TAKEN', { port }, { cause: error });
    throw error;
  }
  const address = app.server.address();
  if (address !== null && typeof address === 'object') port = address.port;
  return { baseUrl: `http://127.0.0.1:${port}/v1`, close: () => app.close() };
};
