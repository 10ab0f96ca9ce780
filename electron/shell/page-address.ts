/** The addresses of our own page, and the files behind them. Pure. */
import { join, sep } from 'node:path';

export const pageOrigin = 'app://wattos';

/** `null`: the address leads out of the folder or elsewhere. */
export const fileOf = (url: string, root: string): string | null => {
  const { protocol: scheme, host, pathname } = new URL(url);
  if (`${scheme}//${host}` !== pageOrigin) return null;
  const path = join(root, decodeURIComponent(pathname === '/' ? '/index.html' : pathname));
  return path.startsWith(root + sep) ? path : null;
};

/** `devOrigin`: the development server of the interface, never in a packaged app. */
export const isOurPage = (url: string, devOrigin: string | undefined): boolean =>
  url === pageOrigin ||
  url.startsWith(`${pageOrigin}/`) ||
  (devOrigin !== undefined && URL.parse(url)?.origin === devOrigin);
