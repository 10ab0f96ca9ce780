import { beforeEach, expect, it } from 'vitest';
import { addNote, closeNote, holdNotes, leaveOtherPages, useNotes } from './notes.ts';

const texts = () => useNotes.getState().notes.map(({ text }) => text);

beforeEach(() => useNotes.setState({ notes: [], held: false }));

it('takes the error of a page away with the page, and leaves what belongs to the next one or to none', () => {
  addNote({ tone: 'error', text: 'of the page that is left', page: '#/agents' });
  addNote({ tone: 'error', text: 'of the page that comes', page: '#/chat' });
  addNote({ tone: 'error', text: 'a download failed', page: null });
  leaveOtherPages('#/chat');
  expect(texts()).toEqual(['of the page that comes', 'a download failed']);
});

it('lets later notes leave again after the one that held the focus was closed', () => {
  addNote({ tone: 'done', text: 'saved', page: null });
  holdNotes(true);
  for (const { id } of useNotes.getState().notes) closeNote(id);
  expect(useNotes.getState()).toEqual({ notes: [], held: false });
});

it('shows the last four', () => {
  for (const text of ['1', '2', '3', '4', '5']) addNote({ tone: 'done', text, page: null });
  expect(texts()).toEqual(['2', '3', '4', '5']);
});
