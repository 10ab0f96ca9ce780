import { describe, expect, it } from 'vitest';
import { admit, admitSequences } from './admission.ts';

const gigabyte = 2 ** 30;
/** 4 GiB of weights, 256 KiB per token of context. */
const needBytes = async (contextTokens: number): Promise<number> => 4 * gigabyte + contextTokens * 2 ** 18;

const ask = (wishedTokens: number, availableGb: number, trainedTokens = 32_768) =>
  admit({ wishedTokens, trainedTokens, availableBytes: availableGb * gigabyte, needBytes });

describe('memory admission', () => {
  it('chooses 8192 tokens where there is room, and never more than was trained', async () => {
    expect(await ask(0, 16)).toBe(8192);
    expect(await ask(0, 16, 2048)).toBe(2048);
    expect(await ask(65_536, 64, 4096)).toBe(4096);
  });

  it('chooses a smaller context rather than refuse', async () => {
    expect(await ask(0, 5.5)).toBe(4096);
    expect(await ask(0, 4.8)).toBe(2048);
  });

  it('refuses with the numbers of the smallest context before anything is loaded', async () => {
    const error = await ask(0, 3).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'models.TOO_LARGE', data: { needMb: 4224, haveMb: 2816 } });
  });

  it('refuses the second of two models that do not fit together, with what the first has left', async () => {
    const first = await ask(0, 8);
    const left = 8 - (await needBytes(first)) / gigabyte;
    const error = await ask(0, left).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'models.TOO_LARGE', data: { needMb: 4224, haveMb: 1792 } });
  });

  it('does not quietly give less context than a person asked for', async () => {
    await expect(ask(32_768, 8)).rejects.toMatchObject({ code: 'models.TOO_LARGE' });
  });
});

describe('answers at once', () => {
  /** 4 GiB of weights, 1 GiB per answer. */
  const sequences = (wished: number, availableGb: number) =>
    admitSequences({
      wished,
      availableBytes: availableGb * gigabyte,
      needBytes: async (count) => (4 + count) * gigabyte,
    });

  it('are two where that leaves room to others, else one', async () => {
    expect([await sequences(0, 16), await sequences(0, 8), await sequences(0, 5.5)]).toEqual([2, 1, 1]);
  });

  it('are as many as were asked for, as far as they fit', async () => {
    expect([await sequences(4, 16), await sequences(4, 7.5), await sequences(1, 64)]).toEqual([4, 3, 1]);
  });
});
