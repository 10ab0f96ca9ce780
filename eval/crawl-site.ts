/** Small web servers on 127.0.0.1 to crawl: the real manual site with its trap, and a made-up site of any size. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

export type Site = AsyncDisposable & { origin: string; requests: string[]; close(): Promise<void> };

export const serveSite = async (
  answer: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>,
): Promise<Site> => {
  const requests: string[] = [];
  const server: Server = createServer((request, response) => {
    requests.push(request.url ?? '');
    void Promise.resolve(answer(request, response)).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close,
    [Symbol.asyncDispose]: close,
  };
};

const types: Record<string, string> = {
  '.css': 'text/css',
  '.gif': 'image/gif',
  '.html': 'text/html',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.png': 'image/png',
};

/**
 * The manual as a naive server gives it away: `/en/tr/mod/x.html` is answered with what the last language folder in the
 * path has, so that relative language links never end; a page one language lacks comes from English.
 */
export const serveManual = (folder: string): Promise<Site> =>
  serveSite(async ({ url = '/' }, response) => {
    const path = normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname));
    const segments = path.split('/').filter((part) => part !== '');
    const last = segments.findLastIndex((part) => ['en', 'de', 'tr'].includes(part));
    const rest = segments.slice(last + 1);
    const file = path.endsWith('/') || rest.length === 0 ? [...rest, 'index.html'] : rest;
    const body = await readFile(join(folder, segments[last] ?? 'en', ...file)).catch(() => null);
    if (body === null) {
      response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>404 Not Found</h1>');
      return;
    }
    response.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/html' }).end(body);
  });
