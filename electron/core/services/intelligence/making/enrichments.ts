/**
 * Content for a group, taken from the sources: what matters most, questions with their answers, and the same in plain
 * language, once in each language the sources speak to the group in. Every part is one sentence with its citation; all of
 * it is checked against the rules of plain language. Pure.
 */
import {
  type ContentLanguage,
  contentLanguages,
  type Trait,
} from '../../../../contract/intelligence-traits.ts';
import type { ContentEnrichment } from '../../../../contract/intelligence-groups.ts';
import type { EnrichmentDraft, GroupDraft } from './draft.ts';
import { type MakingContext, spread } from './groups.ts';
import { isQuotable, onOneLine } from '../reading/quotable.ts';
import { isSubject } from '../reading/subjects.ts';
import { checkPlain, inPlainWords, plainFaults } from './plain.ts';
import { answerTo, inOwnWords } from './questions.ts';
import { inSentence } from './names.ts';
import { traitOf } from './trait.ts';

const mostParts = 8;
const longestSentence = 240;
/** Of one document: a text for readers is about more than one page. */
const mostOfOneDocument = 3;
/** Fewer sentences in a language that is not the main one are no text. */
const leastParts = 3;

type Kind = ContentEnrichment['kind'];
type Part = EnrichmentDraft['parts'][number];

export const enrichGroups = (groups: readonly GroupDraft[], context: MakingContext): EnrichmentDraft[] =>
  groups.flatMap((group) =>
    [context.language, ...contentLanguages.filter((one) => one !== context.language)].flatMap((language) => {
      const telling = tellingSentences(group, context, language);
      const least = language === context.language ? 1 : leastParts;
      return [
        enrichment('explanation', group, language, explain(telling, context, language), context),
        enrichment('plain', group, language, plain(telling, context, language), context),
        enrichment('faq', group, language, faq(group, context, language), context),
      ].filter(({ kind, parts }) => parts.length >= (kind === 'faq' ? 1 : least));
    }),
  );

const enrichment = (
  kind: Kind,
  group: GroupDraft,
  language: ContentLanguage,
  parts: Part[],
  { resources }: MakingContext,
): EnrichmentDraft => ({
  groupKey: group.key,
  kind,
  language,
  title: resources.say(language, `enrichment.${kind}`, {
    name: inSentence(group.signals[0]?.audience?.name[language] ?? group.name, language),
  }),
  parts,
  checks: checkPlain(
    parts.map(({ body }) => body.text),
    language,
  ),
});

/** Whole sentences in one language, from the documents about the group, the strongest first. */
const tellingSentences = (
  group: GroupDraft,
  { scan }: MakingContext,
  language: ContentLanguage,
): number[] => {
  const inFocus = new Set(group.focus.documents);
  const named = group.focus.sentences.filter((index) => {
    const sentence = scan.sentences[index];
    return sentence !== undefined && inFocus.has(sentence.document);
  });
  const leads = group.focus.documents.flatMap((document) =>
    isSubject(scan.names[document] ?? '', scan, language) ? (scan.leads[document] ?? []) : [],
  );
  const seen = new Set<string>();
  return [...named, ...leads].filter((index) => {
    const { kind, text = '', language: spoken } = scan.sentences[index] ?? {};
    const words =
      text
        .toLowerCase()
        .match(/\p{L}{4,}/gu)
        ?.join(' ') ?? '';
    if (kind !== 'text' || spoken !== language || seen.has(words)) return false;
    seen.add(words);
    return text.length >= 30 && text.length <= longestSentence && isQuotable(text, language);
  });
};

