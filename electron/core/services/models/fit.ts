/** Does a model fit this computer? Judged by its whole memory, so that the verdict does not change with open windows. Pure. */
import type { Model } from '../../../contract/models.ts';

/** Operating system, desktop and our own window. */
const reservedBytes = 2 * 2 ** 30;
/** Above this share of what is left, other programs start to feel it. */
const comfortableShare = 0.75;

/** llama.cpp's buffers, and the picture on the screen. */
const graphicsShare = 0.9;

/**
 * `graphicsBytes`: memory the graphics card has for itself. The better of the two verdicts counts: a model that fits
 * into one is not spread over both, which would be as slow as the slower.
 */
export const fitOf = (needBytes: number, totalMemoryBytes: number, graphicsBytes = 0): Model['fit'] => {
  const inMemory = verdictOf(needBytes, Math.max(0, totalMemoryBytes - reservedBytes), comfortableShare);
  const onCard = verdictOf(needBytes, Math.floor(graphicsBytes * graphicsShare), 1);
  const fit = onCard.verdict === 'fits' ? onCard : inMemory;
  return { ...fit, needBytes, place: fit === onCard ? 'graphics' : 'memory' };
};

const verdictOf = (needBytes: number, haveBytes: number, comfortable: number) => ({
  verdict:
    needBytes <= haveBytes * comfortable
      ? ('fits' as const)
      : needBytes <= haveBytes
        ? ('tight' as const)
        : ('too-large' as const),
  haveBytes,
});
