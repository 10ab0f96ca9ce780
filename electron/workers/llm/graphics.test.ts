import { describe, expect, it } from 'vitest';
import { whyNoCard } from './graphics.ts';

describe('why the processor computes', () => {
  it.each([
    // a Vulkan library without any card is what every Linux desktop in a virtual machine has
    [{ hasCard: false, hasDriver: true, hasBuild: true }, 'no-gpu'],
    [{ hasCard: false, hasDriver: false, hasBuild: false }, 'no-gpu'],
    [{ hasCard: true, hasDriver: false, hasBuild: true }, 'no-gpu-driver'],
    [{ hasCard: true, hasDriver: true, hasBuild: false }, 'no-gpu-build'],
    [{ hasCard: true, hasDriver: true, hasBuild: true }, 'gpu-failed'],
    // a system that does not list its cards
    [{ hasCard: null, hasDriver: false, hasBuild: true }, 'no-gpu'],
    [{ hasCard: null, hasDriver: true, hasBuild: false }, 'no-gpu-build'],
    [{ hasCard: null, hasDriver: true, hasBuild: true }, 'gpu-failed'],
  ] as const)('%o: %s', (found, reason) => {
    expect(whyNoCard(found)).toBe(reason);
  });
});
