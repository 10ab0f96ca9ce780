/** Failures as the interface shows them: a code of the contract with its parameters, whatever went wrong underneath. */
import { isDefinedError, ORPCError } from '@orpc/client';
import type { ErrorCode, ErrorEnvelope } from '../../electron/contract/errors.ts';

export type AppFailure = {
  code: ErrorCode;
  data: Record<string, unknown>;
  /** The same call may succeed when simply repeated. */
  retry: boolean;
  /** Finds the stack in the log; only with `internal.BUG`. */
  reference?: string;
};

const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** From an envelope as it is stored with a message, a model or a run. */
export const failureOf = (envelope: Pick<ErrorEnvelope, 'code' | 'data' | 'retry'>): AppFailure => ({
  code: envelope.code,
  data: envelope.data,
  retry: envelope.retry,
  reference: text(envelope.data.reference),
});

const bug = (reference?: string): AppFailure => ({ code: 'internal.BUG', data: {}, retry: true, reference });

const byStatus: Record<number, ErrorCode> = {
  401: 'request.UNAUTHENTICATED',
  404: 'request.UNKNOWN_PROCEDURE',
  429: 'request.RATE_LIMITED',
};

/** From anything a call may throw. Never throws itself. */
export const toFailure = (thrown: unknown): AppFailure => {
  if (isFailure(thrown)) return thrown;
  if (thrown instanceof Error && thrown.name === 'AbortError') {
    return { code: 'request.CANCELLED', data: {}, retry: true };
  }
  if (!(thrown instanceof ORPCError)) return bug();
  const data: unknown = thrown.data;
  if (isRecord(data) && typeof data.code === 'string' && isRecord(data.data) && isDefinedError(thrown)) {
    return failureOf({ code: data.code as ErrorCode, data: data.data, retry: data.retry === true });
  }
  const code = byStatus[thrown.status];
  if (code) return { code, data: {}, retry: false };
  if (thrown.status === 400) return { code: 'request.INVALID', data: { issues: [] }, retry: false };
  return bug(isRecord(data) ? text(data.reference) : undefined);
};

const isFailure = (value: unknown): value is AppFailure =>
  isRecord(value) && !(value instanceof Error) && typeof value.code === 'string' && isRecord(value.data);
