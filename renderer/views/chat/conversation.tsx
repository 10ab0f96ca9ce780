/** One conversation, or the empty page a new one starts from: header, messages, field, and what opens beside them. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Citation } from '../../../electron/contract/answers.ts';
import type { Message } from '../../../electron/contract/chat.ts';
import { isCovered } from '../../app/overlays.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { toFailure } from '../../client/failure.ts';
import { announce, toast, toastFailure } from '../../ui/index.ts';
import type { Proof } from '../evidence/evidence-markdown.tsx';
import { EvidencePane } from '../evidence/evidence-pane.tsx';
import { useUpdateConversation } from './chat-actions.ts';
import { ConfidentialToggle } from './confidential-toggle.tsx';
import { ConversationBody } from './conversation-body.tsx';
import { startNew } from './conversation-list.tsx';
import { useConversationState } from './conversation-state.ts';
import { copyText } from './copy.ts';
import { setWishes } from './drafts.ts';
import { useSetLabel } from './labels.ts';
import { stopAnswer, watchAnswer } from './live-answers.ts';
import { closeProof, showProof, useOpenProof } from './open-proof.ts';
import { type Change, QuestionArea } from './question-area.tsx';
import { SeenPane } from './seen-pane.tsx';
import { SystemPromptDialog } from './system-prompt-dialog.tsx';
import { ThreadHeader } from './thread-header.tsx';
import { useAnnouncedAnswer } from './use-announced-answer.ts';
import { useAsking } from './use-asking.ts';
import { useEscapeStops } from './use-escape-stops.ts';

const noCitations: readonly Citation[] = [];

export type ConversationProps = { conversationId: string | null; onShowList: (() => void) | null };

export function Conversation({ conversationId, onShowList }: ConversationProps) {
  const { t } = useTranslation('chat');
  const state = useConversationState(conversationId);
  const { view, messages, running, isConfidential, systemPrompt } = state;
  const last = messages.at(-1);
  const openProof = useOpenProof(({ open }) => open);
  const [seen, setSeen] = useState<Message | null>(null);
  const [isPromptOpen, setPromptOpen] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const thread = useRef<{ toEnd: () => void } | null>(null);
  const setLabel = useSetLabel();
  const update = useUpdateConversation();
  const focusField = () => field.current?.focus();

  // One thing at a time stands beside the messages.
  const onSeen = useCallback((message: Message) => {
    closeProof();
    setSeen(message);
  }, []);
  const onProof = useCallback((proof: Proof, citations: readonly Citation[]) => {
    setSeen(null);
    showProof({ proof, citations });
  }, []);
  const asking = useAsking(state, {
    focusField,
    toEnd: () => thread.current?.toEnd(),
    onSeen,
    onProof,
  });

  useAnnouncedAnswer(last);
  useEffect(() => {
    if (last?.status === 'streaming' && last.runId !== null) watchAnswer(last.runId, last.conversationId);
  }, [last?.status, last?.runId, last?.conversationId]);
  const stop = () => {
    if (!running || running.isStopping) return;
    announce(t('message.stopping'));
    stopAnswer(running.runId).catch((thrown: unknown) => toastFailure(toFailure(thrown)));
    focusField();
  };
  useEscapeStops(running === null ? null : stop);
  useShortcut('chat.new', () => {
    startNew(false);
    focusField();
  });
  useShortcut('chat.copyAnswer', () => {
    const answer = messages.findLast((message) => message.role === 'assistant' && message.text !== '');
    if (answer)
      void copyText(answer.text).then((worked) =>
        toast('info', t(worked ? 'message.copied' : 'message.copyFailed')),
      );
  });
  // A new conversation is there to be written in; but what was opened while this view was still loading keeps the keyboard.
  useEffect(() => {
    setSeen(null);
    closeProof();
    if (conversationId === null && !isCovered()) field.current?.focus();
  }, [conversationId]);

  const changeLabel = (wanted: boolean) => {
    announce(t(wanted ? 'confidential.nowOn' : 'confidential.nowOff'));
    if (conversationId === null) setWishes({ confidential: wanted });
    else
      setLabel.mutate(
        { conversationId, dataClass: wanted ? 'confidential' : 'internal' },
        { onError: toastFailure },
      );
  };
  const change = (wanted: Change, done?: () => void) => {
    if (conversationId === null) {
      setWishes(wanted);
      done?.();
    } else update.mutate({ conversationId, ...wanted }, { onSuccess: done, onError: toastFailure });
  };
  return (
    <section className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
      <ThreadHeader
        view={view}
        isTemporary={state.isTemporary}
        isRunning={running !== null}
        label={
          (state.hasProviders || isConfidential) && (
            <ConfidentialToggle
              isConfidential={isConfidential}
              isPending={setLabel.isPending}
              onChange={changeLabel}
            />
          )
        }
        onShowList={onShowList}
      />
      <ConversationBody state={state} asking={asking} thread={thread} focusField={focusField} />
      {!state.isGone && (
        <QuestionArea
          state={state}
          asking={asking}
          field={field}
          onChange={change}
          onStop={stop}
          onSystemPrompt={() => setPromptOpen(true)}
        />
      )}
      {isPromptOpen && (
        <SystemPromptDialog
          prompt={systemPrompt}
          isPending={update.isPending}
          onClose={() => setPromptOpen(false)}
          onSave={(prompt) =>
            change({ systemPrompt: prompt }, () => {
              setPromptOpen(false);
              toast('done', t('system.saved'));
            })
          }
        />
      )}
      <SeenPane message={seen} onClose={() => setSeen(null)} />
      <EvidencePane
        proof={openProof?.proof ?? null}
        citations={openProof?.citations ?? noCitations}
        onProof={(proof) => openProof && showProof({ ...openProof, proof })}
        onClose={closeProof}
      />
    </section>
  );
}
