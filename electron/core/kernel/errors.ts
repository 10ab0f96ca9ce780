/** The one error type of the engine. Everything thrown on purpose is an `AppError`; everything else is a bug with a reference. */
import {
  type ErrorCode,
  type ErrorData,
  type ErrorEnvelope,
  type ErrorFamily,
  errorTable,
} from '../../contract/errors.ts';

export class AppError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C;
  readonly family: ErrorFamily;
  readonly data: ErrorData<C>;
  readonly retry: boolean;

  constructor(code: C, data: ErrorData<C>, options: { cause?: unknown; retry?: boolean } = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.family = errorTable[code].family;
    this.data = data;
    this.retry = options.retry ?? this.family === 'UNAVAILABLE';
  }
}

/** `throw appError('models.TOO_LARGE', { needMb, haveMb }, { cause })` */
export const appError = <C extends ErrorCode>(
  code: C,
  data: ErrorData<C>,
  options?: { cause?: unknown; retry?: boolean },
): AppError<C> => new AppError(code, data, options);

/** Recognises an `AppError` by its shape, so that it survives bundling and process borders. */
export const isAppError = (error: unknown): error is AppError =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  error.code in errorTable &&
  'family' in error;

export const hasCode = <C extends ErrorCode>(error: unknown, code: C): error is AppError<C> =>
  isAppError(error) && error.code === code;

export const envelopeOf = (error: AppError): ErrorEnvelope => ({
  code: error.code,
  family: error.family,
  data: { ...error.data },
  retry: error.retry,
});

/** Rebuilds an error that crossed a process border as an envelope. */
export const fromEnvelope = (envelope: ErrorEnvelope, cause?: unknown): AppError =>
  new AppError(envelope.code, envelope.data as ErrorData<ErrorCode>, { cause, retry: envelope.retry });

/** `code` of a system error such as `ENOENT`; `undefined` for anything else. */
export const systemCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
