/** "‹ 2/3 ›": moves between the versions of a message. */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../electron/contract/chat.ts';
import { announce, IconButton, toastFailure } from '../../ui/index.ts';
import { useSelectBranch } from './chat-actions.ts';

/** An end of the row is no box of its own. */
const bare = 'data-disabled:border-transparent! data-disabled:bg-transparent!';

export function BranchSwitcher({ message, isLocked }: { message: Message; isLocked: boolean }) {
  const { t } = useTranslation('chat');
  const select = useSelectBranch();
  const { siblingIds } = message;
  if (siblingIds.length < 2) return null;
  const at = siblingIds.indexOf(message.id);
  const show = (index: number) => {
    const wanted = siblingIds[index];
    if (wanted === undefined) return;
    select.mutate(wanted, {
      onSuccess: () => announce(t('announce.version', { index: index + 1, count: siblingIds.length })),
      onError: toastFailure,
    });
  };
  return (
    <span className="tabular inline-flex items-center text-13 text-muted">
      <IconButton
        icon={ChevronLeft}
        size="sm"
        className={bare}
        label={t('message.previous')}
        isDisabled={isLocked || at <= 0}
        onPress={() => show(at - 1)}
      />
      <span aria-hidden>
        {at + 1}/{siblingIds.length}
      </span>
      <span className="sr-only">{t('message.version', { index: at + 1, count: siblingIds.length })}</span>
      <IconButton
        icon={ChevronRight}
        size="sm"
        className={bare}
        label={t('message.next')}
        isDisabled={isLocked || at >= siblingIds.length - 1}
        onPress={() => show(at + 1)}
      />
    </span>
  );
}
