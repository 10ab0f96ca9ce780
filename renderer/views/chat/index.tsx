/** Chat: the conversations beside the one that is open. In a narrow window the list comes as a sheet. */
import { useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../../app/router.ts';
import { Splitter, useLayoutMode, useSplit } from '../../ui/index.ts';
import { Conversation } from './conversation.tsx';
import { ConversationList } from './conversation-list.tsx';

export default function Chat() {
  const { t } = useTranslation(['chat', 'common']);
  const conversationId = useRoute().segments[0] ?? null;
  const isNarrow = useLayoutMode() === 'narrow';
  const split = useSplit('conversations', { start: 264, min: 200, max: 420 });
  const [isListOpen, setListOpen] = useState(false);
  const close = () => setListOpen(false);

  if (isNarrow) {
    return (
      <>
        <Conversation conversationId={conversationId} onShowList={() => setListOpen(true)} />
        <ModalOverlay
          isOpen={isListOpen}
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
      </>
    );
  }
  return (
    <div className="flex min-h-0 flex-1">
      <div className="flex min-h-0 shrink-0 flex-col bg-canvas" style={{ width: split.css }}>
        <ConversationList currentId={conversationId} onOpen={() => {}} />
      </div>
      <Splitter split={split} label={t('common:resizePane')} side="left" />
      <Conversation conversationId={conversationId} onShowList={null} />
    </div>
  );
}
