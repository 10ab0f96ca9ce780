/**
 * Every error a client can meet, as data. The family says what the caller must do; the renderer translates the code
 * with its parameters. Adding a code here makes both languages of the interface fail to compile until they explain it.
 */
import { z } from 'zod';
import { documentErrors } from './documents.ts';
import { crawlerErrors } from './crawler-errors.ts';
import { gatewayErrors } from './gateway-errors.ts';
import { intelligenceErrors } from './intelligence-errors.ts';
import { knowledgeErrors } from './knowledge-errors.ts';
import { privacyErrors } from './privacy-errors.ts';

export const errorFamilies = [
  'INVALID',
  'NOT_FOUND',
  'CONFLICT',
  'DENIED',
  'UNAVAILABLE',
  'EXHAUSTED',
  'CANCELLED',
  'BUG',
] as const;
export type ErrorFamily = (typeof errorFamilies)[number];

const nothing = z.object({});
const define = <F extends ErrorFamily, D extends z.ZodObject>(family: F, data: D) => ({ family, data });

export const errorTable = {
  'request.INVALID': define(
    'INVALID',
    z.object({ issues: z.array(z.object({ path: z.string(), problem: z.string() })) }),
  ),
  'request.UNAUTHENTICATED': define('DENIED', nothing),
  'request.FORBIDDEN': define('DENIED', z.object({ permission: z.string() })),
  'request.RATE_LIMITED': define('EXHAUSTED', z.object({ retryAfterMs: z.int() })),
  'request.CANCELLED': define('CANCELLED', nothing),
  'request.UNKNOWN_PROCEDURE': define('NOT_FOUND', nothing),
  /** Anything unforeseen; `reference` finds the stack in the log. */
  'internal.BUG': define('BUG', z.object({ reference: z.string() })),

  'vault.LOCKED': define('UNAVAILABLE', nothing),
  'vault.WRONG_KEY': define('DENIED', nothing),
  'vault.WEAK_PASSPHRASE': define('INVALID', z.object({ minLength: z.int() })),
  'vault.ALREADY_OPEN': define('CONFLICT', nothing),
  /** The key store of the operating system lost or refuses the key of an existing database. */
  'vault.KEY_MISSING': define('UNAVAILABLE', nothing),

  'database.FROM_THE_FUTURE': define('CONFLICT', z.object({ found: z.int(), supported: z.int() })),
  'database.CORRUPT': define('UNAVAILABLE', z.object({ backup: z.string().nullable() })),
  'database.LOCKED_BY_ANOTHER': define('CONFLICT', z.object({ pid: z.int().nullable() })),
  'database.DISK_FULL': define('EXHAUSTED', z.object({ freeBytes: z.int().nullable() })),
  'database.READ_ONLY': define('UNAVAILABLE', nothing),
  'database.MIGRATION_FAILED': define(
    'UNAVAILABLE',
    z.object({ migration: z.string(), backup: z.string().nullable() }),
  ),

  'chat.CONVERSATION_NOT_FOUND': define('NOT_FOUND', nothing),
  'chat.MESSAGE_NOT_FOUND': define('NOT_FOUND', nothing),
  'chat.MESSAGE_EMPTY': define('INVALID', nothing),
  'chat.MESSAGE_TOO_LONG': define('INVALID', z.object({ length: z.int(), limit: z.int() })),
  'chat.BUSY': define('CONFLICT', nothing),
  'chat.NO_MODEL': define('UNAVAILABLE', nothing),
  'chat.CONTEXT_OVERFLOW': define('INVALID', z.object({ needTokens: z.int(), haveTokens: z.int() })),
  'chat.NOTHING_TO_EXPORT': define('INVALID', nothing),

  'models.NOT_FOUND': define('NOT_FOUND', nothing),
  'models.NOT_INSTALLED': define('UNAVAILABLE', z.object({ modelId: z.string() })),
  'models.FILE_MISSING': define('UNAVAILABLE', z.object({ modelId: z.string() })),
  'models.FILE_TRUNCATED': define(
    'UNAVAILABLE',
    z.object({ modelId: z.string(), haveBytes: z.int(), needBytes: z.int() }),
  ),
  'models.WRONG_HASH': define('UNAVAILABLE', z.object({ modelId: z.string() })),
  'models.NOT_A_MODEL': define('INVALID', z.object({ fileName: z.string() })),
  'models.UNSUPPORTED_VERSION': define('INVALID', z.object({ fileName: z.string(), version: z.int() })),
  'models.TOO_LARGE': define('EXHAUSTED', z.object({ needMb: z.int(), haveMb: z.int() })),
  'models.DISK_FULL': define('EXHAUSTED', z.object({ needMb: z.int(), haveMb: z.int() })),
  'models.SOURCE_UNREACHABLE': define('UNAVAILABLE', z.object({ modelId: z.string(), host: z.string() })),
  'models.LOAD_FAILED': define('UNAVAILABLE', z.object({ modelId: z.string() })),
  /** A language model cannot be held to this JSON Schema; `path` is a JSON pointer into it. */
  'models.SCHEMA_UNSUPPORTED': define('INVALID', z.object({ keyword: z.string(), path: z.string() })),
  /** No value follows the schema. */
  'models.SCHEMA_UNSATISFIABLE': define('INVALID', nothing),
  'models.IN_USE': define('CONFLICT', z.object({ modelId: z.string() })),
  /** Settings, conversations or vectors name it. */
  'models.STILL_USED': define('CONFLICT', z.object({ modelId: z.string() })),
  'models.NOTHING_TO_IMPORT': define('INVALID', z.object({ folder: z.string() })),

  'worker.CRASHED': define('UNAVAILABLE', z.object({ worker: z.string() })),
  /** Three failures in a row: the worker rests until someone resets it. */
  'worker.BREAKER_OPEN': define('UNAVAILABLE', z.object({ worker: z.string() })),
  'worker.UNKNOWN': define('NOT_FOUND', z.object({ worker: z.string() })),

  'network.DENIED': define('DENIED', z.object({ purpose: z.string(), host: z.string() })),

  'runs.NOT_FOUND': define('NOT_FOUND', nothing),
  'runs.INTERRUPTED': define('UNAVAILABLE', nothing),

  ...gatewayErrors,
  ...documentErrors,
  ...knowledgeErrors,
  ...crawlerErrors,
  ...privacyErrors,
  ...intelligenceErrors,

  'host.PORT_TAKEN': define('CONFLICT', z.object({ port: z.int() })),
} as const;

