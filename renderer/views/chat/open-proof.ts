/** The citation that is open beside the conversation; at most one. */
import { create } from 'zustand';
import type { Citation } from '../../../electron/contract/answers.ts';
import type { Proof } from '../evidence/evidence-markdown.tsx';

export type OpenProof = { proof: Proof; citations: readonly Citation[] };

export const useOpenProof = create<{ open: OpenProof | null }>(() => ({ open: null }));

export const closeProof = (): void => useOpenProof.setState({ open: null });
export const showProof = (open: OpenProof): void => useOpenProof.setState({ open });
