/**
 * A link that outlives its connections. Calls wait while one is being made and fail when it breaks under them; it is made anew
 * for as long as the page lives. Every failure is an `AppFailure`, but for a caller's own abort.
 */
import { type ClientLink, ORPCError } from '@orpc/client';
import { connectionLost, connectionMade, connectionRefused } from './connection.ts';
import { type AppFailure, toFailure } from './failure.ts';
import { type Connect, type Connection, Refused } from './transport.ts';

const firstPauseMs = 250;
const longestPauseMs = 5_000;

const engineGone: AppFailure = { code: 'worker.CRASHED', data: { worker: 'core' }, retry: true };

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Tries until it works, with growing pauses; gives up only where trying again cannot help. */
const connectPatiently = async (open: Connect): Promise<Connection> => {
  for (let waitMs = firstPauseMs; ; waitMs = Math.min(waitMs * 2, longestPauseMs)) {
    try {
      return await open();
    } catch (failure) {
      if (failure instanceof Refused) {
        connectionRefused();
        return new Promise(() => {});
      }
      connectionLost();
      await pause(waitMs);
    }
  }
};

const waitFor = async <T>(wanted: Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
  if (!signal) return wanted;
  signal.throwIfAborted();
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([wanted, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
};

export const createReconnectingLink = (open: Connect): ClientLink<Record<never, never>> => {
  const reconnecting = (): Promise<Connection> =>
    connectPatiently(open).then((made) => {
      connectionMade();
      void made.end.reached.then(() => {
        connectionLost();
        current = reconnecting();
      });
      return made;
    });
  let current = reconnecting();

  return {
    call: async (path, input, options) => {
      const { link, end } = await waitFor(current, options.signal);
      try {
        return await link.call(path, input, options);
      } catch (thrown) {
        if (options.signal?.aborted) throw thrown;
        throw end.isOver && !(thrown instanceof ORPCError) ? engineGone : toFailure(thrown);
      }
    },
  };
};
