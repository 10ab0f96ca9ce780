/** One conversation, or the empty page a new one starts from: header, messages, composer, and what belongs to them. */
import { MessageSquareOff } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Citation } from '../../../electron/contract/answers.ts';
import type { Message } from '../../../electron/contract/chat.ts';
import { navigate } from '../../app/router.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { toFailure } from '../../client/failure.ts';
import { useConversation, useProviders } from '../../client/queries.ts';
import { announce, Button, EmptyState, ErrorNotice, Skeleton, toast, toastFailure } from '../../ui/index.ts';
import { EvidencePane } from '../evidence/evidence-pane.tsx';
import { SourcePicker } from '../evidence/source-picker.tsx';
import { AgentGone } from './agent-gone.tsx';
import { AgentPicker } from './agent-picker.tsx';
import { AgentSources } from './agent-sources.tsx';
import { AgentStart } from './agent-start.tsx';
import {
  type ConversationChange,
  useEdit,
  useRegenerate,
  useSend,
  useStart,
  useUpdateConversation,
} from './chat-actions.ts';
import { type ModelChoice, speaks, useModelChoice } from './chat-models.ts';
import { Composer } from './composer.tsx';
import { ConfidentialToggle } from './confidential-toggle.tsx';
import { startNew } from './conversation-list.tsx';
import { copyText } from './copy.ts';
import { newDraft, setDraft, setWishes, useDrafts } from './drafts.ts';
import { EmptyChat } from './empty-chat.tsx';
import { useLabel, useSetLabel } from './labels.ts';
import { LanguageNotice } from './language-notice.tsx';
import { openWithAgent, useLeadingAgent } from './leading-agent.ts';
import { stopAnswer, useRunningIn, watchAnswer } from './live-answers.ts';
import type { MessageActions } from './message-foot.tsx';
import { ModelPicker } from './model-picker.tsx';
import { ModelNotice } from './notices.tsx';
import { closeProof, showProof, useOpenProof } from './open-proof.ts';
import { SeenPane } from './seen-pane.tsx';
import { SystemPromptDialog } from './system-prompt-dialog.tsx';
import { Thread } from './thread.tsx';
import { ThreadHeader } from './thread-header.tsx';
import { useAnnouncedAnswer } from './use-announced-answer.ts';
import { useEscapeStops } from './use-escape-stops.ts';
import { useDoubt } from './use-doubt.ts';
import { useForeign } from './use-foreign.ts';

const none: Message[] = [];
const noCitations: readonly Citation[] = [];

export type ConversationProps = { conversationId: string | null; onShowList: (() => void) | null };

