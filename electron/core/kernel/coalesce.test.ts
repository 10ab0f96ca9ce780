import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createCoalescer } from './coalesce.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('sends the first piece at once, floods nobody, and loses no letter', () => {
  const pieces: string[] = [];
  const coalescer = createCoalescer((piece) => pieces.push(piece));
  coalescer.add('a');
  expect(pieces).toEqual(['a']);
  let sent = 'a';
  for (let ms = 0; ms < 300; ms += 1) {
    coalescer.add('b');
    sent += 'b';
    vi.advanceTimersByTime(1);
  }
  coalescer.flush();
  expect(pieces.join('')).toBe(sent);
  expect(pieces.length).toBe(11);
});
