/**
 * Chooses which turns the model sees when a conversation has outgrown its context: the system turn and the last turn
 * always stay, the oldest others go first, and the rest begins with a user turn. Pure but for the given counter.
 */
import type { ChatTurn } from '../../core/adapters/llm/kind.ts';
import { appError } from '../../core/kernel/errors.ts';

/** When something has to go, this much more goes with it: the next turns then keep their prefix in the model's memory. */
const fillAfterDrop = 0.7;

export type FitInput = {
  turns: ChatTurn[];
  contextTokens: number;
  maxTokens: number;
  /** Tokens of these turns as the model's template writes them. */
  countTokens: (turns: ChatTurn[]) => number;
  /** Turns left out last time; taken again when that still fits, so that the prefix stays the same. */
  droppedBefore: number;
};

export type Fit = { turns: ChatTurn[]; droppedTurns: number };

/** Tokens kept free for the answer. */
const answerReserve = ({ maxTokens, contextTokens }: FitInput): number =>
  Math.min(maxTokens, Math.max(32, Math.floor(contextTokens / 8)));

/** Throws `chat.CONTEXT_OVERFLOW` when even the last turn alone leaves no room for an answer. */
export const fitTurns = (input: FitInput): Fit => {
  const { turns, countTokens } = input;
  const head = turns[0]?.role === 'system' ? turns.slice(0, 1) : [];
  const rest = turns.slice(head.length);
  const budget = input.contextTokens - answerReserve(input);
  const keepFrom = (dropped: number): ChatTurn[] => [...head, ...rest.slice(dropped)];
  const fits = (dropped: number, limit: number): boolean => countTokens(keepFrom(dropped)) <= limit;

  const starts = rest.flatMap((turn, index) => (turn.role === 'user' && index > 0 ? [index] : []));
  if (fits(0, budget)) return { turns, droppedTurns: 0 };
  if (starts.includes(input.droppedBefore) && fits(input.droppedBefore, budget)) {
    return { turns: keepFrom(input.droppedBefore), droppedTurns: input.droppedBefore };
  }
  const target = Math.floor(budget * fillAfterDrop);
  const last = starts.at(-1) ?? 0;
  const start = firstThat(starts, (dropped) => fits(dropped, target)) ?? last;
  const needTokens = countTokens(keepFrom(start));
  if (needTokens > budget) {
    throw appError('chat.CONTEXT_OVERFLOW', {
      needTokens: needTokens + answerReserve(input),
      haveTokens: input.contextTokens,
    });
  }
  return { turns: keepFrom(start), droppedTurns: start };
};

/** Binary search: dropping more never needs more tokens. */
const firstThat = (sorted: number[], holds: (value: number) => boolean): number | undefined => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = sorted[middle];
    if (value !== undefined && holds(value)) high = middle;
    else low = middle + 1;
  }
  return sorted[low];
};
