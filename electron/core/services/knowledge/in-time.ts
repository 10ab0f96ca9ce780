/** Waits for work no longer than it may take. What comes too late is not stopped: a model that is still being loaded is there next time. */
import { setTimeout as sleep } from 'node:timers/promises';

/** `null`: too late. A failure in time is thrown, one that comes later is nobody's. */
export const inTime = async <T>(work: Promise<T>, withinMs: number): Promise<T | null> => {
  const over = new AbortController();
  const nothing = sleep(withinMs, null, { signal: over.signal, ref: false });
  work.catch(() => {});
  try {
    return await Promise.race([work, nothing]);
  } finally {
    nothing.catch(() => {});
    over.abort();
  }
};
