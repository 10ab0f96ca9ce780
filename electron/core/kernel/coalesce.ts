/** Joins pieces of text so that at most about 30 go out per second. The first goes at once: a reader waits for it most. */
const intervalMs = 33;

export const createCoalescer = (emit: (piece: string) => void) => {
  let waiting = '';
  let lastAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;

  const flush = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (waiting === '') return;
    const piece = waiting;
    waiting = '';
    lastAt = performance.now();
    emit(piece);
  };

  return {
    add: (piece: string): void => {
      waiting += piece;
      const dueMs = lastAt + intervalMs - performance.now();
      if (dueMs <= 0) flush();
      else timer ??= setTimeout(flush, dueMs);
    },
    /** Hands on what is left; call it before the result. */
    flush,
  };
};
