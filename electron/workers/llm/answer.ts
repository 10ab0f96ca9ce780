/** One answer of a loaded model: fits the turns, evaluates what is new, writes as planned, measures. */
import type { ChatHistoryItem, Token } from 'node-llama-cpp';
import type { ChatTurn } from '../../core/adapters/llm/kind.ts';
import type { AnswerParams, AnswerResult } from '../../core/adapters/llm/local/protocol.ts';
import { createCoalescer } from './coalesce.ts';
import { fitTurns } from './fit-turns.ts';
import type { Loaded } from './model.ts';
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

export type AnswerOptions = {
  signal: AbortSignal;
  onText(piece: string): void;
  droppedBefore: number;
};

/** After an abort it returns what is written so far. */
export const answer = async (
  loaded: Loaded,
  params: AnswerParams,
  options: AnswerOptions,
): Promise<AnswerResult> => {
  const { sequence, context } = loaded;
  const { signal } = options;
  const startedAt = performance.now();
  const plan = await planAnswer(loaded.planner, params);
  const prefix = plan.kind === 'calls' ? callStart : '';
  const tokensFor = (turns: readonly ChatTurn[]): Token[] =>
    tokensOf(loaded, historyOf(turns, plan.instructions, prefix));
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
    await evaluatePrompt(loaded, tokens, signal);
    if (signal.aborted) return { finish: 'cancelled' };
    return write(loaded, plan, {
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
const evaluatePrompt = async ({ sequence }: Loaded, tokens: Token[], signal: AbortSignal): Promise<void> => {
  // Without shifting: what was evaluated in another place of the conversation would carry its old surroundings along.
  await sequence.adaptStateToTokens(tokens, false);
  let step = firstStepTokens;
  for (;;) {
    const rest = tokens.slice(sequence.nextTokenIndex);
    if (signal.aborted || rest.length <= step) return;
    const startedAt = performance.now();
    await sequence.evaluateWithoutGeneratingNewTokens(rest.slice(0, step));
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

const tokensOf = ({ chat, model }: Loaded, chatHistory: ChatHistoryItem[]): Token[] =>
  chat.chatWrapper.generateContextState({ chatHistory }).contextText.tokenize(model.tokenizer);
