/** What stands between the header and the field: the messages, or why there are none. */
import { MessageSquareOff } from 'lucide-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, EmptyState, ErrorNotice, Skeleton } from '../../ui/index.ts';
import { AgentStart } from './agent-start.tsx';
import { startNew } from './conversation-list.tsx';
import type { ConversationState } from './conversation-state.ts';
import { setDraft } from './drafts.ts';
import { EmptyChat } from './empty-chat.tsx';
import { Thread } from './thread.tsx';
import type { Asking } from './use-asking.ts';
import { useForeign } from './use-foreign.ts';

export type ConversationBodyProps = {
  state: ConversationState;
  asking: Asking;
  thread: RefObject<{ toEnd: () => void } | null>;
  focusField: () => void;
};

export function ConversationBody({ state, asking, thread, focusField }: ConversationBodyProps) {
  const { t } = useTranslation('chat');
  const { conversationId, query, view, messages, agent, choice, isTemporary, hasSources, isGone } = state;
  const foreignOf = useForeign(messages);
  if (conversationId !== null && isGone) {
    return (
      <EmptyState
        icon={MessageSquareOff}
        title={t('thread.gone')}
        action={<Button onPress={() => startNew(false)}>{t('list.new')}</Button>}
        className="my-auto"
      >
        {t('thread.goneHelp')}
      </EmptyState>
    );
  }
  if (conversationId !== null && query.error && !view)
    return <ErrorNotice failure={query.error} onRetry={() => void query.refetch()} className="m-6" />;
  if (conversationId !== null && !view) return <Loading />;
  if (messages.length === 0 && agent)
    return <AgentStart agent={agent} isBusy={asking.isBusy} onAsk={asking.ask} />;
  if (messages.length === 0) {
    const take = (text: string) => {
      setDraft(asking.draftKey, text);
      focusField();
    };
    return <EmptyChat choice={choice} isTemporary={isTemporary} hasSources={hasSources} onPrompt={take} />;
  }
  return (
    <Thread
      key={conversationId}
      messages={messages}
      agentName={view?.conversation.agentName ?? null}
      isBusy={asking.isBusy}
      editing={asking.editing}
      foreignOf={foreignOf}
      control={thread}
      actions={asking.actions}
    />
  );
}

function Loading() {
  return (
    <div className="mx-auto flex w-full max-w-192 flex-1 flex-col gap-4 px-6 pt-8">
      <Skeleton className="h-10 w-1/2 self-end" />
      <Skeleton className="h-5 w-full" />
      <Skeleton className="h-5 w-11/12" />
      <Skeleton className="h-5 w-3/5" />
    </div>
  );
}
