/** Reads what a call threw, whether the engine is in this process or behind a line. */
import { type ErrorCode, type ErrorEnvelope, errorEnvelope } from '../contract/errors.ts';
import { envelopeOf, isAppError } from '../core/kernel/errors.ts';

/** `undefined` for what is no error of the contract. */
export const envelopeFrom = (error: unknown): ErrorEnvelope | undefined => {
  if (isAppError(error)) return envelopeOf(error);
  if (error instanceof Error && 'data' in error) return errorEnvelope.safeParse(error.data).data;
  return undefined;
};

export const codeOf = (error: unknown): ErrorCode | undefined => envelopeFrom(error)?.code;
