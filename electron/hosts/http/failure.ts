/** Errors of the transport in the same shape the procedures' errors have, so that a client reads only one. */
import { type ErrorCode, type ErrorData, errorStatus } from '../../contract/errors.ts';
import { appError, envelopeOf } from '../../core/kernel/errors.ts';

export const failureBody = <C extends ErrorCode>(code: C, data: ErrorData<C>) => ({
  json: {
    defined: true,
    code,
    status: errorStatus(code),
    message: code,
    data: envelopeOf(appError(code, data)),
  },
});
