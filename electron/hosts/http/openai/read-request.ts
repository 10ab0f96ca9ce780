/** Requests in OpenAI's shape, read into ours. What we cannot honour is refused by name, never silently ignored. */
import { z } from 'zod';
import { jsonSchema, type ModelRequest, type ModelTurn } from '../../../contract/model-call.ts';
import { badRequest } from './error.ts';

const textPart = z.object({ type: z.literal('text'), text: z.string() });
const refusalPart = z.object({ type: z.literal('refusal'), refusal: z.string() });
/** Images, sound and files: known, so that they can be refused by name. */
const otherPart = z.object({ type: z.enum(['image_url', 'input_audio', 'file']) });
const content = z.union([z.string(), z.array(z.union([textPart, refusalPart, otherPart]))]);
const toolCall = z.object({
  id: z.string(),
  type: z.literal('function'),
  function: z.object({ name: z.string(), arguments: z.string() }),
});

const message = z.discriminatedUnion('role', [
  z.object({ role: z.enum(['system', 'developer']), content }),
  z.object({ role: z.literal('user'), content }),
  z.object({
    role: z.literal('assistant'),
    content: content.nullish(),
    tool_calls: z.array(toolCall).nullish(),
  }),
  z.object({ role: z.literal('tool'), content, tool_call_id: z.string() }),
]);
type Message = z.infer<typeof message>;

const tool = z.object({
  type: z.literal('function'),
  function: z.object({
    name: z.string().regex(/^[\w-]{1,64}$/),
    description: z.string().nullish(),
    parameters: jsonSchema.nullish(),
    strict: z.boolean().nullish(),
  }),
});

const chatBody = z.object({
  model: z.string().min(1).max(300),
  messages: z.array(message).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  max_tokens: z.int().min(1).nullish(),
  max_completion_tokens: z.int().min(1).nullish(),
  seed: z.int().nullish(),
  stop: z.union([z.string(), z.array(z.string()).max(4)]).nullish(),
  tools: z.array(tool).max(128).nullish(),
  tool_choice: z
    .union([
      z.enum(['auto', 'none', 'required']),
      z.object({ type: z.literal('function'), function: z.object({ name: z.string() }) }),
    ])
    .nullish(),
  response_format: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('text') }),
      z.object({ type: z.literal('json_object') }),
      z.object({
        type: z.literal('json_schema'),
        json_schema: z.object({ name: z.string().max(64), schema: jsonSchema.nullish() }),
      }),
    ])
    .nullish(),
  n: z.literal(1).nullish(),
  logprobs: z.literal(false).nullish(),
  modalities: z.tuple([z.literal('text')]).nullish(),
});

/** OpenAI writes until the context is full; a runaway answer of a local model would block it for hours. */
const usualMaxTokens = 4096;

export type ChatRequest = ModelRequest & { stream: boolean; includeUsage: boolean };

/** Throws a request error that names the parameter. */
export const readChatRequest = (body: unknown): ChatRequest => {
  const asked = parsed(chatBody, body);
  const format = asked.response_format;
  const choice = asked.tool_choice;
  return {
    modelId: asked.model,
    turns: turnsOf(asked.messages),
    temperature: asked.temperature ?? 1,
    maxTokens: asked.max_completion_tokens ?? asked.max_tokens ?? usualMaxTokens,
    stream: asked.stream ?? false,
    includeUsage: asked.stream_options?.include_usage ?? false,
    ...(asked.seed == null ? {} : { seed: asked.seed }),
    ...(asked.top_p == null ? {} : { topP: asked.top_p }),
    ...(asked.stop == null ? {} : { stop: typeof asked.stop === 'string' ? [asked.stop] : asked.stop }),
    ...(asked.tools == null || asked.tools.length === 0
      ? {}
      : {
          tools: asked.tools.map(({ function: { name, description, parameters, strict } }) => ({
            name,
            description: description ?? '',
            parameters: parameters ?? { type: 'object', properties: {} },
            ...(strict == null ? {} : { strict }),
          })),
        }),
    ...(choice == null
      ? {}
      : { toolChoice: typeof choice === 'string' ? choice : { name: choice.function.name } }),
    ...(format?.type === 'json_object' ? { responseSchema: { name: 'answer', schema: {} } } : {}),
    ...(format?.type === 'json_schema'
      ? { responseSchema: { name: format.json_schema.name, schema: format.json_schema.schema ?? {} } }
      : {}),
  };
};

/** Our models take one system turn, at the beginning: what a client spreads over several is joined there. */
const turnsOf = (messages: Message[]): ModelTurn[] => {
  const system = messages.flatMap((one) =>
    one.role === 'system' || one.role === 'developer' ? [textOf(one.content)] : [],
  );
  const toolNames = new Map<string, string>();
  const turns: ModelTurn[] = [];
  for (const one of messages) {
    switch (one.role) {
      case 'system':
      case 'developer':
        break;
      case 'user':
        turns.push({ role: 'user', text: textOf(one.content) });
        break;
      case 'assistant': {
        const toolCalls = (one.tool_calls ?? []).map((call) => {
          toolNames.set(call.id, call.function.name);
          return { id: call.id, name: call.function.name, argumentsJson: call.function.arguments };
        });
        turns.push({
          role: 'assistant',
          text: textOf(one.content ?? ''),
          ...(toolCalls.length > 0 ? { toolCalls } : {}),
        });
        break;
      }
      case 'tool': {
        const name = toolNames.get(one.tool_call_id);
        if (name === undefined)
          throw badRequest(
            'messages',
            `No earlier message has a tool call with the id '${one.tool_call_id}'.`,
          );
        turns.push({ role: 'tool', toolCallId: one.tool_call_id, name, text: textOf(one.content) });
      }
    }
  }
  const last = turns.at(-1);
  if (last === undefined || last.role === 'assistant' || last.role === 'system')
    throw badRequest('messages', 'The last message must come from the user or a tool.');
  return [...(system.length === 0 ? [] : [{ role: 'system' as const, text: system.join('\n\n') }]), ...turns];
};

const textOf = (given: z.infer<typeof content>): string => {
  if (typeof given === 'string') return given;
  return given
    .map((part) => {
      if (part.type === 'text') return part.text;
      if (part.type === 'refusal') return part.refusal;
      throw badRequest('messages', `Content of type '${part.type}' is not supported.`);
    })
    .join('');
};

const embeddingsBody = z.object({
  model: z.string().min(1).max(300),
  input: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(2048)]),
  encoding_format: z.enum(['float', 'base64']).nullish(),
  dimensions: z.int().min(1).nullish(),
});

export const readEmbeddingsRequest = (body: unknown) => {
  const asked = parsed(embeddingsBody, body);
  return {
    modelId: asked.model,
    texts: typeof asked.input === 'string' ? [asked.input] : asked.input,
    base64: asked.encoding_format === 'base64',
    dimensions: asked.dimensions ?? null,
  };
};

const parsed = <T extends z.ZodType>(schema: T, body: unknown): z.infer<T> => {
  const result = schema.safeParse(body ?? {});
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = (issue?.path ?? []).map(String).join('.');
  throw badRequest(
    path === '' ? null : path,
    `${path === '' ? 'The request' : `'${path}'`}: ${issue?.message ?? 'is malformed'}`,
  );
};
