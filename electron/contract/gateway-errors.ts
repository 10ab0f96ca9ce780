/** Errors of the gateway and its providers, in the form of `errors.ts`; spread into its table. */
import { z } from 'zod';

const nothing = z.object({});
const define = <F extends string, D extends z.ZodObject>(family: F, data: D) => ({ family, data });
/** The provider's name as the person gave it. */
const provider = z.string();

export const gatewayErrors = {
  'gateway.PROVIDER_NOT_FOUND': define('NOT_FOUND', nothing),
  'gateway.PROVIDER_DISABLED': define('DENIED', z.object({ provider })),
  'gateway.NAME_TAKEN': define('CONFLICT', z.object({ name: z.string() })),
  /** `plain-text`: a server on the internet must be reached by HTTPS; `malformed`: no usable address. */
  'gateway.BAD_ADDRESS': define('INVALID', z.object({ problem: z.enum(['plain-text', 'malformed']) })),
  /** This host can keep no secrets (see `ports/secrets`). */
  'gateway.NO_KEY_STORE': define('UNAVAILABLE', nothing),
  'gateway.KEY_MISSING': define('UNAVAILABLE', z.object({ provider })),
  /** 401 or 403. */
  'gateway.KEY_REFUSED': define('DENIED', z.object({ provider, status: z.int() })),
  'gateway.MODEL_UNKNOWN': define('NOT_FOUND', z.object({ provider, modelId: z.string() })),
  /** `retryAfterMs` is `null` when the provider did not say. */
  'gateway.RATE_LIMITED': define('EXHAUSTED', z.object({ provider, retryAfterMs: z.int().nullable() })),
  /** The account at the provider has no credit left. */
  'gateway.PROVIDER_QUOTA': define('EXHAUSTED', z.object({ provider })),
  /** The provider understood the request and declined it. */
  'gateway.REQUEST_REFUSED': define('INVALID', z.object({ provider, status: z.int() })),
  'gateway.PROVIDER_FAILED': define('UNAVAILABLE', z.object({ provider, status: z.int().nullable() })),
  'gateway.UNREACHABLE': define('UNAVAILABLE', z.object({ provider, host: z.string() })),
  'gateway.TIMEOUT': define(
    'UNAVAILABLE',
    z.object({ provider, phase: z.enum(['connect', 'first-token', 'idle']), waitedMs: z.int() }),
  ),
  /** The connection ended in the middle of the answer; what came so far is kept. */
  'gateway.STREAM_CUT': define('UNAVAILABLE', z.object({ provider })),
  'gateway.MALFORMED_ANSWER': define('UNAVAILABLE', z.object({ provider })),
  /** An unknown tool, or arguments that are not a JSON object. */
  'gateway.BAD_TOOL_CALL': define('UNAVAILABLE', z.object({ provider, tool: z.string() })),
  /** Rests after failures; `retryAfterMs` until the next try. */
  'gateway.CIRCUIT_OPEN': define('UNAVAILABLE', z.object({ provider, retryAfterMs: z.int() })),
  'gateway.BUDGET_SPENT': define(
    'EXHAUSTED',
    z.object({
      measure: z.enum(['money', 'tokens']),
      limit: z.number(),
      spent: z.number(),
      resetsAt: z.string(),
    }),
  ),
  /** A budget in money cannot be kept for a model whose price is not known. */
  'gateway.PRICE_UNKNOWN': define('DENIED', z.object({ modelId: z.string() })),
  /** A confidential text may only reach models of this program. */
  'gateway.CONFIDENTIAL_STAYS_LOCAL': define('DENIED', z.object({ unreadable: z.boolean() })),
  'gateway.UNSUPPORTED': define(
    'INVALID',
    z.object({ modelId: z.string(), feature: z.enum(['tools', 'json-schema', 'embeddings', 'audio']) }),
  ),
  'gateway.ENDPOINT_KEY_NOT_FOUND': define('NOT_FOUND', nothing),
  'gateway.BUDGET_NOT_FOUND': define('NOT_FOUND', nothing),
} as const;
