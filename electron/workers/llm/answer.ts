/** One answer of a slot model: fits the turns, evaluates what is new, writes as planned, measures. */
import type { ChatHistoryItem, Token } from 'node-llama-cpp';
import type { ChatTurn } from '../../core/adapters/llm/kind.ts';
import type { AnswerParams, AnswerResult } from '../../core/adapters/llm/local/protocol.ts';
import { createCoalescer } from '../../core/kernel/coalesce.ts';
import { fitTurns } from './fit-turns.ts';
import type { Slot } from './model.ts';
import { callStart, plainTurns } from './plain-turns.ts';
import { planAnswer } from './plan.ts';
import { write } from './write.ts';

/**
 * Tokens evaluated between two looks at the abort signal. Smaller steps would stop sooner but evaluate a prompt at half
 * the speed (measured: 37 tokens/s in steps of 16, 81 in steps of 128); a step that takes too long is ended from outside.
 */
const firstStepTokens = 128;
const largestStepTokens = 512;
const stepGoalMs = 120;
/** While others write: their words would come in jerks of a second otherwise. */
const sharedStepTokens = 64;

export type AnswerOptions = {
  signal: AbortSignal;
  onText(piece: string): void;
  droppedBefore: number;
  /** Others write at the same time and wait for each of our steps. */
  isAlone(): boolean;
};

/** After an abort it returns what is written so far. */
export const answer = async (
  slot: Slot,
  params: AnswerParams,
  options: AnswerOptions,
): Promise<AnswerResult> => {
  const { sequence, context } = slot;
  const { signal } = options;
  const startedAt = performance.now();
  const plan = await planAnswer(slot.planner, params);
  const prefix = plan.kind === 'calls' ? callStart : '';
  const tokensFor = (turns: readonly ChatTurn[]): Token[] =>
    tokensOf(slot, historyOf(turns, plan.instructions, prefix));
  const { turns, droppedTurns } = fitTurns({
    turns: params.turns,
    contextTokens: context.contextSize,
    maxTokens: params.maxTokens,
    countTokens: (candidate) => tokensFor(candidate).length,
    droppedBefore: options.droppedBefore,
  });
  const tokens = tokensFor(turns);
  const meter = sequence.tokenMeter.getState();
  let text = '';
  let firstTokenAt: number | null = null;
  const coalescer = createCoalescer(options.onText);

  const writeAll = async (): Promise<Pick<AnswerResult, 'finish' | 'toolCalls'>> => {
    await evaluatePrompt(slot, tokens, options);
    if (signal.aborted) return { finish: 'cancelled' };
    return write(slot, plan, {
      params,
      history: (written) => historyOf(turns, plan.instructions, written),
      // One token of the context stays free, so that nothing is ever shifted out unseen.
      maxTokens: Math.max(1, Math.min(params.maxTokens, context.contextSize - tokens.length - 2)),
      signal,
      onToken: () => {
        firstTokenAt ??= performance.now();
      },
      onText: (piece) => {
        text += piece;
        coalescer.add(piece);
      },
    });
  };

  const outcome = await writeAll().catch((error: unknown) => {
    if (signal.aborted) return { finish: 'cancelled' as const };
    throw error;
  });
  coalescer.flush();
  const endedAt = performance.now();
  const used = sequence.tokenMeter.diff(meter);
  const completionTokens = firstTokenAt === null ? 0 : used.usedOutputTokens;
  return {
    text,
    ...outcome,
    droppedTurns,
    metrics: {
      promptTokens: tokens.length,
      // The prompt's last token counts as output: it yields the first token of the answer.
      reusedTokens: Math.max(0, tokens.length - used.usedInputTokens - 1),
      completionTokens,
      timeToFirstTokenMs: firstTokenAt === null ? null : firstTokenAt - startedAt,
      tokensPerSecond: speedOf(completionTokens, firstTokenAt, endedAt),
      durationMs: endedAt - startedAt,
      contextTokens: context.contextSize,
      droppedMessages: droppedTurns,
    },
  };
};

const speedOf = (tokens: number, firstAt: number | null, endedAt: number): number | null =>
  firstAt === null || tokens < 2 || endedAt <= firstAt ? null : ((tokens - 1) / (endedAt - firstAt)) * 1000;

/** Evaluates a long prompt in steps, all but the last one, which the model's own loop takes together with the first token. */
const evaluatePrompt = async (
  { sequence }: Slot,
  tokens: Token[],
  { signal, isAlone }: Pick<AnswerOptions, 'signal' | 'isAlone'>,
): Promise<void> => {
  // Without shifting: what was evaluated in another place of the conversation would carry its old surroundings along.
  await sequence.adaptStateToTokens(tokens, false);
  let step = firstStepTokens;
  for (;;) {
    const rest = tokens.slice(sequence.nextTokenIndex);
    if (signal.aborted || rest.length <= step) return;
    const startedAt = performance.now();
    const taken = isAlone() ? step : Math.min(step, sharedStepTokens);
    await sequence.evaluateWithoutGeneratingNewTokens(rest.slice(0, taken));
    if (performance.now() - startedAt < stepGoalMs / 2) step = Math.min(largestStepTokens, step * 2);
  }
};

/** `written`: how the answer begins; the model goes on from there. */
const historyOf = (turns: readonly ChatTurn[], instructions: string, written: string): ChatHistoryItem[] => [
  ...plainTurns(turns, instructions).map(
    ({ role, text }): ChatHistoryItem =>
      role === 'assistant' ? { type: 'model', response: [text] } : { type: role, text },
  ),
  { type: 'model', response: written === '' ? [] : [written] },
];

const tokensOf = ({ chat, model }: Slot, chatHistory: ChatHistoryItem[]): Token[] =>
  chat.chatWrapper.generateContextState({ chatHistory }).contextText.tokenize(model.tokenizer);
