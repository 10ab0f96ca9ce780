/** Hands on text at most about thirty times per second: the first piece at once, later ones gathered. */
const everyMs = 33;

export type Coalescer = {
  add(piece: string): void;
  /** Hands on what is left; nothing comes after it. */
  end(): void;
};

export const createCoalescer = (onText: (piece: string) => void): Coalescer => {
  let waiting = '';
  let timer: NodeJS.Timeout | null = null;
  let lastAt = Number.NEGATIVE_INFINITY;

  const flush = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (waiting === '') return;
    const piece = waiting;
    waiting = '';
    lastAt = performance.now();
    onText(piece);
  };

  return {
    add: (piece) => {
      waiting += piece;
      const dueMs = lastAt + everyMs - performance.now();
      if (dueMs <= 0) flush();
      else timer ??= setTimeout(flush, dueMs);
    },
    end: flush,
  };
};
