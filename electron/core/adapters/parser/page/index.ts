/**
 * A page of a website to what it says: main content as blocks with offsets, what the page states of itself, contact data,
 * and where it leads. Hostile markup is held to limits; nothing is executed or loaded.
 */
import { limits as limitsSchema } from '../kind.ts';
import { writeHtml } from '../parts/html-writer.ts';
import { createWriter } from '../parts/writer.ts';
import { attribute, parseHtml, type XmlElement } from '../parts/xml.ts';
import { classify, type PageKind, saysNotFound, type Variant, variantOf, variantOfLink } from './classify.ts';
import { findContacts, findOpeningHours } from './contacts.ts';
import { type PageHead, readHead } from './head.ts';
import { findMainContent } from './main-content/index.ts';
import { withoutOverlays } from './prune.ts';
import { type Contact, readStructuredData } from './structured-data.ts';
import { allElements, findElement, visibleText, weigh } from './tree.ts';

export { charsetOf, decodePage } from './decode-page.ts';

export type PageLink = { href: string; text: string; kind: 'link' | 'feed' | 'frame' };
export type PageAlternate = { href: string; language: string | null; kind: 'language' | 'easy' | 'sign' };

export type ParsedPage = {
  head: PageHead;
  text: string;
  blocks: ReturnType<ReturnType<typeof createWriter>['finish']>['blocks'];
  links: PageLink[];
  /** Links beyond the first 3,000, which are not read. */
  linksLeftOut: number;
  alternates: PageAlternate[];
  contacts: Contact[];
  openingHours: string[];
  services: { name: string; description: string | null }[];
  kind: PageKind;
  variant: Variant | null;
  notFound: boolean;
  /** There is hardly any text and there are scripts that might bring it. */
  needsBrowser: boolean;
};

const maxLinks = 3_000;
const linkTextLength = 200;
const limits = limitsSchema.parse({ elements: 300_000, textLength: 4_000_000, cells: 200_000 });
/** Fewer characters of static text than this make a page with scripts suspicious. */
const littleText = 220;

/** `url` is where the page was found; links stay as they are written. */
export const parsePage = (html: string, url: string): ParsedPage => {
  const root = parseHtml(html, limits);
  const data = readStructuredData(root);
  const head = readHead(root, data);
  const { links, alternates, linksLeftOut } = readLinks(root);
  const main = findMainContent(withoutOverlays(root)).root;
  const writer = createWriter({ warn: () => {}, limits });
  writeHtml(main, writer, limits);
  const { text, blocks } = writer.finish();
  const heading = findElement(root, ({ name }) => name === 'h1');
  const weight = weigh(main).get(main) ?? { text: 0, linked: 0, prose: 0, links: 0, elements: 0 };
  const body = findElement(root, ({ name }) => name === 'body') ?? root;
  return {
    head,
    text,
    blocks,
    links,
    linksLeftOut,
    alternates,
    contacts: findContacts(root, text, data.contacts),
    openingHours: findOpeningHours(text, data.openingHours),
    services: data.services,
    kind: classify({ url, title: head.title, root: main, main: weight, data, textLength: text.length }),
    variant: variantOf({ url, title: head.title, languageTag: head.languageTag, root }),
    notFound: saysNotFound(head.title, visibleText(heading) || null, text.length),
    needsBrowser: text.length < littleText && mayBeBuiltByScript(body),
  };
};

/** An empty place for an application, or words that ask for JavaScript. */
const mayBeBuiltByScript = (body: XmlElement): boolean => {
  const scripts = allElements(body, ({ name }) => name === 'script').length;
  if (scripts === 0) return false;
  const place = findElement(
    body,
    (element) =>
      /^(root|app|__next|__nuxt|main-app|application|svelte|gatsby)/i.test(attribute(element, 'id') ?? '') ||
      element.name.includes('-root') ||
      element.name === 'app-root',
  );
  const asks = allElements(body, ({ name }) => name === 'noscript').some((one) =>
    /javascript/i.test(
      one.children.map((node) => (typeof node === 'string' ? node : visibleText(node))).join(' '),
    ),
  );
  return (
    asks || (place !== undefined && visibleText(place).length < littleText) || visibleText(body).length < 80
  );
};

const readLinks = (
  root: XmlElement,
): { links: PageLink[]; alternates: PageAlternate[]; linksLeftOut: number } => {
  const links: PageLink[] = [];
  let linksLeftOut = 0;
  const alternates: PageAlternate[] = [];
  const add = (href: string | undefined, text: string, kind: PageLink['kind']): void => {
    const trimmed = href?.trim() ?? '';
    if (trimmed === '' || trimmed.startsWith('#') || /^(mailto|tel|javascript|data|blob|sms):/i.test(trimmed))
      return;
    if (links.length < maxLinks) links.push({ href: trimmed, text: text.slice(0, linkTextLength), kind });
    else linksLeftOut += 1;
  };
  for (const element of allElements(root, ({ name }) => linking.has(name))) {
    const href = attribute(element, 'href');
    switch (element.name) {
      case 'a':
      case 'area': {
        const text = visibleText(element) || (attribute(element, 'title') ?? attribute(element, 'alt') ?? '');
        add(href, text, 'link');
        const variant = variantOfLink(element, text);
        if (variant !== null && href !== undefined) alternates.push({ href, language: null, kind: variant });
        break;
      }
      case 'iframe':
      case 'frame':
        add(attribute(element, 'src'), attribute(element, 'title') ?? '', 'frame');
        break;
      case 'link': {
        const rels = (attribute(element, 'rel') ?? '').toLowerCase().split(/\s+/);
        const language = attribute(element, 'hreflang');
        if (rels.includes('alternate') && /rss|atom/i.test(attribute(element, 'type') ?? ''))
          add(href, attribute(element, 'title') ?? '', 'feed');
        else if (rels.includes('alternate') && language !== undefined && href !== undefined) {
          alternates.push({
            href,
            language: /^[a-z]{2}/i.exec(language)?.[0]?.toLowerCase() ?? null,
            kind: 'language',
          });
          add(href, '', 'link');
        } else if (rels.includes('next') || rels.includes('prev')) add(href, '', 'link');
      }
    }
  }
  return { links, alternates, linksLeftOut };
};

const linking = new Set(['a', 'area', 'iframe', 'frame', 'link']);
