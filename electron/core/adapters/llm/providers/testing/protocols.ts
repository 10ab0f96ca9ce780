/** How each provider writes an answer on the wire: server-sent events, as their public references describe them. For tests. */
export type FakeToolCall = { id: string; name: string; argumentsJson: string };
export type FakeAnswer = {
  pieces: string[];
  toolCalls?: FakeToolCall[];
  finish?: 'stop' | 'length';
  usage?: { prompt: number; cached: number; completion: number };
};
export type Protocol = 'openai' | 'anthropic' | 'google';

type Frames = {
  start: string[];
  piece(text: string): string;
  end: string[];
  malformed: string;
  error: string;
};

const data = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
const named = (event: string, value: Record<string, unknown>): string =>
  `event: ${event}\n${data({ type: event, ...value })}`;

export const framesOf = (protocol: Protocol, model: string, answer: FakeAnswer): Frames => {
  const usage = answer.usage ?? { prompt: 10, cached: 0, completion: answer.pieces.length };
  const toolCalls = answer.toolCalls ?? [];
  switch (protocol) {
    case 'openai':
      return openAiFrames(model, answer, usage, toolCalls);
    case 'anthropic':
      return anthropicFrames(model, answer, usage, toolCalls);
    case 'google':
      return googleFrames(model, answer, usage, toolCalls);
  }
};

type Usage = NonNullable<FakeAnswer['usage']>;

const openAiFrames = (model: string, answer: FakeAnswer, usage: Usage, toolCalls: FakeToolCall[]): Frames => {
  const chunk = (delta: unknown, finish: string | null = null) =>
    data({
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      created: 1,
      model,
      choices: [{ index: 0, delta, finish_reason: finish }],
    });
  const calls = toolCalls.flatMap((call, index) => {
    const half = Math.ceil(call.argumentsJson.length / 2);
    return [
      chunk({
        tool_calls: [{ index, id: call.id, type: 'function', function: { name: call.name, arguments: '' } }],
      }),
      chunk({ tool_calls: [{ index, function: { arguments: call.argumentsJson.slice(0, half) } }] }),
      chunk({ tool_calls: [{ index, function: { arguments: call.argumentsJson.slice(half) } }] }),
    ];
  });
  return {
    start: [chunk({ role: 'assistant', content: '' })],
    piece: (text) => chunk({ content: text }),
    end: [
      ...calls,
      chunk({}, toolCalls.length > 0 ? 'tool_calls' : (answer.finish ?? 'stop')),
      data({
        id: 'chatcmpl-1',
        object: 'chat.completion.chunk',
        created: 1,
        model,
        choices: [],
        usage: {
          prompt_tokens: usage.prompt,
          completion_tokens: usage.completion,
          total_tokens: usage.prompt + usage.completion,
          prompt_tokens_details: { cached_tokens: usage.cached },
        },
      }),
      'data: [DONE]\n\n',
    ],
    malformed: 'data: {"choices": [{"delta": \n\n',
    error: data({
      error: { message: 'The server had an error', type: 'server_error', param: null, code: null },
    }),
  };
};

const anthropicFrames = (
  model: string,
  answer: FakeAnswer,
  usage: Usage,
  toolCalls: FakeToolCall[],
): Frames => ({
  start: [
    named('message_start', {
      message: {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model,
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: {
          input_tokens: usage.prompt - usage.cached,
          output_tokens: 1,
          cache_read_input_tokens: usage.cached,
        },
      },
    }),
    named('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
    named('ping', {}),
  ],
  piece: (text) => named('content_block_delta', { index: 0, delta: { type: 'text_delta', text } }),
  end: [
    named('content_block_stop', { index: 0 }),
    ...toolCalls.flatMap((call, index) => [
      named('content_block_start', {
        index: index + 1,
        content_block: { type: 'tool_use', id: call.id, name: call.name, input: {} },
      }),
      named('content_block_delta', {
        index: index + 1,
        delta: { type: 'input_json_delta', partial_json: call.argumentsJson },
      }),
      named('content_block_stop', { index: index + 1 }),
    ]),
    named('message_delta', {
      delta: {
        stop_reason:
          toolCalls.length > 0 ? 'tool_use' : answer.finish === 'length' ? 'max_tokens' : 'end_turn',
        stop_sequence: null,
      },
      usage: { output_tokens: usage.completion },
    }),
    named('message_stop', {}),
  ],
  malformed: 'event: content_block_delta\ndata: {"type":"content_block_delta","index":0,\n\n',
  error: named('error', { error: { type: 'overloaded_error', message: 'Overloaded' } }),
});

const googleFrames = (model: string, answer: FakeAnswer, usage: Usage, toolCalls: FakeToolCall[]): Frames => {
  const chunk = (parts: unknown[], more: Record<string, unknown> = {}, last: Record<string, unknown> = {}) =>
    data({
      candidates: [{ content: { role: 'model', parts }, index: 0, ...more }],
      modelVersion: model,
      ...last,
    });
  return {
    start: [],
    piece: (text) => chunk([{ text }]),
    end: [
      chunk(
        toolCalls.map((call) => ({ functionCall: { name: call.name, args: parsedOr(call.argumentsJson) } })),
        { finishReason: answer.finish === 'length' ? 'MAX_TOKENS' : 'STOP' },
        {
          usageMetadata: {
            promptTokenCount: usage.prompt,
            cachedContentTokenCount: usage.cached,
            candidatesTokenCount: usage.completion,
            totalTokenCount: usage.prompt + usage.completion,
          },
        },
      ),
    ],
    malformed: 'data: {"candidates": [{"content": \n\n',
    error: data({ error: { code: 500, message: 'Internal error', status: 'INTERNAL' } }),
  };
};

const parsedOr = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
};
