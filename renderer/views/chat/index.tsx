/** Chat: the conversations beside the one that is open. In a narrow window the list comes as a sheet. */
import { useDeferredValue, useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../../app/router.ts';
import { Splitter, useLayoutMode, useSplit } from '../../ui/index.ts';
import { Conversation } from './conversation.tsx';
import { useOpenProof } from './open-proof.ts';
import { ConversationList } from './conversation-list.tsx';

/**
 * The conversation of the address. From the empty page into a conversation the view is drawn in pieces between which frames and keys
 * come: its first messages arrive while models and parsers are busy, and all at once would hold the page for a tenth of a second.
 */
const useConversationId = (): string | null => {
  const wanted = useRoute().segments[0] ?? null;
  const drawn = useDeferredValue(wanted);
  return drawn === null ? null : wanted;
};

export default function Chat() {
  const { t } = useTranslation(['chat', 'common']);
  const conversationId = useConversationId();
  const mode = useLayoutMode();
  const hasProof = useOpenProof(({ open }) => open !== null);
  // The proof stands beside the answer; in a window of medium width the list makes room for it.
  const isNarrow = mode === 'narrow' || (mode === 'medium' && hasProof);
  const split = useSplit('conversations', { start: 264, min: 200, max: 420 });
  const [isListOpen, setListOpen] = useState(false);
  const close = () => setListOpen(false);

  // One tree for both shapes: a conversation must not begin anew because the list beside it comes or goes.
  return (
    <div className="flex min-h-0 flex-1">
      {!isNarrow && (
        <>
          <div className="flex min-h-0 shrink-0 flex-col bg-canvas" style={{ width: split.css }}>
            <ConversationList currentId={conversationId} onOpen={() => {}} />
          </div>
          <Splitter split={split} label={t('common:resizePane')} side="left" />
        </>
      )}
      <Conversation conversationId={conversationId} onShowList={isNarrow ? () => setListOpen(true) : null} />
      <ModalOverlay
        isOpen={isNarrow && isListOpen}
        onOpenChange={setListOpen}
        isDismissable
        className="fixed inset-0 z-40 bg-scrim"
      >
        <Modal className="h-full w-80 max-w-[86vw] border-r border-line bg-canvas shadow-raised">
          <Dialog aria-label={t('list.label')} className="flex h-full flex-col outline-none">
            <ConversationList currentId={conversationId} onOpen={close} />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </div>
  );
}
