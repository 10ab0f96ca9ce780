/** Answers in OpenAI's shape: one object, or chunks as server-sent events. Pure but for the id. */
import { randomUUID } from 'node:crypto';
import type { AnswerRoute } from '../../../contract/gateway.ts';
import type { ModelToolCall } from '../../../contract/model-call.ts';
import type { GatewayAnswer } from '../../../core/services/gateway/index.ts';

export type AnswerHead = { id: string; created: number; model: string };

export const newHead = (model: string): AnswerHead => ({
  id: `chatcmpl-${randomUUID().replaceAll('-', '')}`,
  created: Math.floor(Date.now() / 1000),
  model,
});

const finishReasons = {
  stop: 'stop',
  length: 'length',
  'tool-calls': 'tool_calls',
  'content-filter': 'content_filter',
  cancelled: 'stop',
} as const satisfies Record<GatewayAnswer['finish'], string>;

const usageOf = ({ usage }: GatewayAnswer) => ({
  prompt_tokens: usage.promptTokens,
  completion_tokens: usage.completionTokens,
  total_tokens: usage.promptTokens + usage.completionTokens,
  prompt_tokens_details: { cached_tokens: usage.cachedTokens },
});

const toolCallOf = (call: ModelToolCall) => ({
  id: call.id,
  type: 'function' as const,
  function: { name: call.name, arguments: call.argumentsJson },
});

/** Not OpenAI's: where the answer comes from and why. Clients pass over what they do not know. */
const originOf = (route: AnswerRoute) => ({
  location: route.location,
  reach: route.reach,
  reason: route.reason,
});

export const wholeAnswer = (head: AnswerHead, answer: GatewayAnswer) => ({
  ...head,
  model: answer.route.modelId,
  object: 'chat.completion',
  choices: [
    {
      index: 0,
      message: {
        role: 'assistant',
        content: answer.text === '' && answer.toolCalls.length > 0 ? null : answer.text,
        refusal: null,
        ...(answer.toolCalls.length > 0 ? { tool_calls: answer.toolCalls.map(toolCallOf) } : {}),
      },
      logprobs: null,
      finish_reason: finishReasons[answer.finish],
    },
  ],
  usage: usageOf(answer),
  wattos: originOf(answer.route),
});

/** One event of the stream. */
export const event = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
const lastEvent = 'data: [DONE]\n\n';

export const createChunks = (head: AnswerHead, options: { includeUsage: boolean }) => {
  const chunk = (delta: unknown, finish: string | null = null, more: Record<string, unknown> = {}) =>
    event({
      ...head,
      object: 'chat.completion.chunk',
      choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
      ...(options.includeUsage ? { usage: null } : {}),
      ...more,
    });
  return {
    start: () => chunk({ role: 'assistant', content: '', refusal: null }),
    text: (piece: string) => chunk({ content: piece }),
    end: (answer: GatewayAnswer) =>
      [
        ...answer.toolCalls.map((call, index) => chunk({ tool_calls: [{ index, ...toolCallOf(call) }] })),
        chunk({}, finishReasons[answer.finish], { wattos: originOf(answer.route) }),
        ...(options.includeUsage
          ? [event({ ...head, object: 'chat.completion.chunk', choices: [], usage: usageOf(answer) })]
          : []),
        lastEvent,
      ].join(''),
  };
};
