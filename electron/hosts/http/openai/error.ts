/** Our errors in the shape OpenAI's clients know. The sentences are for developers, who read them in a log, in English. */
import { errorStatus } from '../../../contract/errors.ts';
import { isAppError } from '../../../core/kernel/errors.ts';

export type OpenAiError = {
  status: number;
  headers: Record<string, string>;
  body: { error: { message: string; type: string; param: string | null; code: string | null } };
};

/** A request that is wrong in itself. */
export class BadRequest extends Error {
  readonly param: string | null;
  constructor(param: string | null, message: string) {
    super(message);
    this.name = 'BadRequest';
    this.param = param;
  }
}
export const badRequest = (param: string | null, message: string): BadRequest =>
  new BadRequest(param, message);

const openAiError = (
  status: number,
  type: string,
  code: string | null,
  message: string,
  more: { param?: string | null; headers?: Record<string, string> } = {},
): OpenAiError => ({
  status,
  headers: more.headers ?? {},
  body: { error: { message, type, param: more.param ?? null, code } },
});

/** The official clients repeat calls on 429 and 5xx unless told not to. */
const noRetry = { 'x-should-retry': 'false' };

const typeOf = (status: number): string => {
  if (status === 429) return 'rate_limit_error';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
};

/** `null`: nothing we know; the caller logs it and answers with `internalError`. */
export const toOpenAiError = (error: unknown): OpenAiError | null => {
  if (error instanceof BadRequest)
    return openAiError(400, 'invalid_request_error', null, error.message, { param: error.param });
  if (!isAppError(error)) return null;
  const data: Record<string, unknown> = error.data;
  switch (error.code) {
    case 'request.UNAUTHENTICATED':
      return openAiError(401, 'invalid_request_error', 'invalid_api_key', 'This API key is not known here.');
    case 'request.FORBIDDEN':
      return openAiError(
        403,
        'invalid_request_error',
        'insufficient_permissions',
        `This API key lacks ${data.permission}.`,
      );
    case 'request.RATE_LIMITED':
    case 'gateway.RATE_LIMITED': {
      const waitMs = typeof data.retryAfterMs === 'number' ? data.retryAfterMs : 1000;
      const headers = { 'retry-after': String(Math.ceil(waitMs / 1000)), 'retry-after-ms': String(waitMs) };
      return openAiError(
        429,
        'rate_limit_error',
        'rate_limit_exceeded',
        `Too many requests; try again in ${waitMs} ms.`,
        { headers },
      );
    }
    case 'gateway.BUDGET_SPENT':
    case 'gateway.PROVIDER_QUOTA':
      return openAiError(
        429,
        'insufficient_quota',
        'insufficient_quota',
        `The budget is spent: ${JSON.stringify(data)}.`,
        { headers: noRetry },
      );
    case 'chat.CONTEXT_OVERFLOW':
      return openAiError(
        400,
        'invalid_request_error',
        'context_length_exceeded',
        `This model's maximum context length is ${data.haveTokens} tokens. However, your messages resulted in ${data.needTokens} tokens.`,
        { param: 'messages' },
      );
    case 'models.NOT_FOUND':
    case 'models.NOT_INSTALLED':
    case 'gateway.MODEL_UNKNOWN':
    case 'gateway.PROVIDER_NOT_FOUND':
      return openAiError(
        404,
        'invalid_request_error',
        'model_not_found',
        'This model does not exist or this key cannot reach it.',
        {
          param: 'model',
        },
      );
    case 'gateway.UNSUPPORTED':
      if (data.feature === 'embeddings' || data.feature === 'audio')
        return openAiError(
          503,
          'server_error',
          'not_available',
          `${data.feature}: not available on this host.`,
          { headers: noRetry },
        );
      return openAiError(
        400,
        'invalid_request_error',
        'unsupported_parameter',
        `This model does not support ${data.feature}.`,
        {
          param: data.feature === 'tools' ? 'tools' : 'response_format',
        },
      );
    case 'gateway.CONFIDENTIAL_STAYS_LOCAL':
      return openAiError(
        403,
        'invalid_request_error',
        'policy',
        'This text may only reach models of this computer, and none can answer.',
      );
    default: {
      const status = errorStatus(error.code);
      return openAiError(status, typeOf(status), error.code, `${error.code} ${JSON.stringify(data)}`);
    }
  }
};

export const internalError = (reference: string): OpenAiError =>
  openAiError(
    500,
    'server_error',
    'internal_error',
    `Something unforeseen happened; the log knows more under ${reference}.`,
  );
