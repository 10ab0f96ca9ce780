/** Questions people ask: those that stand in the sources, in a reader's own voice where they address “Sie”. Pure. */
import type { SourceQuestion } from '../../../../contract/intelligence-traits.ts';
import type { Scan } from '../reading/scanned.ts';
import { onOneLine } from '../reading/quotable.ts';
import type { FoundTopic } from '../reading/topics.ts';
import type { EvidenceBook } from './evidence-book.ts';

export const sourceQuestions = (
  scan: Scan,
  topics: readonly FoundTopic[],
  book: EvidenceBook,
  most = 400,
): SourceQuestion[] => {
  const topicOf = new Map(
    topics.flatMap((topic) => topic.documents.map((document) => [document, topic.id] as const)),
  );
  return scan.questions.slice(0, most).flatMap((index) => {
    const sentence = scan.sentences[index];
    if (sentence === undefined) return [];
    const [evidence] = book.cite([index]);
    const answer = answerTo(scan, index);
    return evidence === undefined
      ? []
      : [
          {
            text: sentence.text,
            evidence,
            answer: answer === null ? null : (book.cite([answer])[0] ?? null),
            language: sentence.language,
            topicId: topicOf.get(sentence.document) ?? null,
          },
        ];
  });
};

/** The kept sentence right after the question, when it is one of running text. */
export const answerTo = (scan: Scan, question: number): number | null => {
  const asked = scan.sentences[question];
  const next = scan.sentences[question + 1];
  if (
    asked === undefined ||
    next === undefined ||
    next.document !== asked.document ||
    next.kind === 'heading'
  )
    return null;
  return /\?$/.test(next.text) || next.text.length < 25 ? null : question + 1;
};

const german: readonly [RegExp, string][] = [
  [/\b(muss|kann|soll|darf|will)(?:en|t)?\s+Sie\b/g, '$1 ich'],
  [/\bmüssen Sie\b/g, 'muss ich'],
  [/\bkönnen Sie\b/g, 'kann ich'],
  [/\bdürfen Sie\b/g, 'darf ich'],
  [/\bsollten Sie\b/g, 'sollte ich'],
  [/\bMüssen Sie\b/g, 'Muss ich'],
  [/\bKönnen Sie\b/g, 'Kann ich'],
  [/\bsind Sie\b/g, 'bin ich'],
  [/\b(haben|brauchen|benötigen|bekommen|erhalten|finden|zahlen|suchen) Sie\b/g, '$1# ich'],
  [/\b(Brauchen|Benötigen|Bekommen|Erhalten|Finden|Zahlen) Sie\b/g, '$1# ich'],
  [/\bIhr(e[nmrs]?)?\b/g, 'mein$1'],
  [/\bIhnen\b/g, 'mir'],
];

const english: readonly [RegExp, string][] = [
  [/\b(do|can|should|must|may|will|could) you\b/gi, '$1 I'],
  [/\bif you are\b/g, 'if I am'],
  [/\b(if|when|that) you\b/g, '$1 I'],
  [/\b(for|to|with|from) you\b/g, '$1 me'],
  [/\byour\b/g, 'my'],
];

/** A reader's question asks what, where or may I; “Haben Sie Fragen?”, “Are you pregnant?” are the source's own. */
const opening =
  /^(?:w(?:as|er|en|em|o|ie|ann|arum|ozu|ohin|oher|elche[rsnm]?|ieso|eshalb|omit|oran|ofür|ieviele?)|muss|müssen|kann|können|darf|dürfen|gibt|brauche|what|who|where|when|why|how|which|can|may|must|does|do i|is there|are there|is it|should|ne|nasıl|nerede|nereye|nereden|kim|hangi|kaç|niçin|neden|ne zaman)(?!\p{L})/iu;
/** “Was suchen Sie?”, “What are you looking for?”, “Ne arıyorsunuz?”: asked by the page. */
const pageAsks =
  /^(?:was|wonach|wen|wohin) (?:suchst|suchen|suche|möchten|wollen|willst) |^what (?:are|would|do) you (?:look|like|want)|\p{L}(?:s[ıiuü]n[ıiuü]z|yor musunuz|yorsunuz)\?$/iu;
/** “Wer sind wir?”, “What do we offer?”, “Biz kimiz?”: the organisation speaks of itself. */
const ourselves =
  /(?<!\p{L})(?:[Ww]ir|[Uu]ns|[Uu]nser\p{L}*|[Ww]e|us|[Oo]urs?|[Bb]iz(?:e|i|im)?)(?!\p{L})|\p{L}(?:[ıiuü]yoruz|[ae]r[ıi]z|kimiz|l[ıi]y[ıi]z)\?$/u;

/** “Was müssen Sie tun?” becomes “Was muss ich tun?”; what cannot be turned safely is left out (`null`). */
export const inOwnWords = (question: string, language: string): string | null => {
  const asked = onOneLine(question).replace(/^[^\p{L}\p{N}]+/u, '');
  if (!opening.test(asked) || pageAsks.test(asked) || ourselves.test(asked)) return null;
  if (/[=/<>{}\\|:;»«]|\.\s|(?:i\.e|e\.g)/.test(asked)) return null;
  let own = asked;
  for (const [from, to] of language === 'de' ? german : language === 'en' ? english : [])
    own = own.replace(from, to);
  if (language === 'de') own = own.replaceAll(/(\p{L}+)en# ich/gu, '$1e ich');
  if (language === 'de' && /\b(?:Sie|Ihrer?)\b/.test(own)) return null;
  if (language === 'en' && /\b(?:you|yours|yourself)\b/i.test(own)) return null;
  return own.charAt(0).toLocaleUpperCase(language) + own.slice(1);
};
