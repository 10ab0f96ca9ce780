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

export const tooLarge = (needBytes: number, haveBytes: number, cause?: unknown) =>
  appError('models.TOO_LARGE', { needMb: megabytes(needBytes), haveMb: megabytes(haveBytes) }, { cause });

const megabytes = (bytes: number): number => Math.ceil(bytes / 2 ** 20);
