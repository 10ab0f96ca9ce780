/** A queue of one: work starts when all earlier work has ended. Work that is cancelled while it waits never starts. */
import { appError } from '../../core/kernel/errors.ts';

export const createOneAtATime = () => {
  let tail: Promise<void> = Promise.resolve();
  let inside = 0;

  /** `onWait` is called when earlier work has not ended yet. */
  return async <T>(signal: AbortSignal, work: () => Promise<T>, onWait?: () => void): Promise<T> => {
    const turn = tail;
    let leave = (): void => {};
    const left = new Promise<void>((resolve) => {
      leave = resolve;
    });
    tail = turn.then(() => left);
    inside += 1;
    if (inside > 1) onWait?.();
    try {
      await Promise.race([turn, aborted(signal)]);
      if (signal.aborted) throw appError('request.CANCELLED', {});
      return await work();
    } finally {
      inside -= 1;
      leave();
    }
  };
};

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
