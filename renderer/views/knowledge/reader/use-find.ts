/** Finds words in the whole document, also where it is not loaded yet. */
import { useEffect, useState } from 'react';
import type { DocumentView } from '../../../../electron/contract/knowledge.ts';
import { client } from '../../../client/client.ts';
import { type AppFailure, toFailure } from '../../../client/failure.ts';
import { findAll, type Range } from './ranges.ts';

/** UTF-16 units per call: the most the engine gives. */
const portion = 200_000;

type Whole = { key: string; text: Promise<string> };
let last: Whole | null = null;

const fetchWhole = async (documentId: string, versionId: string, length: number): Promise<string> => {
  let text = '';
  while (text.length < length) {
    const {
      startOffset,
      endOffset,
      text: part,
    } = await client.knowledge.document({
      documentId,
      versionId,
      aroundOffset: Math.min(length - 1, text.length + portion / 2),
      length: portion,
    });
    if (endOffset <= text.length || startOffset > text.length) break;
    text += part.slice(text.length - startOffset);
  }
  return text;
};

const wholeText = (documentId: string, versionId: string, length: number): Promise<string> => {
  const key = `${documentId}/${versionId}`;
  if (last?.key !== key) {
    const text = fetchWhole(documentId, versionId, length);
    const made = { key, text };
    text.catch(() => {
      if (last === made) last = null;
    });
    last = made;
  }
  return last.text;
};

export type Found = { matches: readonly Range[]; isSearching: boolean; failure: AppFailure | null };
const nothing: Found = { matches: [], isSearching: false, failure: null };

export const useFind = (view: DocumentView | null, query: string): Found => {
  const [found, setFound] = useState<Found>(nothing);
  const { id, textLength } = view?.document ?? { id: '', textLength: 0 };
  const versionId = view?.versionId ?? '';
  const wanted = query.trim();
  useEffect(() => {
    if (wanted === '' || id === '') {
      setFound(nothing);
      return;
    }
    let isCurrent = true;
    setFound((before) => ({ ...before, isSearching: true }));
    wholeText(id, versionId, textLength).then(
      (text) => isCurrent && setFound({ matches: findAll(text, wanted), isSearching: false, failure: null }),
      (thrown: unknown) =>
        isCurrent && setFound({ matches: [], isSearching: false, failure: toFailure(thrown) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [id, versionId, textLength, wanted]);
  return found;
};
