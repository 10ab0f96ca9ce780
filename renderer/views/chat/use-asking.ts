/** Asking, asking again and asking otherwise: what a question passes through before it is on its way, and where the focus goes then. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Citation } from '../../../electron/contract/answers.ts';
import type { Message } from '../../../electron/contract/chat.ts';
import { navigate } from '../../app/router.ts';
import { toastFailure } from '../../ui/index.ts';
import type { Proof } from '../evidence/evidence-markdown.tsx';
import { useEdit, useRegenerate, useSend, useStart } from './chat-actions.ts';
import type { ConversationState } from './conversation-state.ts';
import { newDraft, setDraft } from './drafts.ts';
import type { MessageActions } from './message-foot.tsx';
import type { Editing } from './thread.tsx';
import { useDoubt } from './use-doubt.ts';

export type AskingOptions = {
  focusField: () => void;
  /** Brings the newest message into view. */
  toEnd: () => void;
  /** These must keep their identity: rows are drawn again when they change. */
  onSeen: (message: Message) => void;
  onProof: (proof: Proof, citations: readonly Citation[]) => void;
};

export const useAsking = (
  state: ConversationState,
  { focusField, toEnd, onSeen, onProof }: AskingOptions,
) => {
  const { conversationId, messages, wishes, agent, hasSources, running, choice } = state;
  const { doubt, check, drop } = useDoubt([choice.effective]);
  const [editingId, setEditingId] = useState<string | null>(null);
  const [start, send, regenerate, edit] = [useStart(), useSend(), useRegenerate(), useEdit()];
  const draftKey = conversationId ?? newDraft;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another conversation has nothing to do with what was begun in this one
  useEffect(() => {
    setEditingId(null);
    drop();
  }, [conversationId, drop]);

  const sent = () => {
    setDraft(draftKey, '');
    focusField();
    requestAnimationFrame(toEnd);
  };
  const ask = (text: string) => {
    if (conversationId === null) {
      start.mutate(
        agent
          ? { ...wishes, agentId: agent.id, modelId: null, systemPrompt: null, spaceIds: [], text }
          : { ...wishes, agentId: null, text },
        {
          onSuccess: ({ view: { conversation } }) => {
            sent();
            navigate(`/chat/${conversation.id}`);
          },
          onError: toastFailure,
        },
      );
    } else
      send.mutate(
        { conversationId, parentId: messages.at(-1)?.id ?? null, text },
        { onSuccess: sent, onError: toastFailure },
      );
  };
  // A quoted answer needs no model that knows the language.
  const submit = (text: string) => (hasSources ? ask(text) : check(text, () => ask(text)));

  const { mutate: askAgain } = regenerate;
  const latest = useRef({ messages, focusField });
  useEffect(() => {
    latest.current = { messages, focusField };
  });
  // Stable, so that rows that have not changed are not drawn again while an answer grows.
  const actions = useMemo<MessageActions>(
    () => ({
      onEdit: (message) => setEditingId(message.id),
      onRegenerate: (answer) => {
        const question = latest.current.messages.find(({ id }) => id === answer.parentId)?.text ?? '';
        check(question, () =>
          askAgain(answer.id, { onSuccess: () => latest.current.focusField(), onError: toastFailure }),
        );
      },
      onSeen,
      onProof,
    }),
    [askAgain, check, onSeen, onProof],
  );

  const saveEdit = (messageId: string) => (text: string) =>
    check(text, () =>
      edit.mutate(
        { messageId, text },
        {
          onSuccess: () => {
            setEditingId(null);
            sent();
          },
          onError: toastFailure,
        },
      ),
    );
  const editing: Editing | null =
    editingId === null
      ? null
      : {
          id: editingId,
          isPending: edit.isPending,
          onSubmit: saveEdit(editingId),
          onCancel: () => {
            setEditingId(null);
            requestAnimationFrame(() =>
              document.querySelector<HTMLElement>(`[data-edit="${editingId}"]`)?.focus(),
            );
          },
        };
  return {
    ask,
    submit,
    actions,
    editing,
    doubt,
    dropDoubt: drop,
    draftKey,
    isSending: start.isPending || send.isPending,
    isBusy: running !== null || start.isPending || send.isPending || regenerate.isPending || edit.isPending,
  };
};

export type Asking = ReturnType<typeof useAsking>;
