/**
 * Audiences no lexicon knows, found by how sources speak of people: “if you are a …”, “… who”, “Wenn Sie … sind”, “Menschen
 * mit …”, paired forms such as “Imkerinnen und Imker”. A word is a person only where several such phrases agree. Pure.
 */
import { hashOf } from '../../../kernel/quote-hash.ts';
import type { Sentence } from './source.ts';

export type FoundAudience = {
  key: string;
  label: string;
  language: string;
  sentences: number[];
  documents: number;
};

/** 3: only people are spoken of like this; 1: things can be as well. */
type Find = { phrase: string; strength: 1 | 3 };

export type DiscoverOptions = {
  minSentences: number;
  minDocuments: number;
  /** Stem of a lower-case word, `null` for words without meaning. */
  stemOf(word: string, language: string): string | null;
  /** Already covered by a lexicon. */
  isKnown(label: string, language: string): boolean;
};

type Entry = {
  labels: Map<string, number>;
  sentences: Set<number>;
  documents: Set<number>;
  score: number;
  strong: number;
  language: string;
};

const scoreNeeded = 8;
const strongNeeded = 2;

export const discoverAudiences = (
  sentences: readonly Sentence[],
  options: DiscoverOptions,
): FoundAudience[] => {
  const found = new Map<string, Entry>();
  sentences.forEach((sentence, index) => {
    const { language, text, document } = sentence;
    const finds =
      language === 'de'
        ? german(text)
        : language === 'en'
          ? english(text)
          : language === 'tr'
            ? turkish(text)
            : [];
    for (const { phrase, strength } of finds) {
      const label = tidy(phrase, language);
      const key = label === null ? '' : keyOf(label, language, options.stemOf);
      if (label === null || key === '') continue;
      const entry: Entry = found.get(key) ?? {
        labels: new Map(),
        sentences: new Set(),
        documents: new Set(),
        score: 0,
        strong: 0,
        language,
      };
      entry.labels.set(label, (entry.labels.get(label) ?? 0) + 1);
      if (!entry.sentences.has(index)) entry.score += strength;
      if (strength === 3) entry.strong += 1;
      entry.sentences.add(index);
      entry.documents.add(document);
      found.set(key, entry);
    }
  });
  return [...found]
    .flatMap(([key, entry]) => {
      const [label = key] =
        [...entry.labels].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))[0] ?? [];
      const enough =
        entry.sentences.size >= options.minSentences &&
        entry.documents.size >= options.minDocuments &&
        entry.strong >= strongNeeded &&
        entry.score >= scoreNeeded;
      if (!enough || options.isKnown(label, entry.language)) return [];
      return [
        {
          key: `found:${hashOf(key).slice(0, 12)}`,
          label,
          language: entry.language,
          sentences: [...entry.sentences],
          documents: entry.documents.size,
        },
      ];
    })
    .sort((a, b) => b.sentences.length - a.sentences.length || a.key.localeCompare(b.key));
};

const germanCues: readonly { strength: 1 | 3; phrase: RegExp }[] = [
  { strength: 3, phrase: /\p{Lu}[\p{L}-]{3,}innen und (\p{Lu}[\p{L}-]{3,})/gu },
  { strength: 3, phrase: /(\p{Lu}[\p{L}-]{3,})[*:/]-?innen\b/gu },
  {
    strength: 3,
    phrase:
      /\b[Ww]enn Sie (?:als )?(\p{Lu}[\p{L}-]{2,}(?:er|in|ende|te|ter|ent|ant|ist|or)) (?:sind|haben|möchten)/gu,
  },
  {
    strength: 3,
    phrase: /\b[Aa]ls (\p{Lu}[\p{L}-]{3,}) (?:haben|können|müssen|dürfen|erhalten|brauchen|benötigen) Sie/gu,
  },
  {
    strength: 3,
    phrase: /\b((?:Menschen|Personen|Kinder|Frauen|Männer) (?:mit|ohne) (?:[a-zäöü]+ )?\p{Lu}[\p{L}-]{3,})/gu,
  },
  {
    strength: 1,
    phrase: /\b(?:[Ff]ür|[Aa]lle) (\p{Lu}[\p{L}-]{3,}(?:ende|enden|er|innen|te|ten))(?=[ ,.])/gu,
  },
];

