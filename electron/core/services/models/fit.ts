/** Does a model fit this computer? Judged by its whole memory, so that the verdict does not change with open windows. Pure. */
import type { Model } from '../../../contract/models.ts';

/** Operating system, desktop and our own window. */
const reservedBytes = 2 * 2 ** 30;
/** Above this share of what is left, other programs start to feel it. */
const comfortableShare = 0.75;

export const fitOf = (needBytes: number, totalMemoryBytes: number): Model['fit'] => {
  const haveBytes = Math.max(0, totalMemoryBytes - reservedBytes);
  const verdict =
    needBytes <= haveBytes * comfortableShare ? 'fits' : needBytes <= haveBytes ? 'tight' : 'too-large';
  return { verdict, needBytes, haveBytes };
};
