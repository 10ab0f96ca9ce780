/** What the documents about a group are called, the closest first: subjects the name of the group does not say already. Pure. */
import type { Scan } from '../reading/scanned.ts';
import { type Subject, subjectsOf } from '../reading/subjects.ts';
import type { Focus } from './draft.ts';

export const titlesOf = (scan: Scan, focus: Focus, language: string, known: readonly string[]): Subject[] =>
  subjectsOf(
    scan,
    focus.documents.filter((document) => scan.documents[document]?.language === language),
    known,
  );
