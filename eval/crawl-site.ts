/** Small web servers on 127.0.0.1 to crawl: the real manual site with its trap, and a made-up site of any size. */
import { existsSync, statSync } from 'node:fs';
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

/** What a naive server has for an address: the rest of the path behind its last language folder. `null`: nothing. */
export const manualFile = (folder: string, url: string): string | null => {
  const path = normalize(decodeURIComponent(new URL(url).pathname));
  const segments = path.split('/').filter((part) => part !== '');
  const last = segments.findLastIndex((part) => ['en', 'de', 'tr'].includes(part));
  const rest = segments.slice(last + 1);
  const file = path.endsWith('/') || rest.length === 0 ? [...rest, 'index.html'] : rest;
  const found = join(folder, segments[last] ?? 'en', ...file);
  return existsSync(found) && statSync(found).isFile() ? found : null;
};

/**
 * The manual as a naive server gives it away: `/en/tr/mod/x.html` is answered with what the last language folder in the
 * path has, so that relative language links never end.
 */
export const serveManual = (folder: string): Promise<Site> =>
  serveSite(async ({ url = '/' }, response) => {
    const file = manualFile(folder, new URL(url, 'http://localhost').href);
    if (file === null) response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>404 Not Found</h1>');
    else
      response
        .writeHead(200, { 'content-type': types[extname(file)] ?? 'text/html' })
        .end(await readFile(file));
  });

/** A made-up site of any size: every page links to ten others, and a sitemap names them all. */
export const serveMadeUp = (pages: number, more: { sitemap: boolean }): Promise<Site> =>
  serveSite(({ url = '/', headers }, response) => {
    const origin = `http://${headers.host}`;
    const { pathname } = new URL(url, origin);
    if (pathname === '/sitemap.xml' && more.sitemap) {
      const entries = Array.from(
        { length: pages },
        (_, number) => `<url><loc>${origin}/seite-${number}</loc></url>`,
      );
      response
        .writeHead(200, { 'content-type': 'application/xml' })
        .end(`<urlset>${entries.join('')}</urlset>`);
      return;
    }
    const number = pathname === '/' ? 0 : Number(/^\/seite-(\d+)$/.exec(pathname)?.[1] ?? -1);
    if (number < 0 || number >= pages) {
      response.writeHead(404, { 'content-type': 'text/html' }).end('gone');
      return;
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(madeUpPage(number, pages));
  });

const words =
  'Amt Antrag Bürger Gemeinde Ausweis Frist Gebühr Termin Wohnung Kind Schule Verein Straße Wasser Abfall Bescheid Unterlage Formular Öffnungszeit Rathaus'.split(
    ' ',
  );
const sentence = (seed: number): string =>
  `${Array.from({ length: 14 }, (_, at) => words[(seed * 7 + at * (1 + (seed % 5))) % words.length]).join(' ')} ${seed}.`;

/** About 8 KB, with the furniture municipal pages have. */
const madeUpPage = (number: number, pages: number): string => {
  const link = (to: number): string => `<li><a href="/seite-${to % pages}">Seite ${to % pages}</a></li>`;
  const nav = Array.from(
    { length: 15 },
    (_, at) => `<li><a href="/seite-${at % pages}">Bereich ${at}</a></li>`,
  );
  const body = Array.from(
    { length: 12 },
    (_, at) =>
      `${at % 4 === 0 ? `<h2>Abschnitt ${at / 4 + 1}</h2>` : ''}<p>${[0, 1, 2, 3].map((n) => sentence(number * 50 + at * 4 + n)).join(' ')}</p>`,
  );
  return `<!doctype html><html lang="de"><head><title>Seite ${number}</title><meta charset="utf-8"></head><body>
<header><nav><ul>${nav.join('')}</ul></nav></header><main><h1>Seite ${number}</h1>${body.join('\n')}
<ul>${Array.from({ length: 10 }, (_, at) => link(number * 10 + at + 1)).join('')}</ul></main>
<footer><p>Impressum Datenschutz Barrierefreiheit</p></footer></body></html>`;
};