export type ErrorCode = keyof typeof errorTable;
export type ErrorData<C extends ErrorCode> = z.infer<(typeof errorTable)[C]['data']>;
export const errorCodes = Object.keys(errorTable) as [ErrorCode, ...ErrorCode[]];

/** An error as it is stored with a message or a run, and as it crosses the wire. */
export const errorEnvelope = z.object({
  code: z.enum(errorCodes),
  family: z.enum(errorFamilies),
  /** Parameters of the translated sentence. */
  data: z.record(z.string(), z.unknown()),
  /** The same call may succeed when simply repeated later. */
  retry: z.boolean(),
});
export type ErrorEnvelope = z.infer<typeof errorEnvelope>;

const statusOf: Record<ErrorFamily, number> = {
  INVALID: 400,
  DENIED: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  EXHAUSTED: 429,
  CANCELLED: 499,
  BUG: 500,
  UNAVAILABLE: 503,
};

/** HTTP status of a code; the two authentication codes keep their customary numbers. */
export const errorStatus = (code: ErrorCode): number =>
  code === 'request.UNAUTHENTICATED' ? 401 : statusOf[errorTable[code].family];

type ORPCErrorMap = { [C in ErrorCode]: { status: number; data: typeof errorEnvelope } };
/** The table in the form the contract library wants: each error carries the whole envelope as its data. */
export const oRPCErrorMap = Object.fromEntries(
  errorCodes.map((code) => [code, { status: errorStatus(code), data: errorEnvelope }]),
) as ORPCErrorMap;
