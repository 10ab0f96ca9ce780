/** The addresses of the studio. Open evidence is part of the address: back from a document shows it again. */
import type { Route } from '../../app/router.ts';

/** A list of traits of a group or persona; `all`: the sentences of a whole group. */
export type EvidencePlace = { field: string; index: number };

export type StudioPlace =
  | { page: 'list' }
  | { page: 'start' }
  | { page: 'board'; analysisId: string }
  | {
      page: 'group' | 'persona';
      analysisId: string;
      subjectId: string;
      evidence: EvidencePlace | null;
    };

export const listPath = '/studio';
export const startPath = '/studio/new';
export const boardPath = (analysisId: string): string => `/studio/${analysisId}`;

export const subjectPath = (
  kind: 'group' | 'persona',
  analysisId: string,
  subjectId: string,
  evidence: EvidencePlace | null = null,
): string => {
  const base = `/studio/${analysisId}/${kind}/${subjectId}`;
  return evidence === null ? base : `${base}/${evidence.field}/${evidence.index}`;
};

export const placeOf = ({ segments }: Route): StudioPlace => {
  const [analysisId, page, subjectId, field, index] = segments;
  if (analysisId === undefined) return { page: 'list' };
  if (analysisId === 'new') return { page: 'start' };
  if ((page !== 'group' && page !== 'persona') || subjectId === undefined)
    return { page: 'board', analysisId };
  const evidence =
    field !== undefined && /^\d{1,4}$/.test(index ?? '') ? { field, index: Number(index) } : null;
  return { page, analysisId, subjectId, evidence };
};
