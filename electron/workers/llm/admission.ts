/** Decides whether a model fits into memory, and with how much context. Pure: sizes in bytes, context in tokens. */
import { appError } from '../../core/kernel/errors.ts';

/** More is rarely used and costs memory from the first token on. */
export const defaultContextLimit = 8192;
const smallestContext = 512;
const smallerContexts = [4096, 2048, 1024, smallestContext];
/** Left to the rest of the computer, so that a loaded model does not push it into swapping. */
export const reserveBytes = 256 * 2 ** 20;

export type AdmissionInput = {
  /** `0`: choose. A wish is taken as it is or refused, never quietly reduced below what was trained. */
  wishedTokens: number;
  trainedTokens: number;
  availableBytes: number;
  /** Weights and context together. */
  needBytes: (contextTokens: number) => Promise<number>;
};

/** Largest context that fits. Throws `models.TOO_LARGE` with the need of the smallest acceptable one. */
export const admit = async (input: AdmissionInput): Promise<number> => {
  const haveBytes = Math.max(0, input.availableBytes - reserveBytes);
  const wished = Math.min(
    input.trainedTokens,
    input.wishedTokens === 0 ? defaultContextLimit : input.wishedTokens,
  );
  const candidates =
    input.wishedTokens === 0 ? [wished, ...smallerContexts.filter((tokens) => tokens < wished)] : [wished];
  let needBytes = 0;
  for (const contextTokens of candidates) {
    needBytes = await input.needBytes(contextTokens);
    if (needBytes <= haveBytes) return contextTokens;
  }
  throw tooLarge(needBytes, haveBytes);
};

/** Of the memory that is free, so much may go to more than one answer at a time. */
const shareForParallel = 0.6;
/** What `0` stands for: a person and one more who asks. More on a processor only means that all of them wait. */
const usualSequences = 2;

/**
 * How many answers may be written at once. The first is admitted already; further ones are only taken where they fit, and
 * without a wish only where they leave room to others.
 */
export const admitSequences = async (input: {
  /** `0`: choose. */
  wished: number;
  availableBytes: number;
  needBytes: (sequences: number) => Promise<number>;
}): Promise<number> => {
  const haveBytes = Math.max(0, input.availableBytes - reserveBytes);
  const limitBytes = input.wished === 0 ? haveBytes * shareForParallel : haveBytes;
  for (let sequences = input.wished === 0 ? usualSequences : input.wished; sequences > 1; sequences -= 1)
    if ((await input.needBytes(sequences)) <= limitBytes) return sequences;
  return 1;
};

export const tooLarge = (needBytes: number, haveBytes: number, cause?: unknown) =>
  appError('models.TOO_LARGE', { needMb: megabytes(needBytes), haveMb: megabytes(haveBytes) }, { cause });

const megabytes = (bytes: number): number => Math.ceil(bytes / 2 ** 20);
