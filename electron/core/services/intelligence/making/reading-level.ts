/** How hard the texts for a group are to read, by LIX (Björnsson 1968). Pure. */
import type { ContentLanguage, ReadingLevel } from '../../../../contract/intelligence-traits.ts';
import type { IntelligenceResources } from '../resources.ts';
import type { Scan } from '../reading/scanned.ts';
import type { Focus } from './draft.ts';
import type { EvidenceBook } from './evidence-book.ts';
import { traitOf } from './trait.ts';

const levels = [
  { code: 'plain', below: 40, words: 'levelPlain' },
  { code: 'standard', below: 50, words: 'levelStandard' },
  { code: 'demanding', below: 60, words: 'levelDemanding' },
  { code: 'expert', below: Number.POSITIVE_INFINITY, words: 'levelExpert' },
] as const;

export const readingLevelOf = (
  scan: Scan,
  focus: Focus,
  resources: IntelligenceResources,
  language: ContentLanguage,
  book: EvidenceBook,
): ReadingLevel | null => {
  let [sentences, words, long] = [0, 0, 0];
  for (const index of focus.documents.slice(0, 20)) {
    const document = scan.documents[index];
    sentences += document?.sentences ?? 0;
    words += document?.words ?? 0;
    long += document?.longWords ?? 0;
  }
  if (sentences === 0 || words < 20) return null;
  const lix = Math.round((words / sentences + (100 * long) / words) * 10) / 10;
  const level = levels.find(({ below }) => lix < below) ?? levels[3];
  const shown = focus.documents.slice(0, 3).flatMap((index) => (scan.leads[index] ?? []).slice(0, 1));
  return {
    ...traitOf('reading-level', resources.say(language, `trait.${level.words}`), book.cite(shown), 'rules'),
    code: level.code,
    lix,
  };
};
