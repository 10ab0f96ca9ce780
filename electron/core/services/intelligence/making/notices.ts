/** What must be said about the sources themselves, and about a model that was wanted and worded nothing. Pure. */
import type { CustomerAnalysis } from '../../../../contract/intelligence.ts';
import type { Scan } from '../reading/scanned.ts';
import type { GroupDraft } from './draft.ts';
import type { EvidenceBook } from './evidence-book.ts';

type Notice = CustomerAnalysis['notices'][number];
const few = 60;
const most = 20;

export const noticesOf = (
  scan: Scan,
  groups: readonly Pick<GroupDraft, 'origin'>[],
  modelId: string | null,
  book: EvidenceBook,
): Notice[] => {
  const notices: Notice[] = [];
  const add = (code: Notice['code'], count: number, evidence: string[] = []): void => {
    notices.push({ code, count, evidence });
  };
  if (scan.documents.length === 0) add('no-documents', 0);
  else if (scan.totalSentences < few) add('few-sentences', scan.totalSentences);
  if (scan.documents.length > 0 && groups.length === 0) add('no-groups', 0);
  if (modelId !== null && groups.length > 0 && groups.every(({ origin }) => origin !== 'model'))
    add('model-unused', groups.length);
  if (scan.contradictions.length > 0)
    add(
      'contradictory',
      scan.contradictions.length,
      book.cite(scan.contradictions.slice(0, most / 2).flat()),
    );
  if (scan.hostile.length > 0) add('instructions-in-sources', scan.hostile.length);
  const languages = new Set(scan.documents.map(({ language }) => language));
  if (languages.size > 1) add('mixed-languages', languages.size);
  return notices;
};
