/** Short notes at the edge of the window. Errors stay until they are closed; the rest leaves by itself. */
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import type { AppFailure } from '../client/failure.ts';
import { useFailureText } from '../i18n/failure-text.ts';
import { Button, IconButton } from './button.tsx';
import { cx } from './cx.ts';

type Note = {
  id: number;
  tone: 'info' | 'done' | 'error';
  text?: string;
  failure?: AppFailure;
  action?: { label: string; onPress: () => void };
};

const lifetimeMs = 6000;
const mostAtOnce = 4;
let lastId = 0;

const useNotes = create<{ notes: Note[]; held: boolean }>(() => ({ notes: [], held: false }));
const add = (note: Omit<Note, 'id'>): void => {
  lastId += 1;
  const id = lastId;
  useNotes.setState(({ notes }) => ({ notes: [...notes, { ...note, id }].slice(-mostAtOnce) }));
};
const close = (id: number): void =>
  useNotes.setState(({ notes }) => ({ notes: notes.filter((note) => note.id !== id) }));

/** `done` for something that has worked, `info` for the rest; `text` is already translated. */
export const toast = (tone: 'info' | 'done', text: string, action?: Note['action']): void =>
  add({ tone, text, action });
export const toastFailure = (failure: AppFailure): void => add({ tone: 'error', failure });

const icons = { info: Info, done: CircleCheck, error: CircleAlert };
const iconTones = { info: 'text-muted', done: 'text-verified-ink', error: 'text-danger-ink' };

function NoteCard({ note }: { note: Note }) {
  const { t } = useTranslation('common');
  const failureText = useFailureText();
  const held = useNotes((state) => state.held);
  const stays = note.tone === 'error' || held;
  useEffect(() => {
    if (stays) return;
    const timer = setTimeout(() => close(note.id), lifetimeMs);
    return () => clearTimeout(timer);
  }, [note.id, stays]);
  const Icon = icons[note.tone];
  const words = note.failure ? failureText(note.failure) : null;
  return (
    <li
      role={note.tone === 'error' ? 'alert' : undefined}
      className="hairline pointer-events-auto flex animate-[appear_160ms_var(--ease-out)] items-start gap-3 rounded-md bg-raised py-3 pr-2 pl-4 shadow-raised"
    >
      <Icon aria-hidden className={cx('mt-0.5 size-5 shrink-0', iconTones[note.tone])} strokeWidth={1.75} />
      <div className="min-w-0 flex-1">
        <p className={words ? 'font-[560]' : undefined}>{words ? words.title : note.text}</p>
        {words && <p className="mt-0.5 text-13 text-muted">{words.help}</p>}
        {note.failure?.reference && (
          <p className="mt-1 text-12 text-muted">
            {t('reference')} <code className="font-mono">{note.failure.reference}</code>
          </p>
        )}
        {note.action && (
          <Button
            size="sm"
            className="mt-2"
            onPress={() => {
              note.action?.onPress();
              close(note.id);
            }}
          >
            {note.action.label}
          </Button>
        )}
      </div>
      <IconButton icon={X} label={t('close')} size="sm" onPress={() => close(note.id)} />
    </li>
  );
}

/** Belongs once into the page. */
export function ToastRegion() {
  const { t } = useTranslation('common');
  const notes = useNotes((state) => state.notes);
  const hold = (held: boolean) => () => useNotes.setState({ held });
  return (
    <section
      aria-label={t('notes')}
      aria-live="polite"
      data-react-aria-top-layer="true"
      onMouseEnter={hold(true)}
      onMouseLeave={hold(false)}
      onFocus={hold(true)}
      onBlur={hold(false)}
      className="pointer-events-none fixed right-4 bottom-4 z-50 w-96 max-w-[calc(100vw-2rem)] print:hidden"
    >
      <ul className="flex flex-col gap-2">
        {notes.map((note) => (
          <NoteCard key={note.id} note={note} />
        ))}
      </ul>
    </section>
  );
}
