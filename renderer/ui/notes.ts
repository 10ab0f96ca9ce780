/** The short notes at the edge of the window: which there are, and when they leave. */
import { create } from 'zustand';
import type { AppFailure } from '../client/failure.ts';

export type Note = {
  id: number;
  tone: 'info' | 'done' | 'error';
  text?: string;
  failure?: AppFailure;
  action?: { label: string; onPress: () => void };
  /** The address of the page it speaks of, and leaves with; `null`: of none, e.g. of a download. */
  page: string | null;
};

const mostAtOnce = 4;
let lastId = 0;

/** `held`: someone points at them or is in them, so they stay. */
export const useNotes = create<{ notes: readonly Note[]; held: boolean }>(() => ({ notes: [], held: false }));

export const addNote = (note: Omit<Note, 'id'>): void => {
  lastId += 1;
  const id = lastId;
  useNotes.setState(({ notes }) => ({ notes: [...notes, { ...note, id }].slice(-mostAtOnce) }));
};

/** The pointer or the focus that held them may go with the one that closes, and says nothing of it. */
export const closeNote = (id: number): void =>
  useNotes.setState(({ notes }) => ({ notes: notes.filter((note) => note.id !== id), held: false }));

/** What has only just been added for the page that is now open stays. */
export const leaveOtherPages = (open: string): void =>
  useNotes.setState(({ notes }) => ({ notes: notes.filter(({ page }) => page === null || page === open) }));

export const holdNotes = (held: boolean): void => useNotes.setState({ held });
