/**
 * What can be asked of a language model beyond plain turns, as data: tools, forced output, sampling. The same shapes reach
 * the local worker, every provider and the OpenAI-compatible endpoint. Every field that plain chat does not need is optional.
 */
import { z } from 'zod';

/** JSON Schema (draft 2020-12 or 7) as plain data. */
export const jsonSchema = z.record(z.string(), z.unknown());

export const toolDefinition = z.object({
  /** OpenAI's limit; every provider takes it. */
  name: z.string().regex(/^[\w-]{1,64}$/),
  description: z.string().max(20_000).default(''),
  /** JSON Schema of the arguments object. */
  parameters: jsonSchema,
  /** The arguments must follow `parameters` to the letter, where the model can promise it. */
  strict: z.boolean().optional(),
});
export type ToolDefinition = z.infer<typeof toolDefinition>;

export const modelToolCall = z.object({
  id: z.string(),
  name: z.string(),
  /** The arguments object, serialised. */
  argumentsJson: z.string(),
});
export type ModelToolCall = z.infer<typeof modelToolCall>;

export const toolChoice = z.union([z.enum(['auto', 'none', 'required']), z.object({ name: z.string() })]);
export type ToolChoice = z.infer<typeof toolChoice>;

export const modelTurn = z.discriminatedUnion('role', [
  z.object({ role: z.literal('system'), text: z.string() }),
  z.object({ role: z.literal('user'), text: z.string() }),
  z.object({ role: z.literal('assistant'), text: z.string(), toolCalls: z.array(modelToolCall).optional() }),
  z.object({ role: z.literal('tool'), toolCallId: z.string(), name: z.string(), text: z.string() }),
]);
export type ModelTurn = z.infer<typeof modelTurn>;

/** The answer is one JSON value that follows `schema`; an empty schema means any JSON object. */
const responseSchema = z.object({ name: z.string().max(64).default('answer'), schema: jsonSchema });

export const modelRequest = z.object({
  modelId: z.string(),
  /** Ends with a user or tool turn. A system turn, if any, comes first. */
  turns: z.array(modelTurn).min(1),
  temperature: z.number(),
  maxTokens: z.int().min(1),
  seed: z.int().optional(),
  topP: z.number().optional(),
  /** The answer ends before the first of these; at most four. */
  stop: z.array(z.string()).max(4).optional(),
  tools: z.array(toolDefinition).optional(),
  toolChoice: toolChoice.optional(),
  responseSchema: responseSchema.optional(),
});
export type ModelRequest = z.infer<typeof modelRequest>;

export const modelFinishes = ['stop', 'length', 'tool-calls', 'content-filter', 'cancelled'] as const;
export type ModelFinish = (typeof modelFinishes)[number];

/** Tokens of one answer as its provider counted them. */
export const tokenUsage = z.object({
  promptTokens: z.int(),
  /** Part of `promptTokens` that the provider had cached and charges less for. */
  cachedTokens: z.int(),
  completionTokens: z.int(),
  /** Nobody counted: derived from the length of the texts. */
  estimated: z.boolean(),
});
export type TokenUsage = z.infer<typeof tokenUsage>;
