/** Lets the model write what was planned: free text, a value held by a grammar, calls of tools, or one after the other. */
import {
  type ChatHistoryItem,
  LlamaText,
  type LlamaGrammar,
  SpecialTokensText,
  type Token,
} from 'node-llama-cpp';
import type { AnswerParams, AnswerResult } from '../../core/adapters/llm/local/protocol.ts';
import type { Compiled } from '../../core/adapters/llm/local/grammar/index.ts';
import type { Slot } from './model.ts';
import { callStart } from './plain-turns.ts';
import type { Held, Plan } from './plan.ts';

export type WriteOptions = {
  params: AnswerParams;
  /** The conversation, and how the answer begins. */
  history(written: string): ChatHistoryItem[];
  maxTokens: number;
  signal: AbortSignal;
  /** The model has written something, shown or not. */
  onToken(): void;
  onText(piece: string): void;
};

type Outcome = Pick<AnswerResult, 'finish' | 'toolCalls'>;
type Written = { text: string; finish: 'stop' | 'length' | 'cancelled'; trigger: string | null };

export const write = async (slot: Slot, plan: Plan, options: WriteOptions): Promise<Outcome> => {
  const { params, onText } = options;
  const stops = params.stop ?? [];
  switch (plan.kind) {
    case 'text': {
      const { finish } = await generate(slot, options, { stops, onText });
      return { finish };
    }
    case 'value':
      return writeValue(slot, plan.value, plan.grammar, options);
    case 'calls':
      return writeCalls(slot, plan, options, { before: callStart, maxTokens: options.maxTokens });
    case 'text-or-calls': {
      const before = slot.sequence.tokenMeter.getState();
      const said = await generate(slot, options, { stops, onText, callsEndIt: true });
      if (said.trigger === null) return { finish: said.finish };
      const used = slot.sequence.tokenMeter.diff(before).usedOutputTokens;
      const wish = { before: said.text + callStart, maxTokens: options.maxTokens - used };
      return writeCalls(slot, plan, options, wish);
    }
    case 'value-or-calls': {
      const written = await generate(slot, options, { grammar: plan.grammar });
      if (written.text.startsWith('<')) return callsOf(plan, written, written.text.slice(callStart.length));
      return endValue(plan.value, written, onText, '');
    }
  }
};

/** The value streams as it is written, unless it has to be looked over first. */
const writeValue = async (
  slot: Slot,
  value: Compiled,
  grammar: LlamaGrammar,
  options: WriteOptions,
): Promise<Outcome> => {
  const shown = value.held ? () => {} : options.onText;
  const written = await generate(slot, options, { grammar, onText: shown });
  return endValue(value, written, options.onText, value.held ? '' : written.text);
};

/** Closes what was cut off. `shown` has been handed on already. */
const endValue = (
  value: Compiled,
  written: Written,
  onText: (piece: string) => void,
  shown: string,
): Outcome => {
  if (written.finish === 'cancelled') {
    if (shown === '') onText(written.text);
    return { finish: 'cancelled' };
  }
  const whole = value.finish(written.text);
  onText(whole.slice(shown.length));
  // The last allowed token can be the last of the value too.
  return { finish: !value.held && whole === written.text ? 'stop' : written.finish };
};

const writeCalls = async (
  slot: Slot,
  held: Held,
  options: WriteOptions,
  { before, maxTokens }: { before: string; maxTokens: number },
): Promise<Outcome> => {
  if (maxTokens < 1) return { finish: 'length' };
  const written = await generate(slot, { ...options, maxTokens }, { grammar: held.grammar, before });
  return callsOf(held, written, written.text);
};

const callsOf = ({ calls }: Held, { finish }: Written, text: string): Outcome => {
  if (finish === 'cancelled') return { finish };
  const toolCalls = calls.read(text);
  return { toolCalls, finish: finish === 'length' ? 'length' : 'tool-calls' };
};

type Wish = {
  grammar?: LlamaGrammar;
  /** How the answer begins. */
  before?: string;
  stops?: readonly string[];
  callsEndIt?: boolean;
  onText?: (piece: string) => void;
};

/** Models that know the tag as one token of its own write that; others spell it. */
const callTriggers = [callStart.trim(), LlamaText(new SpecialTokensText(callStart.trim()))];

const generate = async (slot: Slot, options: WriteOptions, wish: Wish): Promise<Written> => {
  const { params, signal } = options;
  const { grammar, before = '', stops = [], callsEndIt = false, onText } = wish;
  let text = '';
  const response = await slot.chat.generateResponse(options.history(before), {
    signal,
    stopOnAbortSignal: true,
    maxTokens: options.maxTokens,
    temperature: params.temperature,
    topK: 40,
    topP: params.topP ?? 0.95,
    minP: 0.05,
    seed: params.seed,
    ...(grammar === undefined ? {} : { grammar, repeatPenalty: { punishTokensFilter: wordsOnly(slot) } }),
    customStopTriggers: [...stops, ...(callsEndIt ? callTriggers : [])],
    onToken: options.onToken,
    onTextChunk: (chunk) => {
      text += chunk;
      onText?.(chunk);
    },
  });
  const { metadata } = response;
  const trigger =
    metadata.stopReason === 'customStopTrigger' && !isOneOf(stops, metadata.customStopTrigger)
      ? callStart
      : null;
  if (metadata.stopReason === 'abort') return { text, finish: 'cancelled', trigger };
  return { text, finish: metadata.stopReason === 'maxTokens' ? 'length' : 'stop', trigger };
};

const isOneOf = (stops: readonly string[], trigger: readonly (string | Token)[]): boolean =>
  stops.includes(trigger.join(''));

/** Quotes, brackets and digits come again and again in any JSON; whoever avoids them never finds the end of a string. */
const wordsOnly =
  ({ model, words }: Slot) =>
  (tokens: Token[]): Token[] =>
    tokens.filter((token) => {
      let isWord = words.get(token);
      if (isWord === undefined) {
        isWord = /\p{L}{2}/u.test(model.detokenize([token]));
        words.set(token, isWord);
      }
      return isWord;
    });
