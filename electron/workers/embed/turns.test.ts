import { describe, expect, it } from 'vitest';
import { createTurns } from './turns.ts';

const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('turns of the embedding model', () => {
  it('let a question go between two steps of indexing, never inside one', async () => {
    const turns = createTurns();
    const order: string[] = [];
    const indexing = turns.inTurn('a', async (letUrgentGo) => {
      for (const step of [1, 2, 3]) {
        await letUrgentGo();
        order.push(`step ${step} begins`);
        await tick();
        order.push(`step ${step} ends`);
      }
    });
    await tick();
    const question = turns.urgent('a', async () => order.push('question'));
    await Promise.all([indexing, question]);
    expect(order.indexOf('question')).toBeLessThan(order.indexOf('step 3 begins'));
    for (const [at, said] of order.entries())
      if (said.endsWith('begins')) expect(order[at + 1]).toBe(said.replace('begins', 'ends'));
  });

  it('do not change the model under a job: a question for another one waits', async () => {
    const turns = createTurns();
    const order: string[] = [];
    const indexing = turns.inTurn('a', async (letUrgentGo) => {
      await tick();
      await letUrgentGo();
      order.push('indexed');
    });
    const question = turns.urgent('b', async () => order.push('question'));
    await Promise.all([indexing, question]);
    expect(order).toEqual(['indexed', 'question']);
  });

  it('lose no question: one that comes in the last step, one that fails, one after a failed job', async () => {
    const turns = createTurns();
    const failed = turns.inTurn('a', async () => {
      await tick();
      throw new Error('broken');
    });
    const bad = turns.urgent('a', () => Promise.reject(new Error('bad question')));
    const good = turns.urgent('a', async () => 'answer');
    await expect(failed).rejects.toThrow('broken');
    await expect(bad).rejects.toThrow('bad question');
    await expect(good).resolves.toBe('answer');
    await expect(turns.inTurn('a', async () => 'goes on')).resolves.toBe('goes on');
  });
});
