/**
 * A follow-up question says “and there?” and means what was asked before. Decided by its words alone: a question that points
 * back, or is too short to stand alone, is looked up together with the questions before it. Pure.
 */
import { detectLanguage } from '../analysis/language.ts';
import type { Language } from '../analysis/languages.ts';
import { wordsOf } from '../analysis/tokens.ts';

const pointsBack: Readonly<Record<Language, RegExp>> = {
  de: /^\s*(?:und|aber|oder|auch|dann|also|sonst|warum|wieso|wann|wo|wer|wie)\s*\??$|^\s*(?:und|aber|auch|oder)(?!\p{L})|(?<!\p{L})(?:dort|dafür|davon|dazu|damit|dabei|darüber|darauf|deren|dessen|dies\p{L}{0,2}|jen\p{L}{1,2}|er|es|sie|ihn|ihm|denen|solche\p{L}?)(?!\p{L})/iu,
  en: /^\s*(?:and|but|or|also|then|so|what about|how about|why|when|where|who)\s*\??$|^\s*(?:and|but|or|what about|how about)(?!\p{L})|(?<!\p{L})(?:it|its|they|them|their|there|this|that|these|those|he|she|him|her|one|ones)(?!\p{L})/iu,
  tr: /^\s*(?:ve|peki|ya|ama|neden|niçin|nerede|kim|nasıl)\s*\??$|^\s*(?:ve|peki|ya|ama)(?!\p{L})|(?<!\p{L})(?:o|onu|ona|onun|bunu|bunun|buna|orada|oraya|onlar\p{L}*|bunlar\p{L}*)(?!\p{L})/iu,
};
/** German “Sie” is the person addressed, “sie” points back: only the case tells. */
const address = /(?<!\p{L})(?:Sie|Ihnen|Ihre?[nmrs]?)(?!\p{L})/gu;
/** Fewer content words than this do not say what is meant. */
const standsAlone = 2;
/** Earlier questions that are taken along. */
const lookBack = 2;

/** What to search for. `earlier`: the questions before this one, oldest first. */
export const withContext = (question: string, earlier: readonly string[]): string => {
  const language = detectLanguage(question);
  const own = wordsOf(question, language);
  const bare =
    language === 'de'
      ? question.slice(0, 1).toLowerCase() + question.slice(1).replaceAll(address, '')
      : question;
  if (earlier.length === 0) return question;
  if (own.length >= standsAlone && !pointsBack[language].test(bare)) return question;
  return [...earlier.slice(-lookBack), question].join('\n');
};
