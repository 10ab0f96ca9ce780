/** The passages someone came with into a document, so that the reader can go from one to the next. In memory only. */
import { create } from 'zustand';
import type { Place } from './paths.ts';
import type { Range } from './reader/ranges.ts';

type Came = { documentId: string; passages: readonly Range[] };

const useCame = create<{ came: Came | null }>(() => ({ came: null }));

export const comeWith = (documentId: string, passages: readonly Range[]): void =>
  useCame.setState({
    came: { documentId, passages: [...passages].sort((one, other) => one.startOffset - other.startOffset) },
  });

const none: readonly Range[] = [];

export const usePassages = ({ documentId }: Place): readonly Range[] =>
  useCame(({ came }) => (came?.documentId === documentId ? came.passages : none));
