import { describe, expect, it } from 'vitest';
import { fitOf } from './fit.ts';

const gib = 2 ** 30;

describe('whether a model fits', () => {
  it('a large graphics card takes what the memory beside it could not', () => {
    expect(fitOf(19 * gib, 16 * gib)).toMatchObject({ verdict: 'too-large', place: 'memory' });
    expect(fitOf(19 * gib, 16 * gib, 24 * gib)).toMatchObject({ verdict: 'fits', place: 'graphics' });
  });

  it('a small graphics card does not make a model too large for the memory', () => {
    expect(fitOf(5 * gib, 16 * gib, 2 * gib)).toEqual(fitOf(5 * gib, 16 * gib));
  });

  it('the numbers shown are those of the memory that was judged', () => {
    const { haveBytes } = fitOf(19 * gib, 128 * gib, 139 * gib);
    expect(haveBytes).toBeGreaterThan(120 * gib);
    expect(fitOf(130 * gib, 128 * gib, 139 * gib)).toMatchObject({ verdict: 'too-large', place: 'memory' });
  });
});
