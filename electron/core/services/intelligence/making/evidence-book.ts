/** Which sentences are cited: hands out evidence ids and remembers what they stand for. */
import type { Evidence } from '../../../../contract/intelligence-traits.ts';
import type { Scan } from '../reading/scanned.ts';
import { toEvidence } from '../reading/source.ts';

export type EvidenceBook = {
  /** Ids of these kept sentences; unknown ones are left out. */
  cite(sentences: readonly number[]): string[];
  find(id: string): Evidence | null;
  all(): Evidence[];
};

export const createEvidenceBook = (scan: Scan, known: readonly Evidence[] = []): EvidenceBook => {
  const entries = new Map(known.map((evidence) => [evidence.id, evidence]));
  return {
    cite: (sentences) =>
      sentences.flatMap((index) => {
        const sentence = scan.sentences[index];
        const document = sentence === undefined ? undefined : scan.documents[sentence.document];
        if (sentence === undefined || document === undefined) return [];
        const evidence = toEvidence(document, sentence);
        entries.set(evidence.id, evidence);
        return [evidence.id];
      }),
    find: (id) => entries.get(id) ?? null,
    all: () => [...entries.values()],
  };
};
