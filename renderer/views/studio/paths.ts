/** The addresses of the studio. Open evidence is part of the address: back from a document shows it again. */
import type { Route } from '../../app/router.ts';

/** A list of traits of a group or persona; `all`: the sentences of a whole group. */
export type EvidencePlace = { field: string; index: number };

/** What the sources say as a whole: who speaks in them, and about what. */
export type FindingsPage = 'profile' | 'topics';
/** `texts`: what was written for a group, named by the group. */
type SubjectPage = 'group' | 'persona' | 'texts';

export type StudioPlace =
  | { page: 'list' }
  /** `spaceId`: chosen beforehand, where a person comes from what has just been read. */
  | { page: 'start'; spaceId: string | null }
  | { page: 'board'; analysisId: string }
  | { page: FindingsPage; analysisId: string; evidence: EvidencePlace | null }
  | { page: 'talk'; analysisId: string; subjectId: string }
  | {
      page: SubjectPage;
      analysisId: string;
      subjectId: string;
      evidence: EvidencePlace | null;
    };

export const listPath = '/studio';
export const startPath = '/studio/new';
export const startWithPath = (spaceId: string): string => `${startPath}/${spaceId}`;
export const boardPath = (analysisId: string): string => `/studio/${analysisId}`;

export const subjectPath = (
  kind: SubjectPage,
  analysisId: string,
  subjectId: string,
  evidence: EvidencePlace | null = null,
): string => {
  return withEvidence(`/studio/${analysisId}/${kind}/${subjectId}`, evidence);
};

/** The rehearsal with a persona. */
export const talkPath = (analysisId: string, personaId: string): string =>
  `${subjectPath('persona', analysisId, personaId)}/talk`;

export const findingsPath = (
  page: FindingsPage,
  analysisId: string,
  evidence: EvidencePlace | null = null,
): string => withEvidence(`/studio/${analysisId}/${page}`, evidence);

const withEvidence = (base: string, evidence: EvidencePlace | null): string =>
  evidence === null ? base : `${base}/${evidence.field}/${evidence.index}`;

export const placeOf = ({ segments }: Route): StudioPlace => {
  const [analysisId, page, ...rest] = segments;
  if (analysisId === undefined) return { page: 'list' };
  if (analysisId === 'new') return { page: 'start', spaceId: page ?? null };
  if (page === 'profile' || page === 'topics') return { page, analysisId, evidence: evidenceAt(rest) };
  const [subjectId, ...place] = rest;
  if ((page !== 'group' && page !== 'persona' && page !== 'texts') || subjectId === undefined)
    return { page: 'board', analysisId };
  if (page === 'persona' && place[0] === 'talk') return { page: 'talk', analysisId, subjectId };
  return { page, analysisId, subjectId, evidence: evidenceAt(place) };
};

const evidenceAt = ([field, index]: readonly string[]): EvidencePlace | null =>
  field !== undefined && /^\d{1,4}$/.test(index ?? '') ? { field, index: Number(index) } : null;