const german = (text: string): Find[] =>
  germanCues.flatMap(({ phrase, strength }) =>
    [...text.matchAll(phrase)].map(([, noun = '']) => ({ phrase: noun, strength })),
  );

const turkish = (text: string): Find[] =>
  [...text.matchAll(/(?<!\p{L})(\p{L}{4,}[cç][ıiuü]l[ae]r) (?:için|ise)/giu)].map(([, phrase = '']) => ({
    phrase,
    strength: 3,
  }));

const englishPerson = /(?:er|or|ist|ant|ent|eer|ian|ee)s$/;
const englishOne = /(?:er|or|ist|ant|ent|eer|ian|ee)$/;
const afterPeople = new Set(['who', 'whose', 'want', 'wish', 'prefer']);
const afterAnybody = new Set(['can', 'may', 'might', 'should', 'must', 'need', 'will', 'often']);
const beforeAnybody = new Set(['for', 'by', 'allow', 'allows', 'enable', 'enables']);
/** Words that stand before a noun but are no part of the name of a role. */
const noName = new Set(
  'the a an your our their these those some many most all other such any only that this which where when then also from with both more each and or for not but use used using allow allows make let as to of in on by is are be so if most new'.split(
    ' ',
  ),
);

const english = (text: string): Find[] => {
  const words = text.toLowerCase().match(/[a-z][a-z'-]*|[.,;:()]/g) ?? [];
  const named = (at: number): string => {
    const before = words[at - 1] ?? '';
    const noun = words[at] ?? '';
    return /^[a-z-]{4,}$/.test(before) && !noName.has(before) ? `${before} ${noun}` : noun;
  };
  return words.flatMap((word, at): Find[] => {
    const next = words[at + 1] ?? '';
    if (englishPerson.test(word)) {
      if (afterPeople.has(next)) return [{ phrase: named(at), strength: 3 }];
      if (afterAnybody.has(next) || beforeAnybody.has(words[at - 1] ?? ''))
        return [{ phrase: named(at), strength: 1 }];
    }
    // “if you are a …”, “as a …”
    const article = word === 'a' || word === 'an';
    const youAre =
      /^(?:you're)$/.test(words[at - 1] ?? '') || (words[at - 1] === 'are' && words[at - 2] === 'you');
    if (article && youAre) {
      const end = englishOne.test(next) ? at + 1 : englishOne.test(words[at + 2] ?? '') ? at + 2 : 0;
      return end === 0 ? [] : [{ phrase: `${words.slice(at + 1, end + 1).join(' ')}s`, strength: 3 }];
    }
    if (
      word === 'people' &&
      (next === 'with' || next === 'without') &&
      /^[a-z-]{4,}$/.test(words[at + 2] ?? '')
    )
      return [{ phrase: `people ${next} ${words[at + 2]}`, strength: 3 }];
    return [];
  });
};

/** Words that end like persons but are none. */
const things = new Set(
  'server header folder buffer handler filter worker provider parameter number order container layer browser parser loader manager router counter pointer register trigger wrapper identifier character letter paper computer error vector operator descriptor monitor factor document environment event content client agent component element argument statement variant constant moment percent current equivalent certificate template chapter user request other balancer setter getter compiler proxy cluster adapter processor connector iterator separator indicator constructor director extent comment segment deployment requirement improvement fragment increment attachment nummer wochenende abende legende termine kosten anbieter daten minuten stunden worte orte punkte seiten fehler computer'.split(
    ' ',
  ),
);

const tidy = (phrase: string, language: string): string | null => {
  const label = language === 'en' ? phrase : phrase.trim();
  const head = (label.split(' ').at(-1) ?? '').toLowerCase();
  if (things.has(head) || things.has(head.replace(/s$/, '')) || label.length < 5) return null;
  return label.charAt(0).toLocaleUpperCase(language) + label.slice(1);
};

const keyOf = (
  label: string,
  language: string,
  stemOf: (word: string, language: string) => string | null,
): string =>
  label
    .toLowerCase()
    .split(' ')
    .flatMap((word) => stemOf(word, language) ?? [])
    .join('-');
