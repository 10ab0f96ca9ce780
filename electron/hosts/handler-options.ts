/** For every transport: what fails outside a procedure (unknown name, undecodable input) answers with a code as well. */
import { ORPCError } from '@orpc/server';
import type { StandardRPCHandlerOptions } from '@orpc/server/standard';
import type { Context } from '../core/app.ts';
import { type ErrorCode, type ErrorData, errorStatus } from '../contract/errors.ts';
import { appError, envelopeOf } from '../core/kernel/errors.ts';

const failure = <C extends ErrorCode>(code: C, data: ErrorData<C>) =>
  new ORPCError(code, {
    defined: true,
    status: errorStatus(code),
    message: code,
    data: envelopeOf(appError(code, data)),
  });

export const handlerOptions: StandardRPCHandlerOptions<Context> = {
  interceptors: [
    async ({ next }) => {
      try {
        const result = await next();
        if (!result.matched) throw failure('request.UNKNOWN_PROCEDURE', {});
        return result;
      } catch (error) {
        // Procedures throw only coded errors; anything else happened while reading the input.
        if (error instanceof ORPCError) throw error;
        throw failure('request.INVALID', { issues: [{ path: '', problem: 'malformed' }] });
      }
    },
  ],
};
