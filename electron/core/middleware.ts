/**
 * The guard in front of every procedure, in this order: who calls, may they, how often, then the audit entry.
 * Also the one place where errors take the shape of the contract.
 */
import { ORPCError, ValidationError, implement } from '@orpc/server';
import type { ProcedureMeta } from '../contract/base.ts';
import { errorStatus } from '../contract/errors.ts';
import { contract } from '../contract/index.ts';
import type { Context } from './context.ts';
import { isSqliteFailure, sqliteFailure } from './db/failures.ts';
import { type AppError, appError, envelopeOf, isAppError } from './kernel/errors.ts';
import { newId } from './kernel/ids.ts';
import type { Log } from './kernel/log.ts';
import type { Services } from './services.ts';
import { type AuditEntry, addAuditEntry } from './services/system/audit.ts';
import type { Caller } from './services/system/identity.ts';

/** What handlers behind the guard may use. `caller` and `services` are there whenever the database is open. */
export type Guarded = { caller: Caller; services: Services };

export const os = implement(contract).$context<Context>();

/** For procedures that work while the database is locked. */
export const open = os.use(async ({ context, next, path, procedure, signal }) => {
  const meta = procedure['~orpc'].meta as ProcedureMeta;
  return guarded(context, path, signal, async () => {
    checkRate(context);
    const services = context.engine.services();
    if (services !== null && meta.audit === 'write')
      return audited(context, services, path, null, () => next());
    return next();
  });
});

/** For everything else. */
export const guard = os.use(async ({ context, next, path, procedure, signal }, input) => {
  const meta = procedure['~orpc'].meta as ProcedureMeta;
  return guarded(context, path, signal, async () => {
    const services = context.engine.services();
    if (services === null) throw appError('vault.LOCKED', {});
    const { caller } = services;
    if (meta.permission !== null && !caller.may(meta.permission))
      throw appError('request.FORBIDDEN', { permission: meta.permission });
    checkRate(context);
    const proceed = () => next({ context: { caller, services } satisfies Guarded });
    return meta.audit === 'write' ? audited(context, services, path, subjectOf(input), proceed) : proceed();
  });
});

const checkRate = ({ connection, engine }: Context): void => {
  if (connection.transport === 'memory') return;
  const limit = connection.transport === 'message-port' ? engine.limits.port : engine.limits.network;
  const waitMs = limit.take(connection.client, engine.clock.now().getTime());
  if (waitMs > 0) throw appError('request.RATE_LIMITED', { retryAfterMs: waitMs }, { retry: true });
};

const audited = async <T>(
  context: Context,
  services: Services,
  path: readonly string[],
  subject: string | null,
  proceed: () => T | PromiseLike<T>,
): Promise<T> => {
  const startedMs = performance.now();
  const write = (outcome: string) => {
    const entry: AuditEntry = {
      tenantId: services.caller.tenantId,
      userId: services.caller.userId,
      action: path.join('.'),
      subject,
      outcome,
      durationMs: Math.round(performance.now() - startedMs),
    };
    addAuditEntry(services.db, context.engine.clock, entry);
  };
  try {
    const result = await proceed();
    write('ok');
    return result;
  } catch (error) {
    write(isAppError(error) ? error.code : 'failed');
    throw error;
  }
};

/** The id a call is about, for the audit entry; content is never read. */
const subjectOf = (input: unknown): string | null => {
  if (input === null || typeof input !== 'object') return null;
  for (const key of [
    'conversationId',
    'analysisId',
    'groupId',
    'personaId',
    'agentId',
    'characterId',
    'messageId',
    'runId',
    'modelId',
    'pseudonymId',
    'findingId',
    'documentId',
    'spaceId',
    'fileId',
    'folderId',
    'providerId',
    'budgetId',
    'keyId',
    'crawlId',
    'siteId',
    'subjectId',
    'name',
  ]) {
    const value = (input as Record<string, unknown>)[key];
    if (typeof value === 'string' && value.length <= 200) return value;
  }
  return null;
};

const guarded = async <T extends { output: unknown }>(
  context: Context,
  path: readonly string[],
  signal: AbortSignal | undefined,
  proceed: () => T | PromiseLike<T>,
): Promise<T> => {
  try {
    const result = await proceed();
    return isIterator(result.output)
      ? { ...result, output: mapped(result.output, context.engine.log) }
      : result;
  } catch (error) {
    if (signal?.aborted === true) throw asORPCError(appError('request.CANCELLED', {}, { cause: error }));
    throw toORPCError(error, context.engine.log, path);
  }
};

const isIterator = (value: unknown): value is AsyncIterableIterator<unknown> =>
  value !== null && typeof value === 'object' && Symbol.asyncIterator in value;

/** Errors that appear while a stream is under way take the contract's shape as well. */
async function* mapped(stream: AsyncIterableIterator<unknown>, log: Log) {
  try {
    yield* stream;
  } catch (error) {
    throw toORPCError(error, log, ['stream']);
  }
}

const toORPCError = (error: unknown, log: Log, path: readonly string[]): unknown => {
  if (isAppError(error)) {
    if (error.family === 'BUG' || error.cause !== undefined)
      log.warn({ procedure: path.join('.'), code: error.code, cause: error.cause }, 'call failed');
    return asORPCError(error);
  }
  if (error instanceof ORPCError && error.cause instanceof ValidationError && error.code === 'BAD_REQUEST') {
    const issues = error.cause.issues.slice(0, 10).map((issue) => ({
      path: (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
      problem: issue.message.slice(0, 200),
    }));
    return asORPCError(appError('request.INVALID', { issues }));
  }
  if (isSqliteFailure(error)) {
    log.error({ procedure: path.join('.'), error }, 'database failure');
    return asORPCError(sqliteFailure(error, { newestBackup: null }));
  }
  const reference = newId();
  log.error({ reference, procedure: path.join('.'), error }, 'unexpected failure');
  return asORPCError(appError('internal.BUG', { reference }));
};

const asORPCError = (error: AppError) =>
  new ORPCError(error.code, {
    defined: true,
    status: errorStatus(error.code),
    message: error.code,
    data: envelopeOf(error),
  });
