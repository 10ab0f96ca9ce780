/** Runs: long work anyone may watch from any point. Events are durable; a reload or a restart loses nothing. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { id, page, pageInput, reads, writes } from './base.ts';
import { errorEnvelope } from './errors.ts';

export const runKinds = [
  'chat.answer',
  'models.pull',
  'models.import',
  'models.benchmark',
  'knowledge.ingest',
  'knowledge.index',
  'crawler.crawl',
  'intelligence.analyse',
  'agents.test',
  'knowledge.answer',
] as const;
export type RunKind = (typeof runKinds)[number];

/** `interrupted`: the process ended while the run was going on. */
export const runStates = ['queued', 'running', 'finished', 'failed', 'cancelled', 'interrupted'] as const;
export type RunState = (typeof runStates)[number];

export const run = z.object({
  id,
  kind: z.enum(runKinds),
  state: z.enum(runStates),
  /** What the run is about: a message id, a model id. */
  subjectId: z.string().nullable(),
  progress: z
    .object({
      phase: z.string(),
      done: z.number(),
      total: z.number().nullable(),
      unit: z.enum(['bytes', 'items', 'tokens']),
    })
    .nullable(),
  error: errorEnvelope.nullable(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export type Run = z.infer<typeof run>;

/** Facts about one answer of a model. Times in milliseconds. */
export const answerMetrics = z.object({
  promptTokens: z.int(),
  /** Tokens of the prompt that were still in the model's memory from the turn before. */
  reusedTokens: z.int(),
  completionTokens: z.int(),
  timeToFirstTokenMs: z.number().nullable(),
  tokensPerSecond: z.number().nullable(),
  durationMs: z.number(),
  contextTokens: z.int(),
  /** Older turns that no longer fitted into the model's context. */
  droppedMessages: z.int(),
});
export type AnswerMetrics = z.infer<typeof answerMetrics>;

export const runEventBody = z.discriminatedUnion('type', [
  z.object({ type: z.literal('state'), state: z.enum(runStates), error: errorEnvelope.nullable() }),
  z.object({
    type: z.literal('progress'),
    phase: z.string(),
    done: z.number(),
    total: z.number().nullable(),
    unit: z.enum(['bytes', 'items', 'tokens']),
  }),
  /** `offset` is where `text` starts in the whole answer (UTF-16 code units): applying an event twice changes nothing. */
  z.object({ type: z.literal('text'), offset: z.int(), text: z.string() }),
  z.object({ type: z.literal('metrics'), metrics: answerMetrics }),
]);
export type RunEventBody = z.infer<typeof runEventBody>;

export const runEvent = z.object({ seq: z.int(), at: z.iso.datetime(), body: runEventBody });
export type RunEvent = z.infer<typeof runEvent>;

export const runsContract = {
  get: reads('runs.read')
    .input(z.object({ runId: id }))
    .output(run),
  list: reads('runs.read')
    .input(pageInput.extend({ active: z.boolean().default(false) }))
    .output(page(run)),
  /** Replays stored events with `seq > after`, then follows until the run ends. */
  watch: reads('runs.read')
    .input(z.object({ runId: id, after: z.int().min(0).default(0) }))
    .output(eventIterator(runEvent)),
  /** Idempotent: cancelling an ended run returns it as it is. */
  cancel: writes('runs.write')
    .input(z.object({ runId: id }))
    .output(run),
};
