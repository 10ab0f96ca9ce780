/** What kind of answer is asked for, and the grammars that hold the model to it.  */
import type { Llama, LlamaGrammar } from 'node-llama-cpp';
import type { AnswerParams } from '../../core/adapters/llm/local/protocol.ts';
import { appError } from '../../core/kernel/errors.ts';
import { type Compiled, compileSchema, writeGbnf } from '../../core/adapters/llm/local/grammar/index.ts';
import { alt, type Node, seq, text } from '../../core/adapters/llm/local/grammar/node.ts';
import { callStart, schemaInstructions, toolInstructions } from './plain-turns.ts';
import { type CallGrammar, callGrammar } from './tool-calls.ts';

export type Held = { grammar: LlamaGrammar; calls: CallGrammar };

export type Plan = { instructions: string } & (
  | { kind: 'text' }
  | { kind: 'value'; grammar: LlamaGrammar; value: Compiled }
  /** Text, and calls as soon as the model begins one. */
  | ({ kind: 'text-or-calls' } & Held)
  | ({ kind: 'calls' } & Held)
  | ({ kind: 'value-or-calls'; value: Compiled } & Held)
);

export type Planner = {
  llama: Llama;
  contextTokens: number;
  /** Made before, the latest last. */
  plans: Map<string, Plan>;
};

/** Plans of the last requests; a conversation asks for the same again and again. */
const remembered = 8;

/** Throws `models.SCHEMA_UNSUPPORTED` or `models.SCHEMA_UNSATISFIABLE`. */
export const planAnswer = async (planner: Planner, params: AnswerParams): Promise<Plan> => {
  const { responseSchema, toolChoice = 'auto' } = params;
  const tools = toolChoice === 'none' ? [] : (params.tools ?? []);
  if (responseSchema === undefined && tools.length === 0) return { kind: 'text', instructions: '' };
  const textLimit = textLimitOf(params.maxTokens);
  const key = JSON.stringify([tools, toolChoice, responseSchema?.schema, textLimit]);
  const known = planner.plans.get(key);
  planner.plans.delete(key);
  const plan = known ?? (await makePlan(planner, params, textLimit));
  planner.plans.set(key, plan);
  const [oldest] = planner.plans.keys();
  if (planner.plans.size > remembered && oldest !== undefined) planner.plans.delete(oldest);
  return plan;
};

/** One string must not take the whole answer: about half of it, at four characters per token. */
const textLimitOf = (maxTokens: number): number => Math.min(1500, Math.max(64, maxTokens * 2));

const makePlan = async (planner: Planner, params: AnswerParams, textLimit: number): Promise<Plan> => {
  const { tools = [], toolChoice = 'auto', responseSchema } = params;
  const calls =
    toolChoice === 'none' || tools.length === 0 ? null : callGrammar(tools, toolChoice, textLimit);
  const schema =
    responseSchema === undefined ? null : isEmpty(responseSchema.schema) ? anyObject : responseSchema.schema;
  const value = schema === null ? null : compileSchema(schema, { textLimit });
  const instructions = [
    calls === null ? '' : toolInstructions(tools),
    responseSchema === undefined ? '' : schemaInstructions(responseSchema.schema, planner.contextTokens),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
  const grammarOf = (node: Node) => nativeGrammar(planner, node);

  if (calls === null)
    return value === null
      ? { kind: 'text', instructions }
      : { kind: 'value', instructions, value, grammar: await grammarOf(value.node) };
  if (toolChoice !== 'auto')
    return { kind: 'calls', instructions, calls, grammar: await grammarOf(calls.node) };
  if (value === null)
    return { kind: 'text-or-calls', instructions, calls, grammar: await grammarOf(calls.node) };
  const either = alt(seq(text(callStart), calls.node), value.node);
  return { kind: 'value-or-calls', instructions, calls, value, grammar: await grammarOf(either) };
};

const anyObject = { type: 'object' };
const isEmpty = (schema: object): boolean => Object.keys(schema).length === 0;

/** llama.cpp refuses grammars beyond its size limits. */
const nativeGrammar = async ({ llama }: Planner, node: Node): Promise<LlamaGrammar> => {
  try {
    return await llama.createGrammar({ grammar: writeGbnf(node) });
  } catch (error) {
    throw appError('models.SCHEMA_UNSUPPORTED', { keyword: 'size', path: '' }, { cause: error });
  }
};
