import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../kernel/log.ts';
import { estimateSpeed } from './estimate.ts';
import { createSpeeds } from './speeds.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'wattos-speeds-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const open = (computer = 'A') => createSpeeds({ dataDir, computer, log: silentLog });
const [early, late] = ['2026-11-22T10:00:00.000Z', '2026-11-23T10:00:00.000Z'];

describe('measured speeds', () => {
  it('survive a restart and do not follow a data folder to another computer', () => {
    open().record('m', 10, 'benchmark', early);
    expect(open().of('m')).toEqual({ tokensPerSecond: 10, source: 'benchmark', measuredAt: early });
    expect(open('B').of('m')).toBeNull();
  });

  it('are not thrown over by one slow answer, and a benchmark starts anew', () => {
    const speeds = open();
    for (const value of [10, 11, 1, 12, 10]) speeds.record('m', value, 'answers', early);
    expect(speeds.of('m')?.tokensPerSecond).toBe(10);
    speeds.record('m', 20, 'benchmark', late);
    expect(speeds.of('m')).toEqual({ tokensPerSecond: 20, source: 'benchmark', measuredAt: late });
  });

  it('of an unreadable file are unknown, not a failure', () => {
    writeFileSync(join(dataDir, 'model-speeds.json'), '{"computer":"A","models":{"m":{"samples":[]}}}');
    expect(open().of('m')).toBeNull();
  });
});

describe('the estimate', () => {
  const small = { sizeBytes: 322_591_712, quantisation: 'IQ2_XXS', activeShare: 1 };
  const large = { sizeBytes: 5_027_783_488, quantisation: 'Q4_K_M', activeShare: 1 };

  it('promises less of a larger model and more of one that uses a part of itself', () => {
    const [of, ofLarge] = [estimateSpeed(small, 4) ?? 0, estimateSpeed(large, 4) ?? 0];
    expect(of).toBeGreaterThan(4 * ofLarge);
    const mixture = estimateSpeed({ ...large, activeShare: 0.1 }, 4) ?? 0;
    expect(mixture / ofLarge).toBeCloseTo(10, 0);
  });

  it('is corrected by what was measured on this computer, within reason', () => {
    const plain = estimateSpeed(large, 1) ?? 0;
    const expected = estimateSpeed(small, 1) ?? 0;
    expect(estimateSpeed(large, 1, [{ ...small, tokensPerSecond: expected / 2 }])).toBeCloseTo(plain / 2);
    expect(estimateSpeed(large, 1, [{ ...small, tokensPerSecond: expected * 100 }])).toBeCloseTo(plain * 4);
  });

  it('says nothing of weights in a format it does not know', () => {
    expect(estimateSpeed({ ...large, quantisation: null }, 4)).toBeNull();
    expect(estimateSpeed({ ...large, quantisation: 'ternary' }, 4)).toBeNull();
  });
});
