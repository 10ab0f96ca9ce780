/**
 * Hands each published value to every current listener as an async iterator. A listener that does not keep up
 * loses its oldest values beyond `limit` (and is told so through `onOverflow`), never the publisher's memory.
 */
export type Broadcast<T> = {
  publish(value: T): void;
  /** Ends when `signal` aborts, when the consumer stops, or when the broadcast closes. Listening starts with this call. */
  listen(signal?: AbortSignal): AsyncIterableIterator<T>;
  close(): void;
};

export const createBroadcast = <T>(
  options: { limit?: number; onOverflow?: () => void } = {},
): Broadcast<T> => {
  const limit = options.limit ?? 10_000;
  const listeners = new Set<{ push(value: T): void; end(): void }>();
  let closed = false;

  const listen = (signal?: AbortSignal): AsyncIterableIterator<T> => {
    const queue: T[] = [];
    let ended = closed || signal?.aborted === true;
    let wake: (() => void) | undefined;
    const listener = {
      push(value: T) {
        queue.push(value);
        if (queue.length > limit) {
          queue.shift();
          options.onOverflow?.();
        }
        wake?.();
      },
      end() {
        ended = true;
        listeners.delete(listener);
        signal?.removeEventListener('abort', listener.end);
        wake?.();
      },
    };
    if (!ended) {
      listeners.add(listener);
      signal?.addEventListener('abort', listener.end, { once: true });
    }
    return {
      async next() {
        while (queue.length === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve));
        wake = undefined;
        const value = queue.shift();
        return value === undefined ? { done: true, value: undefined } : { done: false, value };
      },
      async return() {
        queue.length = 0;
        listener.end();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  };

  return {
    publish: (value) => {
      for (const listener of listeners) listener.push(value);
    },
    listen,
    close: () => {
      closed = true;
      for (const listener of [...listeners]) listener.end();
    },
  };
};
