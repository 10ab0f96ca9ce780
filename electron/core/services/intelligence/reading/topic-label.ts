/**
 * What a topic is called: the title among its most central documents that says most of its words, as its authors wrote it,
 * or else the closest title; where no title is a name, its two strongest words. One language each; a topic in another language says which. Pure.
 */
import type { ContentLanguage } from '../../../../contract/intelligence-traits.ts';
import type { IntelligenceResources } from '../resources.ts';
import type { Scan } from './scanned.ts';
import { isSubject } from './subjects.ts';

type Wish = {
  language: string;
  /** In this language, the most central first. */
  documents: readonly number[];
  words: readonly { word: string; weight: number }[];
};

const longestTitle = 48;
const mostWords = 5;
const shortestStem = 5;
/** Words of a topic that may name it. */
const mostNaming = 12;

export const labelTopic = (
  scan: Scan,
  wish: Wish,
  naming: { language: ContentLanguage; resources: Pick<IntelligenceResources, 'say'> },
  taken: ReadonlySet<string>,
): string => {
  const isOwn = wish.language === naming.language || wish.language === '';
  const titles = wish.documents.map((index) => (scan.names[index] ?? '').trim());
  const [closest] = titles.filter(
    (title) => isName(title) && !taken.has(title.toLowerCase()) && isSubject(title, scan, wish.language),
  );
  const name = titleFor(scan, wish, taken) ?? closest ?? wordsOf(wish);
  return isOwn || name === ''
    ? name
    : naming.resources.say(naming.language, 'topic.otherLanguage', {
        language: languageName(wish.language, naming.language),
        title: name,
      });
};

const languageName = (language: string, shownIn: string): string => {
  try {
    return new Intl.DisplayNames([shownIn], { type: 'language' }).of(language) ?? language;
  } catch {
    return language;
  }
};

const titleFor = (
  scan: Scan,
  { documents, words, language }: Wish,
  taken: ReadonlySet<string>,
): string | null => {
  const known = words.map(({ word, weight }) => ({
    stem: word.toLowerCase().slice(0, Math.max(shortestStem, word.length - 3)),
    weight,
  }));
  // Of the words a topic is about, not of those it only touches.
  const strongest = known.slice(0, 3);
  let best: { title: string; score: number } | null = null;
  let nearest: string | null = null;
  for (const document of documents) {
    const title = (scan.names[document] ?? '').trim();
    if (!isName(title) || taken.has(title.toLowerCase()) || !isSubject(title, scan, language)) continue;
    const parts = title.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
    const holds = (stems: readonly { stem: string }[]): boolean =>
      stems.some(({ stem }) => parts.some((part) => part.includes(stem)));
    if (holds(known.slice(0, mostNaming))) nearest ??= title;
    if (!holds(strongest)) continue;
    let score = 0;
    for (const part of parts)
      score += Math.max(
        -strangeWord,
        ...known.map(({ stem, weight }) => (part.includes(stem) ? weight : -strangeWord)),
      );
    if (score > 0 && (best === null || score > best.score)) best = { title, score };
  }
  // What an author wrote says more than two words put together.
  return best?.title ?? nearest;
};

/** A word of a title that the topic does not have, against the weights of those it has (unit vectors). */
const strangeWord = 0.06;

/** A title that is a name: no sentence, no question, no numbers. */
const isName = (title: string): boolean =>
  title.length >= 4 &&
  title.length <= longestTitle &&
  title.split(/\s+/).length <= mostWords &&
  !/[\d?!.:;|()/*]/.test(title);

const wordsOf = ({ language, words }: Wish): string =>
  new Intl.ListFormat(/^[a-z]{2,3}$/.test(language) ? language : 'en', { type: 'conjunction' }).format(
    words.slice(0, 2).map(({ word }) => (language === 'de' ? word : word.toLowerCase())),
  );
