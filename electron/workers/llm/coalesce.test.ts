import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createCoalescer } from './coalesce.ts';

it('sends the first piece at once, floods nobody, and loses no letter', async () => {
  const pieces: string[] = [];
  const coalescer = createCoalescer((piece) => pieces.push(piece));
  coalescer.add('a');
  expect(pieces).toEqual(['a']);
  const startedAt = performance.now();
  let sent = 'a';
  while (performance.now() - startedAt < 300) {
    coalescer.add('b');
    sent += 'b';
    await sleep(1);
  }
  coalescer.flush();
  expect(pieces.join('')).toBe(sent);
  expect(pieces.length).toBeLessThanOrEqual(12);
});
