import { describe, expect, it } from 'vitest';
import type { ChatTurn } from '../../core/adapters/llm/kind.ts';
import { type FitInput, fitTurns } from './fit-turns.ts';

const turn = (role: 'system' | 'user' | 'assistant', words: number): ChatTurn => ({
  role,
  text: 'w '.repeat(words),
});
/** One token per word and two around each turn. */
const countTokens = (turns: ChatTurn[]): number =>
  turns.reduce((sum, { text }) => sum + text.length / 2 + 2, 0);

const fitted = (turns: ChatTurn[], more: Partial<FitInput> = {}) =>
  fitTurns({ turns, contextTokens: 400, maxTokens: 100, countTokens, droppedBefore: 0, ...more });

const conversation = (pairs: number): ChatTurn[] => [
  turn('system', 20),
  ...Array.from({ length: pairs }, () => [turn('user', 30), turn('assistant', 30)]).flat(),
  turn('user', 10),
];

describe('fitting turns into the context', () => {
  it('leaves a conversation that fits alone', () => {
    const turns = conversation(2);
    expect(fitted(turns)).toEqual({ turns, droppedTurns: 0 });
  });

  it('drops the oldest turns, never the system prompt nor the last question, and begins with a question', () => {
    const turns = conversation(10);
    const { turns: kept, droppedTurns } = fitted(turns);
    expect(droppedTurns).toBeGreaterThan(0);
    expect(kept[0]).toBe(turns[0]);
    expect(kept.at(-1)).toBe(turns.at(-1));
    expect(kept[1]?.role).toBe('user');
    expect(kept).toHaveLength(turns.length - droppedTurns);
    expect(countTokens(kept)).toBeLessThanOrEqual(350);
  });

  it('keeps the same beginning for some more turns, so that the model need not read everything again', () => {
    const first = fitted(conversation(10));
    const second = fitted(conversation(11), { droppedBefore: first.droppedTurns });
    expect(second.droppedTurns).toBe(first.droppedTurns);
  });

  it('does not carry the loss of a long conversation into a short one', () => {
    expect(fitted(conversation(2), { droppedBefore: 4 }).droppedTurns).toBe(0);
  });

  it('refuses a question that is too long by itself, and says how much too long', () => {
    let thrown: unknown;
    try {
      fitted([turn('system', 20), turn('user', 30), turn('assistant', 5), turn('user', 500)]);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({
      code: 'chat.CONTEXT_OVERFLOW',
      data: { needTokens: 574, haveTokens: 400 },
    });
  });

  it('refuses a system prompt that leaves no room for the question', () => {
    expect(() => fitted([turn('system', 390), turn('user', 5)])).toThrow('chat.CONTEXT_OVERFLOW');
  });
});
