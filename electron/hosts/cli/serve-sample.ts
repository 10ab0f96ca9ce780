/** The sample municipality as a website on the loopback, for as long as the demo reads it. Serves the files of one folder, nothing else. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.pdf': 'application/pdf',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

const usualPort = 47_811;

export const serveSample = (folder: string): Promise<{ url: string; close(): Promise<void> }> =>
  new Promise((resolve, reject) => {
    let url = '';
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
      const path = normalize(
        join(folder, decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname)),
      );
      const type = types[extname(path)];
      if (type === undefined || !path.startsWith(folder + sep)) {
        response.writeHead(404).end();
        return;
      }
      readFile(path).then(
        (content) => {
          response.writeHead(200, { 'content-type': type });
          // Sitemaps and robots.txt name whole addresses; the port is only known now.
          response.end(
            /^\/(?:sitemap\.xml|robots\.txt)$/.test(pathname)
              ? content.toString('utf8').replaceAll(/(<loc>|Sitemap: )\//g, `$1${url}`)
              : content,
          );
        },
        () => response.writeHead(404).end(),
      );
    });
    // The usual port makes a second demo a repeat of the same site; where it is taken, any will do.
    server.once('error', () => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1');
    });
    server.once('listening', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') return reject(new Error('no port'));
      url = `http://127.0.0.1:${address.port}/`;
      resolve({
        url,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
    server.listen(usualPort, '127.0.0.1');
  });
