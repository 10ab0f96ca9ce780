/** How an organisation shows itself in running text: its name, its places, its hours, its addresses. Pure. */
import { contradictingHours } from './hours.ts';
import { addressedName, legalName } from './legal-names.ts';
import type { Counted, Scan } from './scanned.ts';
import { isSubject } from './subjects.ts';

const germanBody =
  'Stadt|Gemeinde|Landkreis|Landratsamt|Markt|Kreis|Universität|Hochschule|Klinikum|Sparkasse|Stiftung|Verein|Stadtwerke|Samtgemeinde|Verbandsgemeinde';
const bodyAfter =
  'Project|Foundation|University|College|Council|Server|Software|Framework|Group|Association|District|County|Museum|Hospital|Belediyesi|Üniversitesi|Müzesi|Hastanesi';
/** “Umkreis” and “Arbeitskreis” are no places. */
const circle =
  '(?!(?:Land|Um|Arbeits|Freundes|Helfer|Kunden|Personen|Bekannten|Teilnehmer)kreis)\\p{Lu}[\\p{L}-]*(?:-Kreis|kreis)';
const name = new RegExp(
  `(?<!\\p{L})(?:(?:${germanBody}) \\p{Lu}[\\p{L}-]+|${circle}|(?!(?:The|Die|Der|Das|Our|Unser|Unsere) )(?:\\p{Lu}[\\p{L}&-]+ ){1,3}(?:${bodyAfter})|(?:City|Town|University|County|District|Municipality) of \\p{Lu}\\p{L}+)(?!\\p{L})`,
  'gu',
);
const welcome =
  /(?<!\p{L})(?:Willkommen (?:in|beim?|im|am|an|auf)(?: der| dem)?|Welcome to(?: the)?) (\p{Lu}[\p{L}-]+(?: (?:am|an der|im|bei|of|the|und|and) \p{Lu}[\p{L}-]+| \p{Lu}[\p{L}-]+)*)/gu;
