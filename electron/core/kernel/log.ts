/**
 * JSON logging. Fields that usually carry what people wrote are replaced by their length, whatever their depth,
 * and keys and tokens never appear at all.
 */
import pino from 'pino';
import { createLogFile } from './log-file.ts';
import { Private } from './private.ts';

export type Log = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  child(bindings: object): Log;
};

const privateKeys = new Set([
  'text',
  'title',
  'prompt',
  'systemPrompt',
  'query',
  'content',
  'turns',
  'passage',
]);
const secretKeys = new Set(['key', 'passphrase', 'token', 'password', 'apiKey', 'authorization', 'cookie']);

/** Copies log fields with private texts as their length and secrets removed. Depth is limited to 6. */
export const redact = (value: unknown, depth = 0): unknown => {
  if (value instanceof Private) return value.toString();
  if (value instanceof Error) return redactError(value, depth);
  if (value === null || typeof value !== 'object') return value;
  if (depth > 5) return '[deep]';
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => redact(item, depth + 1));
  const result: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    if (secretKeys.has(key)) result[key] = '[secret]';
    else if (privateKeys.has(key) && typeof field === 'string') result[key] = `[private ${field.length}]`;
    else result[key] = redact(field, depth + 1);
  }
  return result;
};

const redactError = (error: Error, depth: number): unknown => ({
  type: error.name,
  message: error.message,
  ...('code' in error ? { code: error.code } : {}),
  stack: error.stack,
  ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
});

/** `destination` is a file; without one, lines go to stderr. */
export const createLog = (options: { level?: string; destination?: string } = {}): Log =>
  pino(
    {
      level: options.level ?? 'info',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => redact(fields) as Record<string, unknown>,
      },
    },
    options.destination === undefined ? process.stderr : createLogFile(options.destination),
  );

/** Drops everything; for tests. */
export const silentLog: Log = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => silentLog,
};
