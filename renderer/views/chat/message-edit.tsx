/** Rewrites a question in its place. The earlier version is kept as a branch. */
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Message, maxMessageLength } from '../../../electron/contract/chat.ts';
import { Button, TextArea } from '../../ui/index.ts';

export type MessageEditProps = {
  message: Message;
  isPending: boolean;
  onSubmit: (text: string) => void;
  onCancel: () => void;
};

export function MessageEdit({ message, isPending, onSubmit, onCancel }: MessageEditProps) {
  const { t } = useTranslation(['chat', 'common']);
  const [text, setText] = useState(message.text);
  const field = useRef<HTMLTextAreaElement>(null);
  const over = text.length - maxMessageLength;
  const canSubmit = text.trim() !== '' && text !== message.text && over <= 0 && !isPending;
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      // Esc leaves the field; it must not also stop an answer.
      event.preventDefault();
      event.stopPropagation();
      onCancel();
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && canSubmit) {
      event.preventDefault();
      onSubmit(text);
    }
  };
  return (
    <fieldset
      aria-label={t('edit.label')}
      className="mb-5 rounded-md border border-line bg-canvas p-3"
      onKeyDown={press}
    >
      <TextArea
        ref={field}
        autoFocus
        label={t('edit.label')}
        help={t('edit.help')}
        error={over > 0 ? t('composer.tooLong', { over, limit: maxMessageLength }) : null}
        rows={Math.min(14, Math.max(3, text.split('\n').length + 1))}
        value={text}
        onChange={setText}
      />
      <div className="mt-3 flex flex-wrap justify-end gap-2">
        <Button size="sm" onPress={onCancel}>
          {t('common:cancel')}
        </Button>
        <Button
          size="sm"
          variant="primary"
          isDisabled={!canSubmit}
          isPending={isPending}
          onPress={() => onSubmit(text)}
        >
          {t('edit.submit')}
        </Button>
      </div>
    </fieldset>
  );
}
