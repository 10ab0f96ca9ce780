/** What our programs say to the script that called them; `wattos help` documents it. */
import type { ErrorCode } from '../contract/errors.ts';

export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  database: 3,
  host: 4,
  model: 5,
  interrupted: 130,
} as const;

export const exitCodeOf = (code: ErrorCode): number => {
  if (code === 'request.CANCELLED') return exitCodes.interrupted;
  if (code === 'request.INVALID') return exitCodes.usage;
  if (code === 'host.PORT_TAKEN' || code === 'request.UNAUTHENTICATED') return exitCodes.host;
  if (code === 'chat.NO_MODEL' || code.startsWith('models.')) return exitCodes.model;
  if (code.startsWith('vault.') || code.startsWith('database.')) return exitCodes.database;
  return exitCodes.failed;
};
