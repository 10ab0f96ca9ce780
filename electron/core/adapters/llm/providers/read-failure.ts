/** What went wrong at a provider, as one of our codes. Status, error codes and headers decide; words only for token counts. */
import { APICallError } from '@ai-sdk/provider';
import { appError, isAppError, systemCode } from '../../../kernel/errors.ts';

export type FailureContext = {
  /** The provider's name. */
  provider: string;
  modelId: string;
  host: string;
  /** The answer had begun to arrive: the headers were there. */
  connected: boolean;
  now: () => number;
};

/** The SDK's errors carry the prompt and the answer, which must not reach a log: of them only name and status are kept. */
const bare = (error: unknown): Error => {
  const { name, message } = error instanceof Error ? error : new Error('not an error');
  if (!name.startsWith('AI_'))
    return new Error(networkCode(error) ?? (name === 'Error' ? message.slice(0, 80) : name));
  return new Error(
    APICallError.isInstance(error) && error.statusCode !== undefined ? `${name} ${error.statusCode}` : name,
  );
};

export const readFailure = (thrown: unknown, context: FailureContext): Error => {
  const failure = codedFailure(thrown, context);
  if (failure !== thrown && failure.cause !== undefined) failure.cause = bare(failure.cause);
  return failure;
};

const codedFailure = (error: unknown, context: FailureContext): Error => {
  if (isAppError(error)) return error;
  if (APICallError.isInstance(error)) return readApiError(error, context);
  if (networkCode(error) !== undefined) return lostConnection(error, context);
  const inStream = streamStatus(error);
  if (inStream !== null) return byStatus(inStream, error, context);
  return appError('gateway.MALFORMED_ANSWER', { provider: context.provider }, { cause: error });
};

const readApiError = (error: APICallError, context: FailureContext): Error => {
  const { statusCode, responseBody = '', cause } = error;
  if (isAppError(cause)) return cause;
  if (statusCode === undefined || networkCode(cause) !== undefined) return lostConnection(error, context);
  if (statusCode < 300)
    return appError('gateway.MALFORMED_ANSWER', { provider: context.provider }, { cause: error });
  const overflow = statusCode === 400 || statusCode === 413 ? readOverflow(responseBody) : null;
  if (overflow !== null) return appError('chat.CONTEXT_OVERFLOW', overflow, { cause: error });
  return byStatus(
    { status: statusCode, body: responseBody, headers: error.responseHeaders ?? {} },
    error,
    context,
  );
};

type Status = { status: number; body: string; headers: Record<string, string> };

const byStatus = ({ status, body, headers }: Status, cause: unknown, context: FailureContext): Error => {
  const { provider, modelId } = context;
  const retryAfterMs = readRetryAfter(headers, context.now());
  // Google says 400 to a wrong key.
  if (status === 401 || status === 403 || (status === 400 && body.includes('API_KEY_INVALID')))
    return appError('gateway.KEY_REFUSED', { provider, status }, { cause });
  if (status === 402 || (status === 429 && body.includes('insufficient_quota')))
    return appError('gateway.PROVIDER_QUOTA', { provider }, { cause });
  if (status === 404) return appError('gateway.MODEL_UNKNOWN', { provider, modelId }, { cause });
  if (status === 429 || (status >= 500 && retryAfterMs !== null))
    return appError('gateway.RATE_LIMITED', { provider, retryAfterMs }, { cause, retry: true });
  if (status >= 500 || status === 408 || status === 409)
    return appError('gateway.PROVIDER_FAILED', { provider, status }, { cause });
  return appError('gateway.REQUEST_REFUSED', { provider, status }, { cause });
};

const lostConnection = (cause: unknown, { provider, host, connected }: FailureContext): Error =>
  connected
    ? appError('gateway.STREAM_CUT', { provider }, { cause })
    : appError('gateway.UNREACHABLE', { provider, host }, { cause });

/** System and undici codes of a connection that failed, anywhere in the chain of causes. */
const networkCode = (error: unknown): string | undefined => {
  let current = error;
  for (let depth = 0; depth < 6 && current instanceof Error; depth += 1) {
    const code = systemCode(current);
    if (code !== undefined && /^(E[A-Z]{3,}|UND_ERR_\w+|CERT_\w+|SELF_SIGNED\w*|UNABLE_TO_\w+)$/.test(code))
      return code;
    current = current.cause;
  }
  return undefined;
};

/** An error event in the middle of a stream: OpenAI's and Anthropic's shapes carry a type or a status. */
const streamStatus = (error: unknown): Status | null => {
  if (error === null || typeof error !== 'object' || isParseFailure(error)) return null;
  const facts = error as { statusCode?: unknown; type?: unknown; code?: unknown };
  if (typeof facts.statusCode === 'number')
    return { status: facts.statusCode, body: String(facts.code ?? ''), headers: {} };
  const type = [facts.type, facts.code].filter((value) => typeof value === 'string').join(' ');
  if (type === '') return null;
  if (type.includes('rate_limit')) return { status: 429, body: '', headers: {} };
  if (type.includes('authentication') || type.includes('permission'))
    return { status: 401, body: '', headers: {} };
  return { status: type.includes('invalid_request') ? 400 : 500, body: '', headers: {} };
};

/** The SDK's own errors about what it could not parse. */
const isParseFailure = (error: object): boolean =>
  error instanceof Error &&
  /^AI_(JSONParse|TypeValidation|InvalidResponseData|EmptyResponseBody|NoContent)/.test(error.name);

/** RFC 9110 10.2.3 (seconds or a date), and the milliseconds some providers add. */
export const readRetryAfter = (headers: Record<string, string>, nowMs: number): number | null => {
  const exact = Number(headers['retry-after-ms']);
  if (headers['retry-after-ms'] !== undefined && Number.isFinite(exact)) return Math.max(0, Math.ceil(exact));
  const value = headers['retry-after'];
  if (value === undefined) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds * 1000));
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
};

/**
 * OpenAI and Azure: `maximum context length is 128000 tokens … resulted in 130000 tokens`; Anthropic: `prompt is too
 * long: 210000 tokens > 200000 maximum`; Google: `input token count (1200000) exceeds the maximum … (1048576)`.
 */
const readOverflow = (body: string): { needTokens: number; haveTokens: number } | null => {
  const largestFirst = (numbers: RegExpExecArray | null) => {
    if (numbers === null) return null;
    const [low = 0, high = 0] = [Number(numbers[1]), Number(numbers[2])].sort((a, b) => a - b);
    return { needTokens: high, haveTokens: low };
  };
  const found =
    largestFirst(/context length is (\d+) tokens\D+(\d+) tokens/.exec(body)) ??
    largestFirst(/prompt is too long: (\d+) tokens > (\d+)/.exec(body)) ??
    largestFirst(/token count \(?(\d+)\)?\D+\(?(\d+)\)?/.exec(body));
  if (found !== null) return found;
  return body.includes('context_length_exceeded') ? { needTokens: 0, haveTokens: 0 } : null;
};
