/** Addresses from sitemaps (sitemaps.org 0.9, also as an index or as plain text) and from RSS and Atom feeds. Pure. */
import { Parser } from 'htmlparser2';

export type SitemapAddresses = { pages: string[]; sitemaps: string[]; isFeed: boolean };

/** The protocol's own limit for one file. */
const maxAddresses = 50_000;

export const readSitemap = (text: string): SitemapAddresses => {
  const found: SitemapAddresses = { pages: [], sitemaps: [], isFeed: false };
  const trimmed = text.trimStart();
  if (!trimmed.startsWith('<')) {
    found.pages = trimmed
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => /^https?:\/\//i.test(line))
      .slice(0, maxAddresses);
    return found;
  }
  const path: string[] = [];
  let value = '';
  const take = (list: string[]): void => {
    const address = value.trim();
    if (address !== '' && list.length < maxAddresses) list.push(address);
  };
  const parser = new Parser(
    {
      onopentag(qualified, attributes) {
        const name = localName(qualified);
        path.push(name);
        value = '';
        if (name === 'rss' || name === 'feed' || name === 'rdf') found.isFeed = true;
        if (name === 'link' && path.at(-2) === 'entry' && attributes.href !== undefined) {
          if (attributes.rel === undefined || attributes.rel === 'alternate') {
            value = attributes.href;
            take(found.pages);
          }
          value = '';
        }
      },
      ontext(piece) {
        if (value.length < 5_000) value += piece;
      },
      onclosetag(qualified) {
        const name = localName(qualified);
        const parent = path.at(-2);
        if (name === 'loc' && parent === 'url') take(found.pages);
        else if (name === 'loc' && parent === 'sitemap') take(found.sitemaps);
        else if (name === 'link' && parent === 'item') take(found.pages);
        path.pop();
        value = '';
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(text);
  return found;
};

const localName = (name: string): string => name.replace(/^.*:/, '').toLowerCase();
