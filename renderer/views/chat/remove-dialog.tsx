/** Asks before a conversation is deleted and says what exactly will be gone. */
import { useTranslation } from 'react-i18next';
import type { ConversationSummary } from '../../../electron/contract/chat.ts';
import { navigate } from '../../app/router.ts';
import { ConfirmDialog, toast, toastFailure } from '../../ui/index.ts';
import { useRemoveConversation } from './chat-actions.ts';
import { useTitle } from './conversation-row.tsx';

export type RemoveDialogProps = {
  conversation: Pick<ConversationSummary, 'id' | 'title' | 'temporary' | 'messageCount' | 'running'>;
  isCurrent: boolean;
  onClose: () => void;
};

export function RemoveDialog({ conversation, isCurrent, onClose }: RemoveDialogProps) {
  const { t } = useTranslation('chat');
  const remove = useRemoveConversation();
  const title = useTitle()(conversation);
  const confirm = () =>
    remove.mutate(conversation.id, {
      onSuccess: () => {
        if (isCurrent) navigate('/chat', { replace: true });
        onClose();
        toast('done', t('remove.done'));
      },
      onError: (failure) => {
        onClose();
        toastFailure(failure);
      },
    });
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t('remove.title')}
      confirmLabel={t('remove.confirm')}
      onConfirm={confirm}
      isPending={remove.isPending}
    >
      <p className="text-pretty">
        {conversation.temporary
          ? t('remove.bodyTemporary', { title })
          : t('remove.body', { title, count: conversation.messageCount })}
      </p>
      {conversation.running && <p className="mt-2">{t('remove.running')}</p>}
    </ConfirmDialog>
  );
}
