/** Chat: conversations as trees of messages. A branch is a path from the root to a leaf; `leafMessageId` names the one shown. */
import { z } from 'zod';
import { evidence } from './answers.ts';
import { id, page, pageInput, reads, writes } from './base.ts';
import { errorEnvelope } from './errors.ts';
import { answerRoute } from './gateway.ts';
import { answerMetrics } from './runs.ts';

/** Longest message the engine takes, in UTF-16 code units; about 60 printed pages. */
export const maxMessageLength = 150_000;

export const conversation = z.object({
  id,
  /** Empty until the first message names it. */
  title: z.string(),
  /** `null`: the default model. */
  modelId: z.string().nullable(),
  /** `null`: the prompt from the settings. */
  systemPrompt: z.string().nullable(),
  leafMessageId: id.nullable(),
  /** Knowledge spaces it answers from; empty: none. */
  spaceIds: z.array(id),
  /** Of these spaces only documents with all of these tags; empty: all documents. */
  tags: z.array(z.string()),
  /** With sources: say nothing that is not in them. */
  onlyFromSources: z.boolean(),
  /** The published agent that answers, by its own sources and rules; `null`: none. Chosen once, with the conversation. */
  agentId: id.nullable(),
  /** As it was called then; it stays when the agent is gone. */
  agentName: z.string().nullable(),
  /** Lives in memory only and is gone with the window. */
  temporary: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Conversation = z.infer<typeof conversation>;

export const conversationSummary = conversation.extend({
  messageCount: z.int(),
  /** Where the search words were found; matches are enclosed in U+E000 … U+E001. `null` without a search. */
  excerpt: z.string().nullable(),
  /** An answer is being written right now. */
  running: z.boolean(),
});
export type ConversationSummary = z.infer<typeof conversationSummary>;

export const messageStatuses = ['complete', 'streaming', 'stopped', 'interrupted', 'failed'] as const;
export type MessageStatus = (typeof messageStatuses)[number];

export const message = z.object({
  id,
  conversationId: id,
  parentId: id.nullable(),
  role: z.enum(['user', 'assistant']),
  text: z.string(),
  /** `stopped`: by the person; `interrupted`: the worker or the program ended; the text so far is kept in both. */
  status: z.enum(messageStatuses),
  error: errorEnvelope.nullable(),
  modelId: z.string().nullable(),
  modelName: z.string().nullable(),
  location: z.enum(['local', 'cloud']).nullable(),
  /** Where the answer came from and why; `null` while it is being written and for questions. */
  route: answerRoute.nullable(),
  metrics: answerMetrics.nullable(),
  runId: id.nullable(),
  /** Of an answer given from sources; the extract is there while the prose is still being written. */
  evidence: evidence.nullable(),
  /** All versions of this message in order of creation, itself included. */
  siblingIds: z.array(id),
  createdAt: z.iso.datetime(),
});
export type Message = z.infer<typeof message>;

/** A conversation with the messages of its shown branch, oldest first. */
export const conversationView = z.object({ conversation, messages: z.array(message) });
export type ConversationView = z.infer<typeof conversationView>;

const answerStarted = z.object({ runId: id, view: conversationView });

/** Words of an exported file, in the reader's language; the engine has no user-visible text of its own. */
export const exportLabels = z.object({
  untitled: z.string(),
  user: z.string(),
  assistant: z.string(),
  exportedAt: z.string(),
  model: z.string(),
  stopped: z.string(),
  interrupted: z.string(),
  sources: z.string(),
  /** An answer refused because nothing in the sources supports one. */
  abstained: z.string(),
  page: z.string(),
  unverified: z.string(),
});

const text = z.string().max(4_000_000);

export const chatContract = {
  list: reads('chat.read')
    .input(pageInput.extend({ query: z.string().max(500).default('') }))
    .output(page(conversationSummary)),
  get: reads('chat.read')
    .input(z.object({ conversationId: id }))
    .output(conversationView),
  create: writes('chat.write')
    .input(
      z.object({
        modelId: z.string().max(200).nullable().default(null),
        systemPrompt: z.string().max(20_000).nullable().default(null),
        temporary: z.boolean().default(false),
        spaceIds: z.array(id).max(200).default([]),
        tags: z.array(z.string().max(60)).max(20).default([]),
        onlyFromSources: z.boolean().default(true),
        /** Throws `agents.NOT_AVAILABLE` unless it is published. */
        agentId: id.nullable().default(null),
      }),
    )
    .output(conversationView),
  update: writes('chat.write')
    .input(
      z.object({
        conversationId: id,
        title: z.string().trim().min(1).max(200).optional(),
        modelId: z.string().max(200).nullable().optional(),
        systemPrompt: z.string().max(20_000).nullable().optional(),
        spaceIds: z.array(id).max(200).optional(),
        tags: z.array(z.string().max(60)).max(20).optional(),
        onlyFromSources: z.boolean().optional(),
      }),
    )
    .output(conversation),
  remove: writes('chat.write')
    .input(z.object({ conversationId: id }))
    .output(z.object({ removed: z.boolean() })),
  /** Adds a message under `parentId` (`null`: at the root) and starts the answer. The message is on disk when this returns. */
  send: writes('chat.write')
    .input(z.object({ conversationId: id, parentId: id.nullable(), text }))
    .output(answerStarted),
  /** A further answer to the same question; the earlier one stays as a branch. */
  regenerate: writes('chat.write')
    .input(z.object({ messageId: id }))
    .output(answerStarted),
  /** A new version of a user message, as a branch, and its answer. */
  edit: writes('chat.write')
    .input(z.object({ messageId: id, text }))
    .output(answerStarted),
  /** Shows the branch that runs through this message. */
  selectBranch: writes('chat.write')
    .input(z.object({ messageId: id }))
    .output(conversationView),
  /** Exactly what was put before the model for this answer. */
  seen: reads('chat.read')
    .input(z.object({ messageId: id }))
    .output(
      z.object({
        modelId: z.string().nullable(),
        modelName: z.string().nullable(),
        turns: z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), text: z.string() })),
        droppedMessages: z.int(),
        promptTokens: z.int().nullable(),
        contextTokens: z.int().nullable(),
        temperature: z.number().nullable(),
      }),
    ),
  export: reads('chat.read')
    .input(
      z.object({
        conversationId: id,
        format: z.enum(['markdown', 'docx', 'pdf']),
        locale: z.enum(['de', 'en']),
        labels: exportLabels,
      }),
    )
    .output(z.object({ fileName: z.string(), mimeType: z.string(), contentBase64: z.base64() })),
};
