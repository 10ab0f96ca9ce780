/** Title of the conversation, and what can be done with all of it. */
import { Ellipsis, PanelLeft, PencilLine, ShieldOff, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConversationView } from '../../../electron/contract/chat.ts';
import { Badge, Button, Dialog, IconButton, Menu, TextField, toastFailure } from '../../ui/index.ts';
import { useUpdateConversation } from './chat-actions.ts';
import { useTitle } from './conversation-row.tsx';
import { ExportMenu } from './export-menu.tsx';
import { RemoveDialog } from './remove-dialog.tsx';

function RenameDialog({ id, title, onClose }: { id: string; title: string; onClose: () => void }) {
  const { t } = useTranslation(['chat', 'common']);
  const update = useUpdateConversation();
  const [wanted, setWanted] = useState(title);
  const save = () =>
    update.mutate(
      { conversationId: id, title: wanted.trim() },
      { onSuccess: onClose, onError: toastFailure },
    );
  const isEmpty = wanted.trim() === '';
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="sm"
      title={t('rename.action')}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" onPress={save} isDisabled={isEmpty} isPending={update.isPending}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <TextField
        autoFocus
        label={t('rename.label')}
        value={wanted}
        onChange={setWanted}
        maxLength={200}
        error={isEmpty ? t('rename.empty') : null}
        onKeyDown={(event) => event.key === 'Enter' && !isEmpty && save()}
      />
    </Dialog>
  );
}

export type ThreadHeaderProps = {
  /** `null`: a conversation that does not exist yet. */
  view: ConversationView | null;
  isTemporary: boolean;
  isRunning: boolean;
  /** The switch for confidential, where it means something. */
  label: ReactNode;
  /** Set where the list is not on the screen. */
  onShowList: (() => void) | null;
};

export function ThreadHeader({ view, isTemporary, isRunning, label, onShowList }: ThreadHeaderProps) {
  const { t } = useTranslation('chat');
  const [open, setOpen] = useState<'rename' | 'remove' | null>(null);
  const titleOf = useTitle();
  const close = () => setOpen(null);
  const conversation = view?.conversation;
  const title = titleOf({ title: conversation?.title ?? '', temporary: isTemporary });
  return (
    <header className="flex h-13 shrink-0 items-center gap-1.5 border-b border-line pr-2 pl-5 narrow:pl-2">
      {onShowList && <IconButton icon={PanelLeft} label={t('list.open')} onPress={onShowList} />}
      <h1 className="min-w-0 truncate text-15">{title}</h1>
      {isTemporary && (
        <Badge icon={ShieldOff} className="ml-1">
          {t('temporary.badge')}
          <span className="narrow:sr-only"> – {t('temporary.kept')}</span>
        </Badge>
      )}
      <span className="flex-1" />
      {label}
      {view && conversation && (
        <>
          <ExportMenu conversationId={conversation.id} messages={view.messages} />
          <Menu
            label={t('list.more', { title })}
            entries={[
              {
                id: 'rename',
                label: t('rename.action'),
                icon: PencilLine,
                onAction: () => setOpen('rename'),
              },
              {
                id: 'remove',
                label: t('remove.action'),
                icon: Trash2,
                tone: 'danger',
                onAction: () => setOpen('remove'),
              },
            ]}
          >
            <IconButton icon={Ellipsis} label={t('thread.actions')} />
          </Menu>
          {open === 'rename' && (
            <RenameDialog id={conversation.id} title={conversation.title} onClose={close} />
          )}
          {open === 'remove' && (
            <RemoveDialog
              conversation={{ ...conversation, messageCount: view.messages.length, running: isRunning }}
              isCurrent
              onClose={close}
            />
          )}
        </>
      )}
    </header>
  );
}
