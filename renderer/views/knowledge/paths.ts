/** The addresses of the knowledge views. */
import type { Route } from '../../app/router.ts';

/** A place in a document. Offsets are UTF-16 code units of the version's text, end exclusive. */
export type Place = {
  documentId: string;
  /** `null`: the newest. */
  versionId: string | null;
  startOffset: number;
  endOffset: number;
};

const newest = 'newest';

export const spacePath = (
  spaceId: string | null,
  part: 'documents' | 'files' | 'summary' | 'settings' = 'documents',
): string => {
  const base = spaceId === null ? '/knowledge' : `/knowledge/space/${spaceId}`;
  return part === 'documents' ? base : `${base}/${part}`;
};

/** The files of a space that could not be taken in. */
export const failedFilesPath = (spaceId: string | null): string => `${spacePath(spaceId, 'files')}/failed`;

export const searchPath = '/knowledge/search';

export const documentPath = (documentId: string, place?: Omit<Place, 'documentId'>): string =>
  place
    ? `/knowledge/document/${documentId}/${place.versionId ?? newest}/${place.startOffset}-${place.endOffset}`
    : `/knowledge/document/${documentId}`;

/** `null` when the address names no document. A range that cannot be read is the beginning. */
export const placeOf = ({ segments }: Route): Place | null => {
  const [part, documentId, versionId, range = ''] = segments;
  if (part !== 'document' || documentId === undefined) return null;
  const [start, end] = (/^(\d{1,12})-(\d{1,12})$/.exec(range) ?? []).slice(1).map(Number);
  return {
    documentId,
    versionId: versionId === undefined || versionId === newest ? null : versionId,
    startOffset: start ?? 0,
    endOffset: Math.max(start ?? 0, end ?? 0),
  };
};
