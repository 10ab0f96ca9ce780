/** How hard the texts for a group are to read: LIX, and for Turkish, whose words carry their grammar, Ateşman's measure. Pure. */
import type { ContentLanguage, ReadingLevel } from '../../../../contract/intelligence-traits.ts';
import type { IntelligenceResources } from '../resources.ts';
import type { DocumentFacts } from '../reading/source.ts';
import type { Scan } from '../reading/scanned.ts';
import type { Focus } from './draft.ts';
import type { EvidenceBook } from './evidence-book.ts';
import { traitOf } from './trait.ts';

const words = {
  plain: 'levelPlain',
  standard: 'levelStandard',
  demanding: 'levelDemanding',
  expert: 'levelExpert',
};

type Text = Pick<DocumentFacts, 'sentences' | 'words' | 'longWords' | 'vowels'>;
type Read = { code: ReadingLevel['code']; measure: 'lix' | 'atesman'; value: number };

/** Words per sentence and the share of words of more than six letters (Björnsson, Läsbarhet, 1968): higher is harder. */
const lixOf = ({ sentences, words: count, longWords }: Text): Read => {
  const value = count / sentences + (100 * longWords) / count;
  const code = value < 40 ? 'plain' : value < 50 ? 'standard' : value < 60 ? 'demanding' : 'expert';
  return { code, measure: 'lix', value };
};

/**
 * Syllables per word and words per sentence; higher is easier (Ateşman, Türkçede okunabilirliğin ölçülmesi, Dil Dergisi 58,
 * 1997: from 90 very easy, 70 easy, 50 medium, 30 hard, below very hard). A Turkish syllable has exactly one vowel.
 */
const atesmanOf = ({ sentences, words: count, vowels }: Text): Read => {
  const value = 198.825 - 40.175 * (vowels / count) - 2.61 * (count / sentences);
  const code = value >= 70 ? 'plain' : value >= 50 ? 'standard' : value >= 30 ? 'demanding' : 'expert';
  return { code, measure: 'atesman', value };
};

/** `text`: in one language. `null`: too little of it. */
export const readabilityOf = (text: Text, language: string): Read | null => {
  if (text.sentences === 0 || text.words < leastWords) return null;
  const read = language === 'tr' ? atesmanOf(text) : lixOf(text);
  return { ...read, value: Math.round(read.value * 10) / 10 };
};
const leastWords = 20;

export const readingLevelOf = (
  scan: Scan,
  focus: Focus,
  resources: IntelligenceResources,
  language: ContentLanguage,
  book: EvidenceBook,
): ReadingLevel | null => {
  const near = focus.documents.slice(0, 20);
  const written = (index: number): string => scan.documents[index]?.language ?? '';
  const own = near.filter((index) => written(index) === language);
  const [nearest = -1] = near;
  const spoken = own.length > 0 ? language : written(nearest);
  const text: Text = { sentences: 0, words: 0, longWords: 0, vowels: 0 };
  for (const index of near) {
    const document = scan.documents[index];
    if (document === undefined || document.language !== spoken) continue;
    for (const key of ['sentences', 'words', 'longWords', 'vowels'] as const) text[key] += document[key];
  }
  const read = readabilityOf(text, spoken);
  if (read === null) return null;
  const shown = near
    .filter((index) => written(index) === spoken)
    .slice(0, 3)
    .flatMap((index) => (scan.leads[index] ?? []).slice(0, 1));
  return {
    ...traitOf(
      'reading-level',
      resources.say(language, `trait.${words[read.code]}`),
      book.cite(shown),
      'rules',
    ),
    ...read,
  };
};
