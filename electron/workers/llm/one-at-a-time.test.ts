import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createOneAtATime } from './one-at-a-time.ts';

const never = new AbortController().signal;

it('never runs two pieces of work at once, also after a failure', async () => {
  const inTurn = createOneAtATime();
  let running = 0;
  let most = 0;
  const work = (fails: boolean) => async () => {
    running += 1;
    most = Math.max(most, running);
    await sleep(5);
    running -= 1;
    if (fails) throw new Error('failed');
  };
  await Promise.allSettled([false, true, false, true].map((fails) => inTurn(never, work(fails))));
  expect(most).toBe(1);
});

it('lets go of work that is cancelled while it waits, without disturbing the order', async () => {
  const inTurn = createOneAtATime();
  const abort = new AbortController();
  const order: number[] = [];
  const first = inTurn(never, async () => {
    await sleep(30);
    order.push(1);
  });
  const second = inTurn(abort.signal, async () => order.push(2));
  const third = inTurn(never, async () => order.push(3));
  abort.abort();
  await expect(second).rejects.toMatchObject({ code: 'request.CANCELLED' });
  expect(order).toEqual([]);
  await Promise.all([first, third]);
  expect(order).toEqual([1, 3]);
});
