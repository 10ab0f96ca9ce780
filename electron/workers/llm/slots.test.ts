import { describe, expect, it } from 'vitest';
import type { ChatTurn } from '../../core/adapters/llm/kind.ts';
import { createSlots, type Lease } from './slots.ts';

const user = (text: string): ChatTurn => ({ role: 'user', text });
const assistant = (text: string): ChatTurn => ({ role: 'assistant', text });
const signal = new AbortController().signal;
const never = () => {
  throw new Error('had to wait');
};
const leave = (lease: Lease<string>, turns: ChatTurn[]) => lease.release({ turns, droppedTurns: 0 });

const conversationA = [user('First question of a long conversation'), assistant('Answer'), user('Second')];
const conversationB = [user('Something else entirely'), assistant('Yes'), user('Really?')];

describe('places of a loaded model', () => {
  it('two conversations by turns each keep their own memory', async () => {
    const slots = createSlots(['one', 'two']);
    const ask = async (turns: ChatTurn[]) => {
      const lease = await slots.take(turns, signal, never);
      leave(lease, turns);
      return lease.place;
    };
    const a = await ask(conversationA.slice(0, 1));
    const b = await ask(conversationB.slice(0, 1));
    expect(a).not.toBe(b);
    for (let round = 0; round < 3; round += 1) {
      expect(await ask(conversationA)).toBe(a);
      expect(await ask(conversationB)).toBe(b);
    }
    // asked again: the same beginning, one turn less
    expect(await ask(conversationA.slice(0, 1))).toBe(a);
  });

  it('a short common beginning does not cost another conversation its memory', async () => {
    const slots = createSlots(['one', 'two']);
    const system: ChatTurn = { role: 'system', text: 'Be brief.' };
    const long = [system, ...conversationA];
    const lease = await slots.take(long, signal, never);
    leave(lease, long);
    expect((await slots.take([system, ...conversationB], signal, never)).place).not.toBe(lease.place);
  });

  it('the third waits, says so once, and gets the place that is left first', async () => {
    const slots = createSlots(['one', 'two']);
    const first = await slots.take(conversationA, signal, never);
    const second = await slots.take(conversationB, signal, never);
    let waits = 0;
    const third = slots.take([user('x')], signal, () => {
      waits += 1;
    });
    expect([waits, slots.busy()]).toEqual([1, 2]);
    leave(second, conversationB);
    expect((await third).place).toBe(second.place);
    expect(waits).toBe(1);
    leave(first, conversationA);
  });

  it('who gives up while waiting takes no place', async () => {
    const slots = createSlots(['one']);
    const first = await slots.take(conversationA, signal, never);
    const controller = new AbortController();
    const gaveUp = slots.take(conversationB, controller.signal, () => {});
    const patient = slots.take(conversationB, signal, () => {});
    controller.abort();
    await expect(gaveUp).rejects.toMatchObject({ code: 'request.CANCELLED' });
    let isIdle = false;
    const idle = slots.idle(signal).then(() => {
      isIdle = true;
    });
    leave(first, conversationA);
    const second = await patient;
    expect(isIdle).toBe(false);
    leave(second, conversationB);
    await idle;
    expect(slots.busy()).toBe(0);
  });
});
