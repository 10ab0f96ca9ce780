/**
 * What a persona asks: questions that stand on the pages about the group, then what follows from its needs and from what those
 * pages are about. Every question has a sentence behind it. Pure.
 */
import type { ContentLanguage, Trait } from '../../../../contract/intelligence-traits.ts';
import type { Subject } from '../reading/subjects.ts';
import type { Focus } from './draft.ts';
import type { FoundFacet } from './focus.ts';
import type { MakingContext } from './groups.ts';
import { inOwnWords } from './questions.ts';
import { traitOf } from './trait.ts';

const mostQuestions = 6;
const mostOfSources = 3;
const enough = 4;
const longestQuestion = 95;
/** On so few pages everybody who comes may ask any question. */
const fewDocuments = 20;

/** `isMain`: of whom the sources speak most. */
export const questionsFor = (
  focus: Focus,
  needs: readonly FoundFacet[],
  titles: readonly Subject[],
  isMain: boolean,
  { scan, resources, language, book }: MakingContext,
): Trait[] => {
  // The later documents of a long list only mention the group.
  const near = focus.documents.slice(0, Math.max(6, Math.ceil(focus.documents.length / 3)));
  const place = new Map(near.map((document, at) => [document, at]));
  const placeOf = (index: number): number =>
    place.get(scan.sentences[index]?.document ?? -1) ?? Number.POSITIVE_INFINITY;
  const own = scan.questions
    .filter((index) => placeOf(index) < Number.POSITIVE_INFINITY)
    .sort((a, b) => placeOf(a) - placeOf(b) || a - b);
  const traits: Trait[] = [];
  const add = (text: string, sentences: readonly number[]): void => {
    if (traits.length < mostQuestions && !traits.some((known) => isSameQuestion(known.text, text)))
      traits.push(traitOf(`question-${traits.length}`, text, book.cite(sentences), 'rules'));
  };
  const quote = (index: number): void => {
    const { text = '', language: spoken } = scan.sentences[index] ?? {};
    const turned = spoken === language ? inOwnWords(text, language) : null;
    if (turned === null || turned.length > longestQuestion || !standsAlone(turned, language)) return;
    add(turned, [index]);
  };
  const byNeed = needs.flatMap(({ facet, sentences }) =>
    facet.question === undefined
      ? []
      : [{ text: facet.question[language], sentences: sentences.slice(0, 3), about: undefined }],
  );
  const bySubject = titles.map(({ title, sentence }) => ({
    text: resources.say(language, `trait.${isAction(title, language) ? 'actionQuestion' : 'titleQuestion'}`, {
      title,
    }),
    sentences: [sentence],
    about: title,
  }));

  for (const index of own) if (traits.length < mostOfSources) quote(index);
  for (const { text, sentences, about } of [
    ...byNeed.slice(0, 2),
    ...bySubject.slice(0, 1),
    ...byNeed.slice(2),
    ...bySubject.slice(1, 2),
  ])
    if (about === undefined || !traits.some((known) => speaksOf(known.text, about))) add(text, sentences);
  if (isMain && scan.documents.length <= fewDocuments)
    for (const index of scan.questions) if (traits.length < enough && !own.includes(index)) quote(index);
  return traits;
};

/** “Gewerbe anmelden”, “Almanca öğrenmek”: a title that says what somebody wants to do. */
export const isAction = (title: string, language: ContentLanguage): boolean => {
  const words = title.split(/\s+/);
  const last = words.at(-1) ?? '';
  if (words.length < 2 || words.length > 5) return false;
  if (language === 'tr') return /\p{Ll}m[ae]k$/u.test(last);
  return (
    language === 'de' &&
    /^\p{Ll}{2,}(?:en|ern|eln)$/u.test(last) &&
    /^\p{Lu}/u.test(title) &&
    !/^(?:W(?:as|ie|er|o|ann|arum)|So|Für|Mit|Von|In|Wir)(?!\p{L})/u.test(title)
  );
};

const stemsIn = (text: string): Set<string> =>
  new Set((text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) => word.slice(0, 6)));

/** Asks about it already. */
const speaksOf = (question: string, subject: string): boolean => {
  const stems = stemsIn(question);
  return [...stemsIn(subject)].some((stem) => stems.has(stem));
};

/** Most words in common: two pages that ask the same. */
const isSameQuestion = (a: string, b: string): boolean => {
  const wordsOf = (text: string): Set<string> =>
    new Set((text.toLowerCase().match(/\p{L}{3,}/gu) ?? []).map((word) => word.slice(0, 7)));
  const [one, other] = [wordsOf(a), wordsOf(b)];
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared >= 0.75 * Math.max(1, Math.min(one.size, other.size)) && shared >= 2;
};

/** “Wie geht es weiter?” needs the page around it; a question that names its subject does not. */
const standsAlone = (question: string, language: string): boolean =>
  language === 'de'
    ? /\s\p{Lu}\p{L}{3,}/u.test(question) || /\p{L}{7,}.*\bich\b|\bich\b.*\p{L}{7,}/u.test(question)
    : (question.match(/\p{L}{5,}/gu) ?? []).length >= (language === 'tr' ? 1 : 2);
