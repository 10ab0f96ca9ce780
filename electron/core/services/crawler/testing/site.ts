/** A website on 127.0.0.1 that a test writes and changes. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;
export type TestSite = {
  origin: string;
  /** Path to body, or to a function that answers. */
  pages: Map<string, string | Answer>;
  /** Paths in the order they were asked for. */
  requests: string[];
  close(): Promise<void>;
};

export const openSite = async (pages: Record<string, string | Answer>): Promise<TestSite> => {
  const site: Omit<TestSite, 'origin' | 'close'> = { pages: new Map(Object.entries(pages)), requests: [] };
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    site.requests.push(path);
    const answer = site.pages.get(path);
    if (answer === undefined) response.writeHead(404, { 'content-type': 'text/html' }).end('gone');
    else if (typeof answer === 'string')
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(answer);
    else answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ...site,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** A page with enough words to be a page. */
export const pageOf = (title: string, links: readonly string[] = [], more = ''): string =>
  `<!doctype html><html lang="de"><head><title>${title}</title>${more}</head><body><nav><a href="/">Start</a></nav>
<main><h1>${title}</h1><p>${`Auf der Seite ${title} steht, was Bürgerinnen und Bürger wissen sollten. `.repeat(5)}</p>
<ul>${links.map((link) => `<li><a href="${link}">Weiter zu ${link}</a></li>`).join('')}</ul></main></body></html>`;
