/** What kind of page it is, from its address, title, structure and schema.org types. German, English, Turkish. Pure. */
import { attribute, type XmlElement } from '../parts/xml.ts';
import type { StructuredData } from './structured-data.ts';
import { allElements, type Weight } from './tree.ts';

export type PageKind =
  | 'home'
  | 'service'
  | 'contact'
  | 'faq'
  | 'news'
  | 'event'
  | 'legal'
  | 'form'
  | 'listing'
  | 'other';
export type Variant = 'easy' | 'sign';

type Clue = { kind: PageKind; address: RegExp; title: RegExp };

const clues: Clue[] = [
  {
    kind: 'legal',
    address:
      /impressum|datenschutz|privacy|imprint|agb|nutzungsbedingungen|barrierefreiheit(serklaerung)?|legal|terms|gizlilik|kvkk/i,
    title:
      /^(impressum|datenschutz|datenschutzerklärung|privacy|imprint|legal notice|terms|agb|erklärung zur barrierefreiheit|satzung\b|gizlilik)/i,
  },
  {
    kind: 'faq',
    address: /(^|[/_-])(faq|faqs|haeufige-fragen|fragen-und-antworten|sss|sik-sorulan)/i,
    title:
      /\bfaqs?\b|häufig(e|ste)? (gestellte )?fragen|fragen und antworten|frequently asked|sık(ça)? sorulan/i,
  },
  {
    kind: 'contact',
    address:
      /(^|[/_-])(kontakt|contact|ansprechpartner|ansprechpersonen|anfahrt|iletisim|so-erreichen-sie-uns)/i,
    title: /^(kontakt|contact|ansprechpartner|anfahrt|so erreichen sie uns|iletişim)/i,
  },
  {
    kind: 'event',
    address: /(^|[/_-])(veranstaltung(en)?|events?|termine?|kalender|calendar|etkinlik(ler)?)([/_-]|$)/i,
    title: /^(veranstaltung|termin|event|etkinlik)/i,
  },
  {
    kind: 'news',
    address:
      /(^|[/_-])(news|aktuelles|aktuell|meldung(en)?|nachrichten|presse(mitteilung(en)?)?|blog|artikel|article|haberler?|duyuru)([/_-]|$)|\/20\d\d\/(0?[1-9]|1[0-2])\//i,
    title: /^(pressemitteilung|meldung|aktuelles)/i,
  },
  {
    kind: 'form',
    address: /(^|[/_-])(formular(e)?|form|antrag|online-antrag|antraege|basvuru)([/_-]|$)/i,
    title: /\b(antrag|formular|application form|başvuru formu)\b/i,
  },
  {
    kind: 'service',
    address:
      /(^|[/_-])(leistung(en)?|dienstleistung(en)?|services?|buergerservice|angebote?|verwaltungsleistung|a-z|hizmet(ler)?)([/_-]|$)/i,
    title:
      /\b(beantragen|anmelden|ummelden|abmelden|ausweis|bescheinigung|genehmigung|anmeldung|dienstleistung|leistung)\b/i,
  },
];

const byType: [RegExp, PageKind][] = [
  [/^FAQPage$/, 'faq'],
  [/^ContactPage$/, 'contact'],
  [/(News|Blog).*(Article|Posting)$|^Article$|^Report$/, 'news'],
  [/Event$/, 'event'],
  [/^(Government|Public)?Service$/, 'service'],
  [/^(CollectionPage|SearchResultsPage|ItemList)$/, 'listing'],
];

export const classify = (page: {
  url: string;
  title: string | null;
  root: XmlElement;
  main: Weight;
  data: StructuredData;
  textLength: number;
}): PageKind => {
  const { pathname, search } = new URL(page.url);
  if (/^\/(index\.\w+|home|startseite|de|en|tr)?\/?$/i.test(pathname) && search === '') return 'home';
  const types = [...page.data.types];
  for (const [test, kind] of byType) if (types.some((type) => test.test(type))) return kind;
  const title = page.title ?? '';
  const byTitle = clues.find((clue) => clue.title.test(title));
  const byAddress = clues.find((clue) => clue.address.test(pathname));
  if (byAddress?.kind === 'legal' || byTitle?.kind === 'legal') return 'legal';
  if (fieldsOf(page.root) >= 4 && page.textLength < 3_000) return 'form';
  const found = byTitle ?? byAddress;
  if (found !== undefined) return found.kind;
  const { links, linked, text } = page.main;
  return links >= 12 && text > 0 && linked / text > 0.5 ? 'listing' : 'other';
};

/** Fields somebody fills in; search and log-in have fewer. */
const fieldsOf = (root: XmlElement): number =>
  allElements(root, ({ name, attributes }) => {
    if (name === 'textarea' || name === 'select') return true;
    return (
      name === 'input' && !/^(hidden|submit|button|image|reset|search)$/i.test(attributes.type ?? 'text')
    );
  }).length;

export const variantOf = (page: {
  url: string;
  title: string | null;
  languageTag: string | null;
  root: XmlElement;
}): Variant | null => {
  const path = decodeSafe(new URL(page.url).pathname);
  const named = `${page.title ?? ''} ${path}`.toLowerCase();
  if (
    /-simple\b|-x-(simple|leicht|ls)/i.test(page.languageTag ?? '') ||
    /leichte[-_ ]sprache|leicht[-_ ]?verst|einfache[-_ ]sprache|easy[-_ ](language|read)|plain[-_ ]language|kolay[-_ ]dil/.test(
      named,
    )
  )
    return 'easy';
  if (/geb(ä|ae)rdensprache|sign[-_ ]language|(^|[/_-])dgs([/_-]|$)|i̇?şaret[-_ ]dili|isaret-dili/.test(named))
    return 'sign';
  return null;
};

/** Links to the same page in easier words or in signs. */
export const variantOfLink = (link: XmlElement, text: string): Variant | null => {
  const words =
    `${text} ${attribute(link, 'title') ?? ''} ${attribute(link, 'hreflang') ?? ''}`.toLowerCase();
  if (/leichte sprache|einfache sprache|easy language|easy read/.test(words)) return 'easy';
  return /gebärdensprache|sign language|işaret dili/.test(words) ? 'sign' : null;
};

const decodeSafe = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The server says the page is there; the page says it is not. */
export const saysNotFound = (title: string | null, heading: string | null, textLength: number): boolean =>
  textLength < 1_500 &&
  [title, heading].some(
    (line) =>
      line !== null &&
      /(^|\W)404(\W|$)|nicht gefunden|existiert nicht|not found|does(n't| not) exist|no longer available|nicht mehr verfügbar|sayfa bulunamad/i.test(
        line,
      ),
  );
