/** What is true of the shown conversation, or of the one that is about to begin: where answers come from, who gives them, and what is stored. */
import type { Message } from '../../../electron/contract/chat.ts';
import { useConversation, useProviders } from '../../client/queries.ts';
import { useModelChoice } from './chat-models.ts';
import { useDrafts } from './drafts.ts';
import { useLabel } from './labels.ts';
import { useLeadingAgent } from './leading-agent.ts';
import { useRunningIn } from './live-answers.ts';

const none: Message[] = [];

export const useConversationState = (conversationId: string | null) => {
  const wishes = useDrafts((drafts) => drafts.wishes);
  const query = useConversation(conversationId);
  const view = (conversationId !== null && query.data) || null;
  const { modelId, spaceIds, tags, onlyFromSources, systemPrompt } = view ? view.conversation : wishes;
  const leading = useLeadingAgent(
    view ? view.conversation : { agentId: wishes.agentId, agentName: null },
    conversationId === null,
  );
  const isLed = leading.state !== 'none';
  const label = useLabel(conversationId);
  const isConfidential =
    conversationId === null ? wishes.confidential : label.isError || label.data?.dataClass === 'confidential';
  return {
    conversationId,
    query,
    view,
    messages: view?.messages ?? none,
    running: useRunningIn(conversationId),
    wishes,
    modelId,
    spaceIds,
    tags,
    onlyFromSources,
    systemPrompt,
    leading,
    agent: leading.state === 'here' ? leading.agent : null,
    /** An agent's sources, rules and model take the place of those chosen here. */
    isLed,
    hasSources: isLed || spaceIds.length > 0,
    isTemporary: view ? view.conversation.temporary : conversationId === null && wishes.temporary,
    isConfidential,
    hasProviders: (useProviders().data ?? []).length > 0,
    choice: useModelChoice(modelId, isConfidential),
    isGone: query.error?.code === 'chat.CONVERSATION_NOT_FOUND' || query.error?.code === 'request.INVALID',
  };
};

export type ConversationState = ReturnType<typeof useConversationState>;
