/** A page's text and facts, static first; through a browser when its scripts bring the text. */
import { createHash } from 'node:crypto';
import { FetchError, type Rendered } from '../../core/adapters/fetcher/kind.ts';
import { type ParsedPage, parsePage } from '../../core/adapters/parser/page/index.ts';
import { resolveLink } from '../../core/services/crawler/address.ts';
import type { ReadPage } from '../../core/services/crawler/protocol.ts';
import { detectLanguage } from '../../core/services/knowledge/analysis/language.ts';

export type Extracted = { read: ReadPage; renderedHtml: string | null; refresh: string | null };

type RenderWork = {
  mode: 'auto' | 'never' | 'always';
  /** Asked for, though there may be no browser. */
  wanted: boolean;
  render(url: string): Promise<Rendered>;
};

/** Below this, texts are too alike to be told from each other by their words. */
const comparableLength = 200;
const detectableLength = 200;

export const extract = async (input: { html: string; url: string; work: RenderWork }): Promise<Extracted> => {
  const { html, url, work } = input;
  const still = parsePage(html, url);
  if (still.head.refresh !== null && resolveLink(still.head.refresh, url) !== url)
    return { read: asRead(still, html, url, false, false), renderedHtml: null, refresh: still.head.refresh };
  const wantsBrowser = work.mode === 'always' || (work.wanted && still.needsBrowser);
  if (!wantsBrowser || work.mode === 'never')
    return { read: asRead(still, html, url, false, wantsBrowser), renderedHtml: null, refresh: null };
  try {
    const rendered = await work.render(url);
    const parsed = parsePage(rendered.html, url);
    return {
      read: asRead(parsed, rendered.html, url, true, false),
      renderedHtml: rendered.html,
      refresh: null,
    };
  } catch (error) {
    // A browser that fails costs what scripts would have brought, not the page.
    if (!(error instanceof FetchError)) throw error;
    return { read: asRead(still, html, url, false, true), renderedHtml: null, refresh: null };
  }
};

const asRead = (
  parsed: ParsedPage,
  html: string,
  url: string,
  rendered: boolean,
  unrendered: boolean,
): ReadPage => {
  const { head, text } = parsed;
  const base = head.base === null ? url : (resolveLink(head.base, url) ?? url);
  const seen = new Map<string, { url: string; text: string; feed: boolean }>();
  for (const link of parsed.links) {
    const address = resolveLink(link.href, base);
    if (address === null) continue;
    const known = seen.get(address);
    if (known === undefined) seen.set(address, { url: address, text: link.text, feed: link.kind === 'feed' });
    else if (known.text === '') known.text = link.text;
  }
  const alternates = parsed.alternates.flatMap(({ href, language, kind }) => {
    const address = resolveLink(href, base);
    return address === null ? [] : [{ url: address, language, kind }];
  });
  return {
    title: head.title?.slice(0, 500) ?? null,
    language: head.language ?? (text.length >= detectableLength ? detectLanguage(text) : null),
    pageType: parsed.kind,
    variant: parsed.variant,
    canonicalUrl: head.canonical === null ? null : resolveLink(head.canonical, base),
    noindex: head.noindex,
    nofollow: head.nofollow,
    tdm: head.tdm,
    soft404: parsed.notFound,
    links: [...seen.values()],
    linksLeftOut: parsed.linksLeftOut,
    content: {
      text,
      blocks: parsed.blocks.map(({ kind, level, startOffset, endOffset, table }) => ({
        kind,
        startOffset,
        endOffset,
        ...(level === undefined ? {} : { level }),
        ...(table === undefined ? {} : { table }),
      })),
      description: head.description?.slice(0, 2_000) ?? null,
      publishedAt: head.publishedAt,
      modifiedAt: head.modifiedAt,
      contacts: parsed.contacts,
      openingHours: parsed.openingHours,
      services: parsed.services,
      alternates,
    },
    textHash: createHash('sha256')
      .update(text.length >= comparableLength ? `${head.title ?? ''}\n${text}` : html)
      .digest(),
    rendered,
    unrendered,
  };
};
