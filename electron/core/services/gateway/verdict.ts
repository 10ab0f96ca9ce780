/** What a failed attempt means: for the provider's health, for a second try, and for the models further down the list. Pure. */
import { isAppError } from '../../kernel/errors.ts';
import type { Verdict } from './health.ts';

export type Reading = {
  code: string;
  health: Verdict;
  /** The same model may be asked again after this time; `null`: not again. */
  retryAfterMs: number | null;
  /** Another model may succeed where this one failed. */
  othersMayHelp: boolean;
};

const keyRestMs = 300_000;
const unsaidRestMs = 10_000;
const backoffMs = 300;

export const readVerdict = (error: unknown): Reading => {
  const code = isAppError(error) ? error.code : 'internal.BUG';
  const reading = (health: Verdict, retryAfterMs: number | null, othersMayHelp = true): Reading => ({
    code,
    health,
    retryAfterMs,
    othersMayHelp,
  });
  if (!isAppError(error)) return reading({ type: 'count' }, null);
  switch (error.code) {
    // The person must shorten the text or has stopped: no other model changes that.
    case 'chat.CONTEXT_OVERFLOW':
    case 'request.CANCELLED':
      return reading({ type: 'ignore' }, null, false);
    case 'gateway.RATE_LIMITED': {
      const said = 'retryAfterMs' in error.data ? error.data.retryAfterMs : null;
      const waitMs = said ?? unsaidRestMs;
      return reading({ type: 'rest', forMs: waitMs }, waitMs);
    }
    case 'gateway.KEY_REFUSED':
    case 'gateway.KEY_MISSING':
    case 'gateway.PROVIDER_QUOTA':
      return reading({ type: 'rest', forMs: keyRestMs }, null);
    case 'gateway.PROVIDER_FAILED':
    case 'gateway.UNREACHABLE':
      return reading({ type: 'count' }, backoffMs);
    case 'gateway.TIMEOUT':
      return reading({ type: 'count' }, null);
    case 'gateway.STREAM_CUT':
    case 'gateway.MALFORMED_ANSWER':
      return reading({ type: 'count' }, backoffMs);
    case 'gateway.BAD_TOOL_CALL':
      return reading({ type: 'ignore' }, backoffMs);
    default:
      return reading({ type: 'ignore' }, null);
  }
};
