/** What the documents about a group are called, the closest first, each new in its words. Pure. */
import type { Scan } from '../reading/scan.ts';
import type { Focus } from './draft.ts';

export type GroupTitle = { title: string; sentence: number; document: number };

export const titlesOf = (
  scan: Scan,
  focus: Focus,
  language: string,
  stopTerms: ReadonlySet<string>,
): GroupTitle[] => {
  const seen = new Set<string>();
  return focus.documents.flatMap((document) => {
    const sentence = scan.titles[document] ?? null;
    const title = scan.names[document] ?? '';
    if (scan.documents[document]?.language !== language) return [];
    if (sentence === null || title.length < 4 || title.length > 60 || /[?!.:;()/]/.test(title)) return [];
    // “Krankenkasse” after “Krankenkasse und Krankenversicherung” says nothing new.
    const words = (title.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) =>
      word.slice(0, 8).replace(/(?:en|e|n|s)$/, ''),
    );
    const named = (title.toLowerCase().match(/\p{L}{3,}/gu) ?? []).filter((word) => !stopTerms.has(word));
    if (named.length === 0) return [];
    if (words.some((word) => seen.has(word))) return [];
    for (const word of words) seen.add(word);
    return [{ title, sentence, document }];
  });
};
