/** The address of a view lives in the hash, so that back, forward and reload work on every host. */
import { useSyncExternalStore } from 'react';

export type Route = {
  /** First segment: the path of a service. Empty when nothing was asked for. */
  service: string;
  /** The rest belongs to the service. */
  segments: readonly string[];
};

/** Where a person lands who asked for nothing in particular. */
export const startPath = '/chat';

/** Broken escapes are taken literally: a mistyped address must not stop the page. */
const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

export const parseHash = (hash: string): Route => {
  const [service = '', ...segments] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .filter(Boolean)
    .map(decode);
  return { service, segments };
};

/** `path` begins with a slash, its segments are not yet escaped. */
export const hrefTo = (path: string): string =>
  `#/${path.split('/').filter(Boolean).map(encodeURIComponent).join('/')}`;

/**
 * `replace` leaves no step behind for the back button. The new route is there at once: assigning `location.hash` would tell it a
 * task later, and what a person types in between would end in the view they have just left.
 */
export const navigate = (path: string, { replace = false } = {}): void => {
  const href = hrefTo(path);
  if (location.hash === href) return;
  if (replace) history.replaceState(null, '', href);
  else history.pushState(null, '', href);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
};

let known = { hash: '', route: parseHash('') };
const current = (): Route => {
  if (known.hash !== location.hash) known = { hash: location.hash, route: parseHash(location.hash) };
  return known.route;
};
const subscribe = (changed: () => void) => {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
};

export const useRoute = (): Route => useSyncExternalStore(subscribe, current);
