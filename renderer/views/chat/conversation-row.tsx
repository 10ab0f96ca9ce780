/** One conversation in the list: opens it, and offers renaming and deleting. F2 renames, Delete deletes. */
import { Ellipsis, PencilLine, ShieldOff, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConversationSummary } from '../../../electron/contract/chat.ts';
import { hrefTo } from '../../app/router.ts';
import { cx, IconButton, Menu, Spinner, toastFailure } from '../../ui/index.ts';
import { useUpdateConversation } from './chat-actions.ts';
import { excerptParts } from './excerpt.ts';

export const useTitle = () => {
  const { t } = useTranslation('chat');
  return ({ title, temporary }: Pick<ConversationSummary, 'title' | 'temporary'>) =>
    title || t(temporary ? 'list.untitledTemporary' : 'list.untitled');
};

function Excerpt({ text }: { text: string }) {
  return (
    <span className="line-clamp-2 text-13 text-muted">
      {excerptParts(text).map(({ text: words, isMatch }, index) =>
        isMatch ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one string have no other identity
          <mark key={index} className="rounded-[2px] bg-brand-soft font-[560] text-brand-ink">
            {words}
          </mark>
        ) : (
          words
        ),
      )}
    </span>
  );
}

type TitleFieldProps = { conversation: ConversationSummary; onDone: () => void };

/** Enter or leaving the field saves, Esc keeps the old title. */
function TitleField({ conversation, onDone }: TitleFieldProps) {
  const { t } = useTranslation('chat');
  const update = useUpdateConversation();
  const [title, setTitle] = useState(conversation.title);
  const save = () => {
    onDone();
    const wanted = title.trim();
    if (wanted === '' || wanted === conversation.title) return;
    update.mutate(
      { conversationId: conversation.id, title: wanted.slice(0, 200) },
      { onError: toastFailure },
    );
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') save();
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onDone();
  };
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
      autoFocus
      aria-label={t('rename.label')}
      value={title}
      maxLength={200}
      onChange={(event) => setTitle(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={save}
      onKeyDown={press}
      className="mx-1 my-1 w-[calc(100%-(--spacing(2)))] rounded-sm border border-brand bg-surface px-1.5 py-1"
    />
  );
}

export type ConversationRowProps = {
  conversation: ConversationSummary;
  isCurrent: boolean;
  onOpen: () => void;
  onRemove: () => void;
};

export function ConversationRow({ conversation, isCurrent, onOpen, onRemove }: ConversationRowProps) {
  const { t } = useTranslation('chat');
  const [isRenaming, setRenaming] = useState(false);
  const title = useTitle()(conversation);
  if (isRenaming) return <TitleField conversation={conversation} onDone={() => setRenaming(false)} />;
  const press = (event: KeyboardEvent) => {
    if (event.key === 'F2') setRenaming(true);
    if (event.key === 'Delete') onRemove();
  };
  return (
    <div
      className={cx(
        'group relative rounded-md transition-colors',
        isCurrent ? 'bg-brand-soft' : 'hover:bg-hover focus-within:bg-hover',
      )}
    >
      <a
        href={hrefTo(`/chat/${conversation.id}`)}
        aria-current={isCurrent ? 'page' : undefined}
        onClick={onOpen}
        onKeyDown={press}
        className="block cursor-default rounded-md py-1.5 pr-9 pl-2.5"
      >
        <span className={cx('flex items-center gap-1.5', isCurrent && 'font-[560] text-brand-ink')}>
          {conversation.temporary && (
            <ShieldOff
              role="img"
              aria-label={t('list.temporary')}
              className="size-3.5 shrink-0"
              strokeWidth={1.75}
            />
          )}
          <span className="min-w-0 flex-1 truncate">{title}</span>
          {conversation.running && (
            <span className="shrink-0">
              <Spinner className="size-3.5" />
              <span className="sr-only">{t('list.running')}</span>
            </span>
          )}
        </span>
        {conversation.excerpt && <Excerpt text={conversation.excerpt} />}
      </a>
      <div className="absolute top-0.5 right-0.5 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 has-[[aria-expanded=true]]:opacity-100 pointer-coarse:opacity-100">
        <Menu
          label={t('list.more', { title })}
          entries={[
            {
              id: 'rename',
              label: t('rename.action'),
              icon: PencilLine,
              shortcut: 'F2',
              onAction: () => setRenaming(true),
            },
            { id: 'remove', label: t('remove.action'), icon: Trash2, tone: 'danger', onAction: onRemove },
          ]}
        >
          <IconButton icon={Ellipsis} size="sm" label={t('list.more', { title })} />
        </Menu>
      </div>
    </div>
  );
}
