/** Fetches a document window by window around a place, and more of it where the reader goes. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { DocumentView } from '../../../../electron/contract/knowledge.ts';
import { client } from '../../../client/client.ts';
import { type AppFailure, toFailure } from '../../../client/failure.ts';
import type { Place } from '../paths.ts';
import { join, type LoadedText, loadedOf, windowLength } from './document-text.ts';

export type OpenDocument = {
  view: DocumentView | null;
  loaded: LoadedText | null;
  failure: AppFailure | null;
  /** Brings the neighbouring window; nothing where there is none. */
  grow: (direction: 'up' | 'down') => void;
  /** Makes sure that this offset is loaded. */
  reach: (offset: number) => void;
  retry: () => void;
};

/** Windows overlap, so that a block at a border is whole in one of them. */
const overlap = 2_000;

export const useDocument = ({ documentId, versionId, startOffset }: Place): OpenDocument => {
  const [view, setView] = useState<DocumentView | null>(null);
  const [loaded, setLoaded] = useState<LoadedText | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const isBusy = useRef(false);
  const latest = useRef<LoadedText | null>(null);
  latest.current = loaded;

  const fetchAround = useCallback(
    async (aroundOffset: number) => {
      if (isBusy.current) return;
      isBusy.current = true;
      try {
        const answer = await client.knowledge.document({
          documentId,
          versionId,
          aroundOffset: Math.max(0, aroundOffset),
          length: windowLength,
        });
        setView(answer);
        setLoaded((before) => (before === null ? loadedOf(answer) : join(before, answer)));
        setFailure(null);
      } catch (thrown) {
        setFailure(toFailure(thrown));
      } finally {
        isBusy.current = false;
      }
    },
    [documentId, versionId],
  );

  // The place the document is opened at; later ones are reached within it.
  const first = useRef(startOffset);
  useEffect(() => {
    void fetchAround(first.current);
  }, [fetchAround]);

  const length = view?.document.textLength ?? 0;
  const grow = useCallback(
    (direction: 'up' | 'down') => {
      const now = latest.current;
      if (now === null) return;
      if (direction === 'up' && now.startOffset > 0)
        void fetchAround(now.startOffset - windowLength / 2 + overlap);
      if (direction === 'down' && now.endOffset < length)
        void fetchAround(Math.min(length - 1, now.endOffset + windowLength / 2 - overlap));
    },
    [fetchAround, length],
  );
  const reach = useCallback(
    (offset: number) => {
      const now = latest.current;
      if (now !== null && (offset < now.startOffset || offset >= now.endOffset)) void fetchAround(offset);
    },
    [fetchAround],
  );
  const retry = () => void fetchAround(latest.current?.startOffset ?? first.current);
  return { view, loaded, failure, grow, reach, retry };
};
