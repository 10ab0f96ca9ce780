/** What a person can do in a conversation, as mutations that keep the cache and the live answers in step. */
import { useMutation } from '@tanstack/react-query';
import type { Conversation, ConversationView } from '../../../electron/contract/chat.ts';
import { client } from '../../client/client.ts';
import { queryKeys } from '../../client/queries.ts';
import { queryClient } from '../../client/query-client.ts';
import { setLabel } from './labels.ts';
import { watchAnswer } from './live-answers.ts';

const refreshList = () => void queryClient.invalidateQueries({ queryKey: queryKeys.conversations });

const showView = (view: ConversationView): void => {
  queryClient.setQueryData(queryKeys.conversation(view.conversation.id), view);
};

const answering = ({ runId, view }: { runId: string; view: ConversationView }): void => {
  showView(view);
  watchAnswer(runId, view.conversation.id);
  refreshList();
};

export type NewConversation = {
  modelId: string | null;
  systemPrompt: string | null;
  temporary: boolean;
  /** Labelled before the first word is sent. */
  confidential: boolean;
  /** Where answers come from; empty: from the model alone. */
  spaceIds: string[];
  /** Of these spaces only documents with all of these tags. */
  tags: string[];
  onlyFromSources: boolean;
  /** The published agent that leads it; its sources, rules and model take the place of those above. */
  agentId: string | null;
};

/** Creates the conversation and asks in it. If asking fails, the empty conversation goes again. */
export const useStart = () =>
  useMutation({
    mutationFn: async ({ text, confidential, ...wanted }: NewConversation & { text: string }) => {
      const { conversation } = await client.chat.create(wanted);
      try {
        if (confidential) await setLabel(conversation.id, 'confidential');
        return await client.chat.send({ conversationId: conversation.id, parentId: null, text });
      } catch (thrown) {
        await client.chat.remove({ conversationId: conversation.id }).catch(() => {});
        throw thrown;
      }
    },
    onSuccess: answering,
  });

export const useSend = () =>
  useMutation({
    mutationFn: (input: { conversationId: string; parentId: string | null; text: string }) =>
      client.chat.send(input),
    onSuccess: answering,
  });

export const useRegenerate = () =>
  useMutation({
    mutationFn: (messageId: string) => client.chat.regenerate({ messageId }),
    onSuccess: answering,
  });

export const useEdit = () =>
  useMutation({
    mutationFn: (input: { messageId: string; text: string }) => client.chat.edit(input),
    onSuccess: answering,
  });

export const useSelectBranch = () =>
  useMutation({
    mutationFn: (messageId: string) => client.chat.selectBranch({ messageId }),
    onSuccess: showView,
  });

export type ConversationChange = {
  conversationId: string;
  title?: string;
  modelId?: string | null;
  systemPrompt?: string | null;
  spaceIds?: string[];
  tags?: string[];
  onlyFromSources?: boolean;
};

export const useUpdateConversation = () =>
  useMutation({
    mutationFn: (change: ConversationChange) => client.chat.update(change),
    onSuccess: (conversation: Conversation) => {
      queryClient.setQueryData<ConversationView>(queryKeys.conversation(conversation.id), (view) =>
        view ? { ...view, conversation } : view,
      );
      refreshList();
    },
  });

export const useRemoveConversation = () =>
  useMutation({
    mutationFn: (conversationId: string) => client.chat.remove({ conversationId }),
    onSuccess: (_removed, conversationId) => {
      queryClient.removeQueries({ queryKey: queryKeys.conversation(conversationId) });
      refreshList();
    },
  });
