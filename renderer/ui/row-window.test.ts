import { expect, it } from 'vitest';
import { rowsSeen } from './row-window.ts';

const rowPx = 44;
const heightPx = 700;

it('draws every row that is seen, wherever the list is scrolled to', () => {
  for (const scrollTop of [0, 1, 43, 44, 5_000, 4_399_300]) {
    const { from, until } = rowsSeen(scrollTop, heightPx, rowPx);
    expect(from * rowPx).toBeLessThanOrEqual(scrollTop);
    expect(until * rowPx).toBeGreaterThanOrEqual(scrollTop + heightPx);
  }
});

it('draws few rows, and the same ones while the scroll stays within a few of them', () => {
  const { from, until } = rowsSeen(4_000_000, heightPx, rowPx);
  expect(until - from).toBeLessThan(60);
  const windows = new Set<number>();
  for (let scrollTop = 4_000_000; scrollTop < 4_000_000 + 6 * rowPx; scrollTop += 10)
    windows.add(rowsSeen(scrollTop, heightPx, rowPx).from);
  expect(windows.size).toBeLessThanOrEqual(2);
});

it('is at its top only while the first row is seen, also where the page bounces', () => {
  expect(rowsSeen(-30, heightPx, rowPx)).toMatchObject({ from: 0, isAtTop: true });
  expect(rowsSeen(rowPx, heightPx, rowPx).isAtTop).toBe(false);
});
