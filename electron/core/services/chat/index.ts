/** Chat: conversations as trees of messages, answered by a language model, kept on disk or in memory only. */
import type { Conversation, ConversationSummary, ConversationView, Message } from '../../../contract/chat.ts';
import { maxMessageLength } from '../../../contract/chat.ts';
import { isoNow } from '../../kernel/clock.ts';
import { appError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { removeRunsOf } from '../../runs/store.ts';
import { createAnswers } from './answers.ts';
import type { ChatModel, ChatOptions, Home, Owner, Place } from './options.ts';
import { exportConversation } from './export/index.ts';
import { evidenceOf } from './sourced.ts';
import * as conversationStore from './conversation-store.ts';
import * as messageStore from './message-store.ts';
import { titleFrom } from './title.ts';

export type Chat = ReturnType<typeof createChat>;

export const createChat = (options: ChatOptions) => {
  const { db, temporaryDb, runs, clock, onChange } = options;
  const homes: Home[] = [
    { db, temporary: false },
    { db: temporaryDb, temporary: true },
  ];
  /** Conversation id → run that answers in it right now. */
  const answering = new Map<string, string>();
  const answers = createAnswers({ ...options, answering });

  const place = (owner: Owner, conversationId: string): Place => {
    for (const home of homes) {
      const conversation = conversationStore.findConversation(home.db, owner.tenantId, conversationId);
      if (conversation !== null) return { ...home, conversation };
    }
    throw appError('chat.CONVERSATION_NOT_FOUND', {});
  };

  const placeOfMessage = (
    owner: Owner,
    messageId: string,
  ): Place & { message: messageStore.MessageRecord } => {
    for (const home of homes) {
      const message = messageStore.findMessage(home.db, owner.tenantId, messageId);
      if (message !== null) return { ...place(owner, message.conversationId), message };
    }
    throw appError('chat.MESSAGE_NOT_FOUND', {});
  };

  const viewOf = ({ db: home, conversation, temporary }: Place): ConversationView => {
    const children = messageStore.childrenOf(home, conversation.id);
    const branch =
      conversation.leafMessageId === null ? [] : messageStore.branchTo(home, conversation.leafMessageId);
    const messages = branch.map(
      (message): Message => ({
        ...message,
        text:
          message.status === 'streaming' && message.runId !== null
            ? runs.textSoFar(message.runId)
            : message.text,
        siblingIds: children.get(message.parentId) ?? [message.id],
        evidence:
          options.sources === null || message.role === 'user'
            ? null
            : (evidenceOf(options.sources, home, message.id)?.evidence ?? null),
      }),
    );
    return { conversation: { ...conversation, temporary }, messages };
  };

  const save = (at: Place, change: Partial<conversationStore.ConversationRecord>): Place => {
    const conversation = { ...at.conversation, ...change, updatedAt: isoNow(clock) };
    conversationStore.updateConversation(at.db, conversation);
    return { ...at, conversation };
  };

  const announce = (conversationId: string): void => {
    onChange('conversation', conversationId);
    onChange('conversations', null);
  };

  const checkText = (text: string): void => {
    if (text.trim() === '') throw appError('chat.MESSAGE_EMPTY', {});
    if (text.length > maxMessageLength)
      throw appError('chat.MESSAGE_TOO_LONG', { length: text.length, limit: maxMessageLength });
  };

  const checkIdle = (conversationId: string): void => {
    if (answering.has(conversationId)) throw appError('chat.BUSY', {});
  };

  /** Stores a question and the empty answer in one transaction, then starts the answer. */
  const ask = async (owner: Owner, at: Place, question: { parentId: string | null; text: string }) => {
    checkText(question.text);
    checkIdle(at.conversation.id);
    const model = await answers.chooseModel(owner, at.conversation);
    checkIdle(at.conversation.id);
    const userMessage: messageStore.MessageRecord = {
      id: newId(),
      conversationId: at.conversation.id,
      parentId: question.parentId,
      role: 'user',
      text: question.text,
      status: 'complete',
      error: null,
      modelId: null,
      modelName: null,
      location: null,
      route: null,
      metrics: null,
      runId: null,
      createdAt: isoNow(clock),
    };
    return begin(owner, at, model, userMessage);
  };

  const begin = (owner: Owner, at: Place, model: ChatModel | null, question: messageStore.MessageRecord) => {
    const agent = answers.agentOf(owner, at.conversation);
    const answer = answers.emptyAnswer(at.conversation.id, question.id, model);
    const saved = at.db.transaction(() => {
      if (messageStore.findMessage(at.db, owner.tenantId, question.id) === null)
        messageStore.insertMessage(at.db, owner.tenantId, question);
      messageStore.insertMessage(at.db, owner.tenantId, answer);
      const title = at.conversation.title === '' ? titleFrom(question.text) : at.conversation.title;
      return save(at, { leafMessageId: answer.id, title });
    })();
    const runId = answers.start(owner, saved, answer, { model, agent }, () => announce(at.conversation.id));
    announce(at.conversation.id);
    return { runId, view: viewOf(saved) };
  };

  return {
    /** Called once after opening: unfinished answers keep their text and are marked. */
    recover: () => answers.recover(db),

    list: (owner: Owner, input: { query: string; cursor: string | null; limit: number }) => {
      const listed = input.query.trim() === '' ? listRecent(owner, input) : search(owner, input);
      return {
        ...listed,
        items: listed.items.map(
          (item): ConversationSummary => ({
            ...item.conversation,
            temporary: item.temporary,
            messageCount: item.messageCount,
            excerpt: item.excerpt,
            running: answering.has(item.conversation.id),
          }),
        ),
      };
    },

    get: (owner: Owner, conversationId: string) => viewOf(place(owner, conversationId)),

    create: (
      owner: Owner,
      input: {
        modelId: string | null;
        systemPrompt: string | null;
        temporary: boolean;
        spaceIds?: string[];
        tags?: string[];
        onlyFromSources?: boolean;
        agentId?: string | null;
      },
    ) => {
      const home = input.temporary ? temporaryDb : db;
      const at = isoNow(clock);
      const agentId = input.agentId ?? null;
      const agent = answers.agentOf(owner, { agentId, agentName: null });
      const conversation: Conversation = {
        id: newId(),
        title: '',
        modelId: input.modelId,
        systemPrompt: input.systemPrompt,
        leafMessageId: null,
        spaceIds: input.spaceIds ?? [],
        tags: input.tags ?? [],
        onlyFromSources: input.onlyFromSources ?? true,
        agentId,
        agentName: agent?.name ?? null,
        temporary: input.temporary,
        createdAt: at,
        updatedAt: at,
      };
      conversationStore.insertConversation(home, owner.tenantId, conversation);
      announce(conversation.id);
      return { conversation, messages: [] };
    },

    update: (
      owner: Owner,
      input: {
        conversationId: string;
        title?: string;
        modelId?: string | null;
        systemPrompt?: string | null;
        spaceIds?: string[];
        tags?: string[];
        onlyFromSources?: boolean;
      },
    ): Conversation => {
      const { conversationId, ...change } = input;
      const saved = save(place(owner, conversationId), change);
      announce(conversationId);
      return { ...saved.conversation, temporary: saved.temporary };
    },

    remove: async (owner: Owner, conversationId: string) => {
      const at = place(owner, conversationId);
      const runId = answering.get(conversationId);
      if (runId !== undefined) await runs.cancel(owner.tenantId, runId);
      at.db.transaction(() => {
        if (!at.temporary) options.onRemoving(owner.tenantId, conversationId);
        removeRunsOf(at.db, messageStore.messageIdsOf(at.db, conversationId));
        conversationStore.removeConversation(at.db, conversationId);
      })();
      announce(conversationId);
      return { removed: true };
    },

    send: async (owner: Owner, input: { conversationId: string; parentId: string | null; text: string }) => {
      const at = place(owner, input.conversationId);
      if (input.parentId !== null)
        inConversation(messageStore.findMessage(at.db, owner.tenantId, input.parentId), at);
      return ask(owner, at, input);
    },

    edit: async (owner: Owner, input: { messageId: string; text: string }) => {
      const { message, ...at } = placeOfMessage(owner, input.messageId);
      if (message.role !== 'user') throw appError('chat.MESSAGE_NOT_FOUND', {});
      return ask(owner, at, { parentId: message.parentId, text: input.text });
    },

    regenerate: async (owner: Owner, messageId: string) => {
      const { message, ...at } = placeOfMessage(owner, messageId);
      const question =
        message.parentId === null ? null : messageStore.findMessage(at.db, owner.tenantId, message.parentId);
      if (message.role !== 'assistant' || question === null) throw appError('chat.MESSAGE_NOT_FOUND', {});
      checkIdle(at.conversation.id);
      const model = await answers.chooseModel(owner, at.conversation);
      checkIdle(at.conversation.id);
      return begin(owner, at, model, question);
    },

    selectBranch: (owner: Owner, messageId: string) => {
      const { message, ...at } = placeOfMessage(owner, messageId);
      const children = messageStore.childrenOf(at.db, at.conversation.id);
      let leaf = message.id;
      for (let next = children.get(leaf)?.at(-1); next !== undefined; next = children.get(leaf)?.at(-1))
        leaf = next;
      const saved = save(at, { leafMessageId: leaf });
      onChange('conversation', at.conversation.id);
      return viewOf(saved);
    },

    seen: (owner: Owner, messageId: string) => {
      const { message, db: home } = placeOfMessage(owner, messageId);
      return answers.seen(home, message);
    },

    export: async (
      owner: Owner,
      input: Omit<Parameters<typeof exportConversation>[0], 'conversation' | 'messages' | 'now'> & {
        conversationId: string;
      },
    ) => {
      const { conversation, messages } = viewOf(place(owner, input.conversationId));
      if (messages.length === 0) throw appError('chat.NOTHING_TO_EXPORT', {});
      const { format, locale, labels } = input;
      const file = await exportConversation({
        conversation,
        messages,
        format,
        locale,
        labels,
        now: clock.now(),
      });
      return {
        fileName: file.fileName,
        mimeType: file.mimeType,
        contentBase64: Buffer.from(file.content).toString('base64'),
      };
    },
  };

  function listRecent(owner: Owner, input: { cursor: string | null; limit: number }) {
    const page = conversationStore.listConversations(db, owner.tenantId, input);
    const temporary =
      input.cursor === null
        ? conversationStore.listConversations(temporaryDb, owner.tenantId, { cursor: null, limit: 100 }).items
        : [];
    return {
      items: [
        ...temporary.map((item) => ({ ...item, temporary: true, excerpt: null })),
        ...page.items.map((item) => ({ ...item, temporary: false, excerpt: null })),
      ],
      nextCursor: page.nextCursor,
    };
  }

  function search(owner: Owner, input: { query: string; limit: number }) {
    const items = homes.flatMap((home) =>
      conversationStore
        .searchConversations(home.db, owner.tenantId, input.query, input.limit)
        .map((item) => ({ ...item, temporary: home.temporary })),
    );
    return { items: items.slice(0, input.limit), nextCursor: null };
  }
};

const inConversation = (message: messageStore.MessageRecord | null, at: Place): void => {
  if (message === null || message.conversationId !== at.conversation.id)
    throw appError('chat.MESSAGE_NOT_FOUND', {});
};