export function Conversation({ conversationId, onShowList }: ConversationProps) {
  const { t } = useTranslation('chat');
  const wishes = useDrafts((drafts) => drafts.wishes);
  const query = useConversation(conversationId);
  const view = (conversationId !== null && query.data) || null;
  const messages = view?.messages ?? none;
  const last = messages.at(-1);
  const running = useRunningIn(conversationId);
  const modelId = view ? view.conversation.modelId : wishes.modelId;
  const spaceIds = view ? view.conversation.spaceIds : wishes.spaceIds;
  const tags = view ? view.conversation.tags : wishes.tags;
  const onlyFromSources = view ? view.conversation.onlyFromSources : wishes.onlyFromSources;
  const leading = useLeadingAgent(
    view ? view.conversation : { agentId: wishes.agentId, agentName: null },
    conversationId === null,
  );
  const agent = leading.state === 'here' ? leading.agent : null;
  const isLed = leading.state !== 'none';
  const hasSources = isLed || spaceIds.length > 0;
  const openProof = useOpenProof(({ open }) => open);
  const systemPrompt = view ? view.conversation.systemPrompt : wishes.systemPrompt;
  const isTemporary = view ? view.conversation.temporary : conversationId === null && wishes.temporary;
  const label = useLabel(conversationId);
  const setLabel = useSetLabel();
  const isConfidential =
    conversationId === null ? wishes.confidential : label.isError || label.data?.dataClass === 'confidential';
  const hasProviders = (useProviders().data ?? []).length > 0;
  const choice = useModelChoice(modelId, isConfidential);
  const foreignOf = useForeign(messages);
  const { doubt, check, drop } = useDoubt([choice.effective]);
  const [editingId, setEditingId] = useState<string | null>(null);
  const [seen, setSeen] = useState<Message | null>(null);
  const [isPromptOpen, setPromptOpen] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const thread = useRef<{ toEnd: () => void } | null>(null);
  const [start, send, regenerate, edit, update] = [
    useStart(),
    useSend(),
    useRegenerate(),
    useEdit(),
    useUpdateConversation(),
  ];
  const draftKey = conversationId ?? newDraft;
  const isBusy = running !== null || send.isPending || regenerate.isPending || edit.isPending;

  useAnnouncedAnswer(last);
  useEffect(() => {
    if (last?.status === 'streaming' && last.runId !== null) watchAnswer(last.runId, last.conversationId);
  }, [last?.status, last?.runId, last?.conversationId]);
  const focusField = () => field.current?.focus();
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
  // A new conversation is there to be written in.
  useEffect(() => {
    setEditingId(null);
    setSeen(null);
    closeProof();
    drop();
    if (conversationId === null) field.current?.focus();
  }, [conversationId, drop]);

  const { mutate: askAgain } = regenerate;
  const questionOf = useRef((_: Message): string => '');
  useEffect(() => {
    questionOf.current = (answer) => messages.find(({ id }) => id === answer.parentId)?.text ?? '';
  }, [messages]);
  // Stable, so that rows that have not changed are not drawn again while an answer grows.
  const actions = useMemo<MessageActions>(
    () => ({
      onEdit: (message) => setEditingId(message.id),
      onRegenerate: (message) =>
        check(questionOf.current(message), () =>
          askAgain(message.id, { onSuccess: () => field.current?.focus(), onError: toastFailure }),
        ),
      onSeen: (message) => {
        closeProof();
        setSeen(message);
      },
      onProof: (proof, citations) => {
        setSeen(null);
        showProof({ proof, citations });
      },
    }),
    [askAgain, check],
  );

  const sent = () => {
    setDraft(draftKey, '');
    focusField();
    requestAnimationFrame(() => thread.current?.toEnd());
  };
  // A quoted answer needs no model that knows the language.
  const submit = (text: string) => (hasSources ? ask(text) : check(text, () => ask(text)));
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
        { conversationId, parentId: last?.id ?? null, text },
        { onSuccess: sent, onError: toastFailure },
      );
  };
  const changeLabel = (wanted: boolean) => {
    announce(t(wanted ? 'confidential.nowOn' : 'confidential.nowOff'));
    if (conversationId === null) setWishes({ confidential: wanted });
    else
      setLabel.mutate(
        { conversationId, dataClass: wanted ? 'confidential' : 'internal' },
        { onError: toastFailure },
      );
  };
  const change = (wanted: Omit<ConversationChange, 'conversationId' | 'title'>, done?: () => void) => {
    if (conversationId === null) {
      setWishes(wanted);
      done?.();
    } else update.mutate({ conversationId, ...wanted }, { onSuccess: done, onError: toastFailure });
  };
  const editing = editingId && {
    id: editingId,
    isPending: edit.isPending,
    onSubmit: (text: string) =>
      check(text, () =>
        edit.mutate(
          { messageId: editingId, text },
          {
            onSuccess: () => {
              setEditingId(null);
              sent();
            },
            onError: toastFailure,
          },
        ),
      ),
    onCancel: () => {
      setEditingId(null);
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-edit="${editingId}"]`)?.focus());
    },
  };

  const isGone =
    query.error?.code === 'chat.CONVERSATION_NOT_FOUND' || query.error?.code === 'request.INVALID';
  const body = () => {
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
    if (conversationId !== null && query.error && !view) {
      return <ErrorNotice failure={query.error} onRetry={() => void query.refetch()} className="m-6" />;
    }
    if (conversationId !== null && !view) return <Loading />;
    if (messages.length === 0 && agent)
      return <AgentStart agent={agent} isBusy={start.isPending || isBusy} onAsk={ask} />;
    if (messages.length === 0) {
      const take = (text: string) => {
        setDraft(draftKey, text);
        focusField();
      };
      return <EmptyChat choice={choice} isTemporary={isTemporary} hasSources={hasSources} onPrompt={take} />;
    }
    return (
      <Thread
        key={conversationId}
        messages={messages}
        agentName={view?.conversation.agentName ?? null}
        isBusy={isBusy}
        editing={editing || null}
        foreignOf={foreignOf}
        control={thread}
        actions={actions}
      />
    );
  };

  const blocked = () => {
    if (leading.state === 'gone') return t('agent.blocked');
    return choice.isPending || choice.effective !== null || hasSources
      ? null
      : t(choice.missingId === null ? 'composer.noModel' : 'composer.modelMissing');
  };
  return (
    <section className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
      <ThreadHeader
        view={view}
        isTemporary={isTemporary}
        isRunning={running !== null}
        label={
          (hasProviders || isConfidential) && (
            <ConfidentialToggle
              isConfidential={isConfidential}
              isPending={setLabel.isPending}
              onChange={changeLabel}
            />
          )
        }
        onShowList={onShowList}
      />
      {body()}
      {!isGone && (
        <div className="shrink-0 px-6 pt-2 pb-4 narrow:px-3 narrow:pb-3">
          {leading.state === 'gone' && <AgentGone name={leading.name} />}
          {doubt ? (
            <LanguageNotice
              language={doubt.language}
              model={doubt.model}
              better={betterFor(choice, doubt.language, isConfidential)}
              onAsk={doubt.go}
              onChoose={(id) => {
                drop();
                change({ modelId: id }, focusField);
              }}
              onClose={() => {
                drop();
                focusField();
              }}
            />
          ) : (
            !isLed && <ModelNotice model={choice.effective} />
          )}
          {!isLed && choice.barred && (
            <p className="mx-auto mb-2 w-full max-w-192 text-13 text-muted">
              {choice.effective
                ? t('confidential.instead', { cloud: choice.barred.name, local: choice.effective.name })
                : t('confidential.noLocal')}
            </p>
          )}
          <Composer
            draftKey={draftKey}
            blocked={blocked()}
            running={running && { isStopping: running.isStopping, onStop: stop }}
            isSending={start.isPending || send.isPending}
            hasOwnPrompt={systemPrompt !== null}
            onSend={submit}
            onSystemPrompt={isLed ? null : () => setPromptOpen(true)}
            agentPicker={
              <AgentPicker
                leading={leading}
                beginsAnew={conversationId !== null}
                onChange={(agentId) =>
                  conversationId === null ? setWishes({ agentId }) : openWithAgent(agentId)
                }
              />
            }
            modelPicker={
              !isLed && (
                <ModelPicker
                  choice={choice}
                  wantedId={modelId}
                  isConfidential={isConfidential}
                  onChange={(id) => change({ modelId: id })}
                />
              )
            }
            sourcePicker={
              isLed ? (
                agent && <AgentSources agent={agent} modelName={modelNameOf(choice, agent.modelId)} />
              ) : (
                <SourcePicker
                  spaceIds={spaceIds}
                  tags={tags}
                  onlyFromSources={onlyFromSources}
                  onChange={(wanted) => change(wanted)}
                />
              )
            }
            field={field}
          />
        </div>
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

/** Another model that knows the language: on this computer if there is one, else one that may be asked and is not doubted. */
const betterFor = ({ usable }: ModelChoice, language: string, isConfidential: boolean) =>
  usable.find((model) => speaks(model, language)) ??
  (isConfidential ? null : (usable.find((model) => model.location === 'cloud') ?? null));

const modelNameOf = ({ usable }: ModelChoice, modelId: string | null): string | null =>
  modelId === null ? null : (usable.find(({ id }) => id === modelId)?.name ?? modelId);

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
