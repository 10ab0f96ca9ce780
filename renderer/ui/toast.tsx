/** Short notes at the edge of the window. Errors stay until they are closed or their page is left; the rest leaves by itself. */
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppFailure } from '../client/failure.ts';
import { useFailureText } from '../i18n/failure-text.ts';
import { Button, IconButton } from './button.tsx';
import { cx } from './cx.ts';
import { addNote, closeNote, holdNotes, leaveOtherPages, type Note, useNotes } from './notes.ts';

const lifetimeMs = 6000;

/** `done` for something that has worked, `info` for the rest; `text` is already translated. */
export const toast = (tone: 'info' | 'done', text: string, action?: Note['action']): void =>
  addNote({ tone, text, action, page: null });
/** Of what was tried on this page: it leaves with the page. */
export const toastFailure = (failure: AppFailure): void =>
  addNote({ tone: 'error', failure, page: location.hash });
/** Of work that goes on wherever a person is. */
export const toastRunFailure = (failure: AppFailure): void => addNote({ tone: 'error', failure, page: null });

const icons = { info: Info, done: CircleCheck, error: CircleAlert };
const iconTones = { info: 'text-muted', done: 'text-verified-ink', error: 'text-danger-ink' };

function NoteCard({ note }: { note: Note }) {
  const { t } = useTranslation('common');
  const failureText = useFailureText();
  const held = useNotes((state) => state.held);
  const stays = note.tone === 'error' || held;
  useEffect(() => {
    if (stays) return;
    const timer = setTimeout(() => closeNote(note.id), lifetimeMs);
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
              closeNote(note.id);
            }}
          >
            {note.action.label}
          </Button>
        )}
      </div>
      <IconButton icon={X} label={t('close')} size="sm" onPress={() => closeNote(note.id)} />
    </li>
  );
}

/** Belongs once into the page. */
export function ToastRegion() {
  const { t } = useTranslation('common');
  const notes = useNotes((state) => state.notes);
  useEffect(() => {
    const leave = () => leaveOtherPages(location.hash);
    window.addEventListener('hashchange', leave);
    return () => window.removeEventListener('hashchange', leave);
  }, []);
  return (
    <section
      aria-label={t('notes')}
      aria-live="polite"
      data-react-aria-top-layer="true"
      onMouseEnter={() => holdNotes(true)}
      onMouseLeave={() => holdNotes(false)}
      onFocus={() => holdNotes(true)}
      onBlur={() => holdNotes(false)}
      // above the field in which one writes, and its button to send
      className="pointer-events-none fixed right-4 bottom-4 z-50 w-96 max-w-[calc(100vw-2rem)] print:hidden [body:has([data-region=composer])_&]:bottom-34"
    >
      <ul className="flex flex-col gap-2">
        {notes.map((note) => (
          <NoteCard key={note.id} note={note} />
        ))}
      </ul>
    </section>
  );
}
