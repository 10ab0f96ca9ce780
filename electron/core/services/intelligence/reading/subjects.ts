/** Titles that name a subject: no menu entry, no legal page, no question; each new in its words. Pure. */
import type { Scan } from './scanned.ts';

export type Subject = { title: string; sentence: number; document: number };

const legal =
  /impressum|datenschutz|erklärung zur barrierefreiheit|barrierefreiheitserklärung|nutzungsbedingung|cookie|imprint|privacy|terms of (?:use|service)|accessibility statement|gizlilik|çerez|kvkk/iu;
/** What no sentence around it can hold: marks of questions, lists, files and quotations. */
const unquotable = /[?!.:;()/*"„“”»«_¶=<>]/;

/** Letters as the language lowers them: “İletişim” is “iletişim” in Turkish only. */
const lowered = (text: string, language: string): string =>
  language === 'tr' ? text.toLocaleLowerCase('tr') : text.toLowerCase();

/** Has a word of its own beside the organisation's name and what every site has pages for. */
export const isSubject = (
  title: string,
  { emptyWords }: Pick<Scan, 'emptyWords'>,
  language: string,
): boolean =>
  !legal.test(title) &&
  (lowered(title, language).match(/\p{L}{3,}/gu) ?? []).some((word) => !emptyWords.has(word));

/** `known`: said already, as the name of the group the titles are for. */
export const subjectsOf = (
  scan: Pick<Scan, 'titles' | 'names' | 'emptyWords' | 'documents'>,
  documents: readonly number[],
  known: readonly string[] = [],
): Subject[] => {
  const seen = new Set<string>();
  const said = new Set(known.flatMap((text) => stemsIn(text)));
  return documents.flatMap((document) => {
    const sentence = scan.titles[document] ?? null;
    // “Wohngeldgesetz (WoGG)” is spoken of without its short name.
    const title = (scan.names[document] ?? '').replace(/\s*(?:¶|\([^()]*\))$/, '');
    const language = scan.documents[document]?.language ?? '';
    if (sentence === null || title.length < 4 || title.length > longestTitle) return [];
    if (unquotable.test(title) || !isSubject(title, scan, language)) return [];
    const named = (lowered(title, language).match(/\p{L}{4,}/gu) ?? []).filter(
      (word) => !scan.emptyWords.has(word),
    );
    const stems = stemsIn(named.join(' '));
    if (stems.length > 0 && stems.every((stem) => said.has(stem))) return [];
    // “Krankenkasse” after “Krankenkasse und Krankenversicherung” says nothing new.
    if (stems.some((stem) => seen.has(stem))) return [];
    for (const stem of stems) seen.add(stem);
    return [{ title, sentence, document }];
  });
};
const longestTitle = 60;

const stemsIn = (text: string): string[] =>
  (text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) =>
    word.slice(0, 8).replace(/(?:en|e|n|s)$/, ''),
  );