/** The best of each document, then read in their order there: one document after the other, each under its title. */
const inReadingOrder = (sentences: readonly number[], { scan }: MakingContext): number[] => {
  const counts = new Map<number, number>();
  const few = sentences.filter((sentence) => {
    const document = scan.sentences[sentence]?.document ?? -1;
    counts.set(document, (counts.get(document) ?? 0) + 1);
    return (counts.get(document) ?? 0) <= mostOfOneDocument;
  });
  const chosen: number[] = [];
  for (const sentence of spread(scan, few, few.length)) {
    const words = wordsOf(scan.sentences[sentence]?.text ?? '');
    const isSaid = chosen.some((other) => sharesMost(words, wordsOf(scan.sentences[other]?.text ?? '')));
    if (chosen.length < mostParts && !isSaid) chosen.push(sentence);
  }
  const places = new Map<number, number>();
  for (const sentence of chosen) {
    const document = scan.sentences[sentence]?.document ?? -1;
    if (!places.has(document)) places.set(document, places.size);
  }
  const placeOf = (sentence: number): number => places.get(scan.sentences[sentence]?.document ?? -1) ?? 0;
  return chosen.toSorted((a, b) => placeOf(a) - placeOf(b) || a - b);
};

const wordsOf = (text: string): Set<string> =>
  new Set((text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) => word.slice(0, 6)));

/** Two pages that say the same in nearly the same words. */
const sharesMost = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  [...a].filter((word) => b.has(word)).length >= 0.6 * Math.max(1, a.size, b.size);

/** The home page heads nothing. */
const headingOf = ({ scan }: MakingContext, sentence: number): string | null => {
  const { document = -1, language = '' } = scan.sentences[sentence] ?? {};
  const title = scan.names[document] ?? '';
  return isSubject(title, scan, language) ? title : null;
};

const explain = (telling: readonly number[], context: MakingContext, language: ContentLanguage): Part[] =>
  inReadingOrder(telling, context).map((sentence, at) => ({
    heading: headingOf(context, sentence),
    body: quoted(`part-${language}-${at}`, sentence, context),
  }));

const faq = (group: GroupDraft, { scan, book }: MakingContext, language: ContentLanguage): Part[] => {
  const place = new Map(group.focus.documents.map((document, at) => [document, at]));
  const rank = (index: number): number =>
    place.get(scan.sentences[index]?.document ?? -1) ?? Number.POSITIVE_INFINITY;
  return scan.questions
    .flatMap((question) => {
      const answer = answerTo(scan, question);
      const asked = scan.sentences[question];
      if (answer === null || asked?.language !== language) return [];
      if (rank(question) === Number.POSITIVE_INFINITY || inOwnWords(asked.text, language) === null) return [];
      return isAnswer(scan.sentences[answer]?.text ?? '') ? [{ question, answer }] : [];
    })
    .sort((a, b) => rank(a.question) - rank(b.question) || a.question - b.question)
    .slice(0, mostParts)
    .map(({ question, answer }, at) => ({
      heading: onOneLine(scan.sentences[question]?.text ?? ''),
      body: traitOf(
        `faq-${language}-${at}`,
        onOneLine(scan.sentences[answer]?.text ?? ''),
        book.cite([answer, question]),
        'rules',
      ),
    }));
};

/** A sentence that is not cut and announces nothing. */
const isAnswer = (text: string): boolean =>
  /^["“„]?[\p{Lu}\d].*[.!]["”“)]?$/su.test(text) && text.length < 400;

/** The plainest sentences there are, in plainer words. Where too few keep every rule, what breaks one is shown, not hidden. */
const plain = (telling: readonly number[], context: MakingContext, language: ContentLanguage): Part[] => {
  const inWords = (sentence: number): string =>
    inPlainWords(onOneLine(context.scan.sentences[sentence]?.text ?? ''), language);
  const rated = telling.map((sentence) => ({
    sentence,
    faults: plainFaults(inWords(sentence), language),
  }));
  const most = rated.filter(({ faults }) => faults === 0).length >= leastParts ? 0 : 1;
  const plainest = rated
    .filter(({ faults }) => faults <= most)
    .sort((a, b) => a.faults - b.faults)
    .slice(0, 40)
    .map(({ sentence }) => sentence);
  return inReadingOrder(plainest, context).map((sentence, at) => ({
    heading: headingOf(context, sentence),
    body: { ...quoted(`plain-${language}-${at}`, sentence, context), text: inWords(sentence) },
  }));
};

const quoted = (id: string, sentence: number, { scan, book }: MakingContext): Trait =>
  traitOf(id, onOneLine(scan.sentences[sentence]?.text ?? ''), book.cite([sentence]), 'rules');
