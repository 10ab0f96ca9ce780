/** Where a message is written and sent, and the running answer stopped. What cannot be sent says why. */
import { ArrowUp, MessageSquareCode, Square } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type Ref, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { maxMessageLength } from '../../../electron/contract/chat.ts';
import { useSettings } from '../../client/queries.ts';
import { cx, IconButton, useKeyNames } from '../../ui/index.ts';
import { setDraft, useDrafts } from './drafts.ts';

/** From this share of the limit on, the length is shown. */
const nearLimit = 0.9;

export type Running = { isStopping: boolean; onStop: () => void };

export type ComposerProps = {
  draftKey: string;
  /** Why nothing can be sent at all, in words; `null` when it can. */
  blocked: string | null;
  running: Running | null;
  isSending: boolean;
  hasOwnPrompt: boolean;
  onSend: (text: string) => void;
  /** `null`: an agent has its own. */
  onSystemPrompt: (() => void) | null;
  agentPicker: ReactNode;
  modelPicker: ReactNode;
  sourcePicker: ReactNode;
  field: Ref<HTMLTextAreaElement>;
};

export function Composer(props: ComposerProps) {
  const { draftKey, blocked, running, isSending, hasOwnPrompt, onSend, onSystemPrompt, modelPicker, field } =
    props;
  const { agentPicker, sourcePicker } = props;
  const { t } = useTranslation('chat');
  const keyName = useKeyNames();
  const noteId = useId();
  const text = useDrafts((drafts) => drafts.texts[draftKey] ?? '');
  const sendOnEnter = useSettings().data?.chat.sendOnEnter ?? true;
  const over = text.length - maxMessageLength;
  const canSend = blocked === null && running === null && !isSending && over <= 0 && text.trim() !== '';
  const hint = sendOnEnter
    ? t('composer.enterSends')
    : t('composer.modEnterSends', { keys: keyName('mod+enter') });

  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    const isMod = event.ctrlKey || event.metaKey;
    const wants = isMod || (sendOnEnter && !event.shiftKey && !event.altKey);
    if (!wants) return;
    event.preventDefault();
    if (canSend) onSend(text);
  };

  return (
    <div
      data-region="composer"
      className={cx(
        '@container mx-auto w-full max-w-192 rounded-md border bg-surface transition-colors',
        over > 0 ? 'border-danger' : 'border-control/70 focus-within:border-brand',
        'has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-focus has-[textarea:focus-visible]:-outline-offset-1',
      )}
    >
      <textarea
        ref={field}
        data-region-start
        rows={1}
        value={text}
        onChange={(event) => setDraft(draftKey, event.target.value)}
        onKeyDown={press}
        dir="auto"
        aria-label={t('composer.label')}
        aria-describedby={noteId}
        aria-invalid={over > 0}
        placeholder={t('composer.placeholder')}
        className="block field-sizing-content max-h-[38vh] min-h-12 w-full resize-none bg-transparent px-3.5 pt-3 pb-1 outline-none placeholder:text-faint narrow:max-h-[30vh]"
      />
      {/* the pickers go by the room of the field, not of the window: an open document takes half of it */}
      <div className="flex items-center gap-1 p-1.5 pl-2">
        {agentPicker}
        {modelPicker}
        {sourcePicker}
        {onSystemPrompt && (
          <IconButton
            icon={MessageSquareCode}
            size="sm"
            placement="top"
            label={t('system.action')}
            className={cx(hasOwnPrompt && 'text-brand-ink')}
            onPress={onSystemPrompt}
          />
        )}
        <p id={noteId} className="tabular @container min-w-0 flex-1 px-1 text-right text-12 text-faint">
          <Note text={text} over={over} blocked={blocked} hint={hint} />
        </p>
        {running ? (
          <IconButton
            icon={Square}
            variant="secondary"
            placement="top"
            label={running.isStopping ? t('composer.stopping') : t('composer.stop')}
            shortcut="Esc"
            isPending={running.isStopping}
            onPress={running.onStop}
          />
        ) : (
          <IconButton
            icon={ArrowUp}
            variant="primary"
            placement="top"
            label={t('composer.send')}
            isDisabled={!canSend}
            isPending={isSending}
            onPress={() => onSend(text)}
          />
        )}
      </div>
    </div>
  );
}

type NoteProps = { text: string; over: number; blocked: string | null; hint: string };

function Note({ text, over, blocked, hint }: NoteProps) {
  const { t } = useTranslation('chat');
  if (over > 0)
    return (
      <span className="text-danger-ink">{t('composer.tooLong', { over, limit: maxMessageLength })}</span>
    );
  if (blocked !== null) return <span className="text-muted">{blocked}</span>;
  if (text.length > maxMessageLength * nearLimit) {
    return <>{t('composer.length', { length: text.length, limit: maxMessageLength })}</>;
  }
  // Whole or not at all: it may be shown in less room than the window has, beside an open document.
  return <span className="block truncate @max-[21.5rem]:sr-only">{hint}</span>;
}
