/**
 * Addresses: parsed per WHATWG URL, and brought to one form so that a page has one name. Pure. Only what never changes
 * the page is removed: fragment, credentials, session ids and campaign parameters.
 */
import { domainToUnicode } from 'node:url';

/**
 * `null`: no valid URL. Stricter than the runtime's parser in one point of the standard (UTS 46, ToASCII with
 * CheckHyphens off): a label that claims to be Punycode must be.
 */
export const parseAddress = (input: string, base?: string): URL | null => {
  const url = URL.parse(input, base);
  return url === null || hasBrokenPunycode(url.hostname) ? null : url;
};

const hasBrokenPunycode = (hostname: string): boolean =>
  hostname.includes('xn--') &&
  hostname.split('.').some((label) => label.startsWith('xn--') && domainToUnicode(label) === label);

// biome-ignore format: a list to glance at
const sessionParameters = new Set([
  'phpsessid', 'jsessionid', 'aspsessionid', 'sessionid', 'session_id', 'sid', 'cfid', 'cftoken', 'zenid', 'oscsid', 's_id', 'fe_typo_user',
]);
// biome-ignore format: a list to glance at
const campaignParameters = new Set([
  'gclid', 'dclid', 'fbclid', 'msclkid', 'yclid', 'mc_cid', 'mc_eid', 'igshid', '_ga', '_gl', 'pk_campaign', 'pk_kwd', 'mtm_campaign', 'mtm_source',
]);

const isNoise = (name: string): boolean => {
  const key = name.toLowerCase();
  return sessionParameters.has(key) || campaignParameters.has(key) || key.startsWith('utm_');
};

/** RFC 3986, 2.3: an unreserved character means the same escaped or not. */
const tidyEscapes = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (octet, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[A-Za-z0-9\-._~]/.test(character) ? character : octet.toUpperCase();
  });

/** The one name of a page; `null` when it is not of the web (other schemes). */
export const pageAddress = (url: URL): string | null => {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  const path = tidyEscapes(url.pathname)
    .replace(/;(?:jsessionid|phpsessid|sid)=[^/;]*/gi, '')
    .replace(/\/\(S\([a-z0-9]{16,}\)\)/gi, '');
  const query = url.search
    .slice(1)
    .split('&')
    .filter((part) => part !== '' && !isNoise(part.split('=', 1)[0] ?? ''))
    .map(tidyEscapes)
    .join('&');
  return `${url.origin}${path === '' ? '/' : path}${query === '' ? '' : `?${query}`}`;
};

/** Of a link as it stands in a page. `null`: leads nowhere on the web. */
export const resolveLink = (link: string, base: string): string | null => {
  const url = parseAddress(link, base);
  return url === null ? null : pageAddress(url);
};

/** What a person types: `example.org` means https. Throws nothing; `null` when it is no address. */
export const typedAddress = (typed: string): string | null => {
  const text = typed.trim();
  const url = parseAddress(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  return url === null || url.hostname === '' ? null : pageAddress(url);
};
