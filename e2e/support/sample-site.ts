/** The sample municipality as a website on a free port of the loopback. */
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { root } from './programs.ts';

const folder = join(root, 'resources/sample/site');
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.pdf': 'application/pdf',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

export type SampleSite = { url: string; close(): void };

export const startSampleSite = (): Promise<SampleSite> =>
  new Promise((resolve) => {
    let origin = '';
    const server = createServer((request, response) => {
      // Parsed as an address: no path leads out of the folder.
      const { pathname } = new URL(request.url ?? '/', origin);
      const path = join(folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
      if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
        response.writeHead(404).end();
        return;
      }
      const content = readFileSync(path);
      response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' });
      // Sitemaps and robots.txt name whole addresses; the port is only known now.
      response.end(
        /^\/(?:sitemap\.xml|robots\.txt)$/.test(pathname)
          ? content.toString('utf8').replaceAll(/(<loc>|Sitemap: )\//g, `$1${origin}/`)
          : content,
      );
    });
    server.listen(0, '127.0.0.1', () => {
      origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      resolve({ url: `${origin}/`, close: () => server.close() });
    });
  });
