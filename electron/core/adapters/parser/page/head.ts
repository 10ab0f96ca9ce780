/** What a page says of itself: title, language, canonical address, robots and TDM statements, dates, other versions. */
import { isoDate } from '../parts/dates.ts';
import { attribute, descendants, textOf, type XmlElement } from '../parts/xml.ts';
import type { StructuredData } from './structured-data.ts';

export type PageHead = {
  title: string | null;
  description: string | null;
  /** As declared; ISO 639-1 part only. */
  language: string | null;
  /** The whole tag, e.g. `de-simple`. */
  languageTag: string | null;
  base: string | null;
  canonical: string | null;
  noindex: boolean;
  nofollow: boolean;
  /** Meta refresh within ten seconds. */
  refresh: string | null;
  tdm: { reserved: boolean; policy: string | null; source: string } | null;
  publishedAt: string | null;
  modifiedAt: string | null;
  ogType: string | null;
  generator: string | null;
};

const clean = (text: string | undefined): string | null => {
  const folded = (text ?? '').replace(/\s+/g, ' ').trim();
  return folded === '' ? null : folded;
};

export const readHead = (root: XmlElement, data: StructuredData): PageHead => {
  const metas = new Map<string, string>();
  let refresh: string | null = null;
  for (const meta of descendants(root, 'meta')) {
    const content = (attribute(meta, 'content') ?? '').trim();
    const name = (
      attribute(meta, 'name') ??
      attribute(meta, 'property') ??
      attribute(meta, 'itemprop') ??
      ''
    ).toLowerCase();
    if (name !== '' && content !== '' && !metas.has(name)) metas.set(name, content);
    if (attribute(meta, 'http-equiv')?.toLowerCase() === 'refresh') {
      const found = /^\s*(\d+)\s*;\s*url\s*=\s*["']?(.+?)["']?\s*$/i.exec(content);
      if (found !== null && Number(found[1]) <= 10) refresh = found[2] ?? null;
    }
    if (attribute(meta, 'http-equiv')?.toLowerCase() === 'content-language' && !metas.has('language'))
      metas.set('language', content);
  }
  const first = (...names: string[]): string | undefined =>
    names.map((name) => metas.get(name)).find((value) => value !== undefined);
  const link = (rel: string): string | null =>
    descendants(root, 'link')
      .filter((one) => (attribute(one, 'rel') ?? '').toLowerCase().split(/\s+/).includes(rel))
      .map((one) => clean(attribute(one, 'href')))
      .find((href) => href !== null) ?? null;
  const html = descendants(root, 'html')[0];
  const languageTag = clean(
    attribute(html, 'lang') ?? attribute(html, 'xml:lang') ?? first('dc.language', 'language', 'og:locale'),
  );
  const language = /^([a-z]{2})(?:[-_]|$)/i.exec(languageTag ?? '')?.[1]?.toLowerCase() ?? null;
  const robots = `${metas.get('robots') ?? ''},${metas.get('wattosbot') ?? ''}`.toLowerCase();
  const reservation = first('tdm-reservation');
  const ownTitle = descendants(root, 'title')
    .map(textOf)
    .map(clean)
    .find((text) => text !== null);
  return {
    title: titleOf(root, ownTitle ?? null, clean(first('og:title', 'dc.title', 'twitter:title'))),
    description: clean(first('description', 'og:description', 'dc.description')),
    language,
    languageTag,
    base: clean(attribute(descendants(root, 'base')[0], 'href')),
    canonical: link('canonical'),
    noindex: /\b(noindex|none)\b/.test(robots),
    nofollow: /\b(nofollow|none)\b/.test(robots),
    refresh,
    tdm:
      reservation === undefined
        ? null
        : { reserved: reservation === '1', policy: first('tdm-policy') ?? null, source: 'meta' },
    publishedAt: isoDate(
      first(
        'article:published_time',
        'datepublished',
        'dc.date.issued',
        'dcterms.created',
        'dc.date',
        'date',
      ) ?? data.publishedAt,
    ),
    modifiedAt: isoDate(
      first(
        'article:modified_time',
        'og:updated_time',
        'datemodified',
        'dcterms.modified',
        'last-modified',
      ) ?? data.modifiedAt,
    ),
    ogType: first('og:type') ?? null,
    generator: first('generator') ?? null,
  };
};

/** The title without the site's name, where the page's own heading shows which part that is. */
const titleOf = (root: XmlElement, title: string | null, social: string | null): string | null => {
  const heading = descendants(root, 'h1')
    .map((element) => clean(textOf(element)))
    .find((text) => text !== null && text.length <= 200);
  if (title === null) return social ?? heading ?? null;
  const parts = title.split(/\s+[|·»–—-]\s+|\s*::\s*/);
  if (parts.length < 2) return title;
  const same = (part: string): boolean => part.toLowerCase() === heading?.toLowerCase();
  return parts.find(same) ?? (social !== null && title.startsWith(social) ? social : title);
};