const welcomeTurkish = /(?<!\p{L})(\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)*)['’]\p{Ll}+ hoş ?geldiniz/gu;

/** A postcode stands behind a comma, a house number or at the beginning; any other number of five digits counts something. */
const town =
  '(?:(?:Bad|Sankt|St\\.|Markt) )?\\p{Lu}\\p{L}+(?:-\\p{Lu}\\p{L}+)*(?: (?:am|an der|im|in|bei|ob der|vor der) \\p{Lu}[\\p{L}-]+)?';
const place = new RegExp(
  `(?:(?:^|[,;:|·•–\\n]\\s*|\\d\\s?[a-z]?\\s+|(?<!\\p{L})(?:D-|TR-))\\d{5}|(?<!\\p{L})(?:A|CH)-\\d{4})\\s+(${town})|(?<!\\p{L})(\\p{Lu}\\p{Ll}+) [A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2}(?!\\p{L})`,
  'gu',
);

const day =
  '(?:Mo(?:ntag)?|Di(?:enstag)?|Mi(?:ttwoch)?|Do(?:nnerstag)?|Fr(?:eitag)?|Sa(?:mstag)?|So(?:nntag)?|Mon(?:day)?|Tue(?:sday)?|Wed(?:nesday)?|Thu(?:rsday)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?|Pazartesi|Salı|Çarşamba|Perşembe|Cuma|Cumartesi|Pazar|[Tt]äglich|[Ww]erktags|[Dd]aily|[Ee]very day|[Ww]eekdays|[Hh]er gün|[Hh]afta içi)s?';
const anyDay = new RegExp(`(?<!\\p{L})${day}(?!\\p{L})`, 'u');
const firstDay = new RegExp(`^${day}(?!\\p{L})`, 'u');
/** From one hour to another: a single hour is when something begins. */
const hours =
  /(?<!\d)\d{1,2}(?:[.:]\d{2})?\s?(?:Uhr|h|[ap]\.?m\.?|noon)?\s?(?:bis|–|-|—|to|until|till|and|ile|ve)\s?\d{1,2}/iu;
const always = /rund um die Uhr (?:geöffnet|erreichbar|besetzt)|open 24 hours|24\/7|7\/24/iu;
const opens =
  /(?<!\p{L})(?:geöffnet|offen|öffnungszeit\p{L}*|sprechzeit\p{L}*|sprechstunde\p{L}*|open|opening hours|office hours|closed|available|geschlossen|erreichbar|açık\p{L}*|çalışma saat\p{L}*)(?!\p{L})/iu;
const mail = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/u;

const tellsHours = (text: string): boolean =>
  text.length < 180 && ((anyDay.test(text) && hours.test(text)) || always.test(text));

/** Worth keeping, even where no lexicon has a word for it. */
export const tellsOfOrganisation = (text: string): boolean =>
  text.length < 300 &&
  (text.search(place) >= 0 || tellsHours(text) || mail.test(text) || text.search(legalName) >= 0);

const counted = (scan: Pick<Scan, 'sentences'>, pattern: RegExp): (Counted & { documents: number })[] => {
  const found = new Map<string, { sentences: number[]; documents: Set<number> }>();
  scan.sentences.forEach(({ text, document }, index) => {
    for (const match of text.matchAll(pattern)) {
      const written = (match.slice(1).find((part) => part !== undefined) ?? match[0])
        .replaceAll(/\s+/g, ' ')
        .trim();
      const entry = found.get(written) ?? { sentences: [], documents: new Set() };
      entry.sentences.push(index);
      entry.documents.add(document);
      found.set(written, entry);
    }
  });
  return [...found]
    .map(([text, { sentences, documents }]) => ({ text, sentences, documents: documents.size }))
    .sort((a, b) => b.sentences.length - a.sentences.length || a.text.localeCompare(b.text));
};

const fewCited = ({ text, sentences }: Counted): Counted => ({ text, sentences: sentences.slice(0, 5) });

/** What most titles end with, or the organisation that enough of the documents name. */
export const organisationIn = (scan: Pick<Scan, 'sentences' | 'documents'>): Counted | null => {
  const common = commonEnding(scan.documents.map(({ title }) => title));
  if (common !== null) {
    const sentences = sentencesNaming(scan, common.name);
    if (sentences.length > 0) return { text: common.name, sentences };
  }
  // Of many partners a portal names, none is the portal.
  const isOften = ({ documents }: { documents: number }): boolean =>
    documents >= leastNaming(scan.documents.length);
  const firms = counted(scan, legalName);
  const often = [...firms, ...counted(scan, name)].filter(isOften);
  const [most] = often.sort((a, b) => b.documents - a.documents);
  if (most !== undefined) return fewCited(most);
  // An imprint or an address is given once; who alone gives one speaks here.
  for (const named of [firms, counted(scan, addressedName)]) {
    const [alone, another] = named.filter((one) => isOwn(scan, one));
    if (alone !== undefined && another === undefined) return fewCited(alone);
  }
  const [greeting] = [...counted(scan, welcome), ...counted(scan, welcomeTurkish)];
  return greeting === undefined ? null : fewCited(greeting);
};
/** On few pages nobody else is named by chance; among many only the imprint tells. */
const isOwn = ({ sentences, documents }: Pick<Scan, 'sentences' | 'documents'>, one: Counted): boolean =>
  documents.length <= fewDocuments ||
  one.sentences.some((index) => imprint.test(documents[sentences[index]?.document ?? -1]?.title ?? ''));
const fewDocuments = 20;
const imprint = /impressum|imprint|legal notice|kontakt|contact|künye|iletişim/iu;

/** Of a few documents a quarter, of a large portal three in a hundred. */
const leastNaming = (documents: number): number =>
  Math.max(2, Math.min(documents * 0.25, 5), documents * 0.03);

/** “Wohngeld – Gemeinde Lindenau”: what stands behind the last dash of at least a third of the titles. */
export const commonEnding = (titles: readonly string[]): { ending: string; name: string } | null => {
  const endings = new Map<string, { count: number; name: string }>();
  for (const title of titles) {
    const found = / [|–—-] ([^|–—]{3,60})$/.exec(title);
    if (found === null) continue;
    const entry = endings.get(found[0]) ?? { count: 0, name: (found[1] ?? '').trim() };
    endings.set(found[0], { ...entry, count: entry.count + 1 });
  }
  const [best] = [...endings].sort((a, b) => b[1].count - a[1].count);
  return best !== undefined && best[1].count >= Math.max(2, titles.length / 3)
    ? { ending: best[0], name: best[1].name }
    : null;
};

/** The whole name, or as much of its end as the texts use: “Gemeinde Lindenau am See” speaks of itself as “Lindenau am See”. */
const sentencesNaming = (scan: Pick<Scan, 'sentences'>, called: string): number[] => {
  for (let words = called.toLowerCase().split(' '); words.length > 0; words = words.slice(1)) {
    const wanted = words.join(' ');
    if (wanted.length < shortestName) return [];
    const found = scan.sentences.flatMap(({ text }, index) =>
      text.toLowerCase().includes(wanted) ? [index] : [],
    );
    if (found.length > 0) return found.slice(0, 5);
  }
  return [];
};
const shortestName = 6;

export const placesIn = (scan: Pick<Scan, 'sentences'>): Counted[] =>
  counted(scan, place).slice(0, 6).map(fewCited);

/** When doors are open, in the language of the analysis where it says so; the hours of a course only where nothing else is said. */
export const openingHoursIn = (scan: Scan, language: string): Counted[] => {
  const all = scan.sentences.flatMap(({ text, kind }, index) =>
    kind === 'text' && tellsHours(text) ? [index] : [],
  );
  const own = all.filter((index) => scan.sentences[index]?.language === language);
  const spoken = own.length > 0 ? own : all;
  const isOpen = (index: number): boolean => {
    const text = scan.sentences[index]?.text ?? '';
    return firstDay.test(text) || opens.test(text) || always.test(text);
  };
  const open = spoken.filter(isOpen);
  const shown = (open.length > 0 ? open : spoken).slice(0, 8);
  const documents = new Set(shown.map((index) => scan.sentences[index]?.document));
  return shown.map((index) => {
    const { text = '', document = -1 } = scan.sentences[index] ?? {};
    const line = text.replaceAll(/\s+/g, ' ');
    // “Montag 8 bis 12 Uhr” of several offices: whose hours they are stands in the title.
    const of = scan.names[document] ?? '';
    const isTold =
      documents.size > 1 && !of.includes(':') && firstDay.test(line) && isSubject(of, scan, language);
    return { text: isTold ? `${of}: ${line}` : line, sentences: [index] };
  });
};

/** “Montag 8–12 Uhr”, “Wir haben montags …”: hours of the organisation itself, on a page that is about nothing else. */
const ownHours =
  /^(?:wir (?:haben|sind)|unsere (?:öffnungs|sprech)zeiten|öffnungszeiten|sprechzeiten|geöffnet|we are open|opening hours|open|çalışma saatleri(?:miz)?)(?!\p{L})/iu;

/** Sentences on the home page, the contact page and their like that give the same day different hours. */
export const contradictoryHoursIn = (scan: Scan): [number, number][] =>
  contradictingHours(
    scan.sentences.flatMap(({ text, kind, document, language }, sentence) => {
      const isLine = kind === 'text' && tellsHours(text) && (firstDay.test(text) || ownHours.test(text));
      const isGeneral = !isSubject(scan.names[document] ?? '', scan, language);
      return isLine && isGeneral ? [{ text, sentence, document }] : [];
    }),
  );
