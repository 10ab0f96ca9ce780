/** How an answer comes about: choose the model, put the branch before it, stream, and keep whatever was written. */
import type { MessageStatus } from '../../../contract/chat.ts';
import type { AnswerRoute } from '../../../contract/gateway.ts';
import type { ErrorEnvelope } from '../../../contract/errors.ts';
import type { AnswerMetrics, RunState } from '../../../contract/runs.ts';
import type { Db } from '../../db/open.ts';
import { isoNow } from '../../kernel/clock.ts';
import { appError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { ChatAgent, ChatModel, ChatOptions, Owner, Place } from './options.ts';
import { answerAsAgent } from './as-agent.ts';
import { answerFromSources, originOf } from './sourced.ts';
import type * as conversationStore from './conversation-store.ts';
import * as messageStore from './message-store.ts';

export const createAnswers = (options: ChatOptions & { answering: Map<string, string> }) => {
  const { runs, llm, models, sources, settings, clock, log, answering, onChange } = options;

  const isSourced = (conversation: conversationStore.ConversationRecord): boolean =>
    sources !== null && (conversation.agentId !== null || conversation.spaceIds.length > 0);

  /** The agent that leads the conversation; `null`: none does. Throws `agents.NOT_AVAILABLE`. */
  const agentOf = (
    { tenantId }: Owner,
    { agentId, agentName }: Pick<conversationStore.ConversationRecord, 'agentId' | 'agentName'>,
  ): ChatAgent | null => {
    if (agentId === null) return null;
    const agent = options.findAgent(tenantId, agentId);
    if (agent === null) throw appError('agents.NOT_AVAILABLE', { name: agentName ?? '' });
    return agent;
  };

  return {
    agentOf,

    /**
     * The conversation's own model, else the default, else the best installed one. Throws `chat.NO_MODEL`, `models.*`.
     * `null` with sources: whether a model writes at all is decided when the extract is there.
     */
    chooseModel: async (
      owner: Owner,
      conversation: conversationStore.ConversationRecord,
    ): Promise<ChatModel | null> => {
      if (isSourced(conversation)) return null;
      const wanted = conversation.modelId ?? settings.get(owner).chat.defaultModelId;
      if (wanted !== null) return models.resolve(wanted);
      const recommended = await models.recommend();
      if (recommended === null) throw appError('chat.NO_MODEL', {});
      return models.resolve(recommended.id);
    },

    emptyAnswer: (
      conversationId: string,
      questionId: string,
      model: ChatModel | null,
    ): messageStore.MessageRecord => ({
      id: newId(),
      conversationId,
      parentId: questionId,
      role: 'assistant',
      text: '',
      status: 'streaming',
      error: null,
      modelId: model?.id ?? null,
      modelName: model?.name ?? null,
      location: model === null ? null : 'local',
      metrics: null,
      route: null,
      runId: newId(),
      createdAt: isoNow(clock),
    }),

    /** Starts the run named in `answer.runId`; `onEnd` is called when the answer is stored. */
    start: (
      owner: Owner,
      at: Place,
      answer: messageStore.MessageRecord,
      { model, agent }: { model: ChatModel | null; agent: ChatAgent | null },
      onEnd: () => void,
    ): string => {
      const { chat } = settings.get(owner);
      const systemPrompt = agent?.instructions ?? at.conversation.systemPrompt ?? chat.systemPrompt;
      const branch = answer.parentId === null ? [] : messageStore.branchTo(at.db, answer.parentId);
      const spoken = branch.filter((message) => message.text.trim() !== '');
      let metrics: AnswerMetrics | null = null;
      let route: AnswerRoute | null = null;
      let seen: messageStore.Seen = {
        messageIds: spoken.map((message) => message.id),
        systemPrompt,
        droppedMessages: 0,
        temperature: chat.temperature,
      };
      const { runId } = runs.start(
        {
          ...(answer.runId === null ? {} : { id: answer.runId }),
          kind: 'chat.answer',
          subjectId: answer.id,
          tenantId: owner.tenantId,
          ephemeral: at.temporary,
          finish: ({ state, error, text }) => {
            answering.delete(at.conversation.id);
            messageStore.finishMessage(at.db, answer.id, {
              text,
              ...endOf(state, error, text),
              metrics,
              seen,
              route,
            });
            queueMicrotask(onEnd);
          },
        },
        async (run) => {
          if (model === null) {
            if (sources === null) return undefined;
            const request = {
              ...{ sources, llm, owner, at, branch: spoken, answerId: answer.id },
              maxTokens: chat.maxAnswerTokens,
              onEvidence: () => onChange('conversation', at.conversation.id),
              onRoute: (taken: AnswerRoute) => {
                route = taken;
              },
            };
            const { result } =
              agent === null
                ? await answerFromSources(run, {
                    ...request,
                    systemPrompt,
                    modelId: at.conversation.modelId ?? chat.defaultModelId,
                    temperature: chat.temperature,
                  })
                : await answerAsAgent(run, { ...request, agent, abstain: options.abstain, log });
            if (result === null) return undefined;
            metrics = { ...result.metrics, droppedMessages: result.droppedTurns };
            run.emit({ type: 'metrics', metrics });
            return result.finish === 'cancelled' ? 'cancelled' : undefined;
          }
          const result = await llm.answer({
            modelId: model.id,
            turns: turnsFor(systemPrompt, spoken),
            temperature: chat.temperature,
            maxTokens: chat.maxAnswerTokens,
            signal: run.signal,
            owner,
            origin: originOf(sources, at, branch),
            onRoute: (taken) => {
              route = taken;
            },
            onText: run.text,
            onLoading: () => run.progress({ phase: 'loading-model', done: 0, total: null, unit: 'items' }),
            onWaiting: (isWaiting) => {
              const phase = isWaiting ? 'waiting' : 'reading';
              run.progress({ phase, done: 0, total: null, unit: 'items' });
            },
          });
          metrics = { ...result.metrics, droppedMessages: result.droppedTurns };
          seen = { ...seen, droppedMessages: result.droppedTurns };
          run.emit({ type: 'metrics', metrics });
          return result.finish === 'cancelled' ? 'cancelled' : undefined;
        },
      );
      answering.set(at.conversation.id, runId);
      return runId;
    },

    /** Exactly the turns the model was given; older ones that did not fit are left out. */
    seen: (db: Db, message: messageStore.MessageRecord) => {
      const seen = messageStore.seenOf(db, message.id);
      const kept = new Set(seen?.messageIds.slice(seen.droppedMessages) ?? []);
      const branch = message.parentId === null ? [] : messageStore.branchTo(db, message.parentId);
      return {
        modelId: message.modelId,
        modelName: message.modelName,
        turns:
          seen === null
            ? []
            : turnsFor(
                seen.systemPrompt,
                branch.filter((one) => kept.has(one.id)),
              ),
        droppedMessages: seen?.droppedMessages ?? 0,
        promptTokens: message.metrics?.promptTokens ?? null,
        contextTokens: message.metrics?.contextTokens ?? null,
        temperature: seen?.temperature ?? null,
      };
    },

    recover: (db: Db): void => {
      for (const { id, runId } of messageStore.streamingMessages(db)) {
        const text = runId === null ? '' : runs.textSoFar(runId);
        messageStore.finishMessage(db, id, {
          text,
          status: 'interrupted',
          error: null,
          metrics: null,
          seen: null,
          route: null,
        });
        log.info({ messageId: id }, 'unfinished answer kept');
      }
    },
  };
};

const turnsFor = (
  systemPrompt: string,
  messages: { role: 'user' | 'assistant'; text: string }[],
): { role: 'system' | 'user' | 'assistant'; text: string }[] => [
  ...(systemPrompt.trim() === '' ? [] : [{ role: 'system' as const, text: systemPrompt }]),
  ...messages.map(({ role, text }) => ({ role, text })),
];

/** A failure after the first words leaves an interrupted answer, not a failed one: what is there is worth keeping. */
const endOf = (
  state: RunState,
  error: ErrorEnvelope | null,
  text: string,
): { status: MessageStatus; error: ErrorEnvelope | null } => {
  if (state === 'finished') return { status: 'complete', error: null };
  if (state === 'cancelled') return { status: 'stopped', error: null };
  if (state === 'interrupted' || (state === 'failed' && text !== '')) return { status: 'interrupted', error };
  return { status: 'failed', error };
};
