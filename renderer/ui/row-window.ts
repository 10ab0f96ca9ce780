/**
 * Which rows of equal height are on the screen. Nothing is measured and nothing is kept per row: what a scroll costs does not
 * depend on how many rows there are.
 */
import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';

/** Drawn above and below what is seen, so that a quick scroll meets rows and not paper. */
const rowsAround = 12;
/** The window moves by this many rows at a time: between two moves a scroll draws nothing again. */
const rowsPerMove = 6;

export type RowWindow = {
  /** The first drawn row, and the one after the last. */
  from: number;
  until: number;
  isAtTop: boolean;
  totalPx: number;
  /** Brings a row wholly into view, below the header that stays. */
  show: (index: number) => void;
};

type Seen = { from: number; until: number; isAtTop: boolean };

export const rowsSeen = (scrollTop: number, heightPx: number, rowPx: number): Seen => {
  const first = Math.floor(Math.max(0, scrollTop) / rowPx);
  const last = Math.ceil((Math.max(0, scrollTop) + heightPx) / rowPx);
  return {
    from: Math.max(0, Math.floor((first - rowsAround) / rowsPerMove) * rowsPerMove),
    until: Math.ceil((last + rowsAround) / rowsPerMove) * rowsPerMove,
    isAtTop: scrollTop < rowPx,
  };
};

/** Before the first layout as many as any screen shows. */
const start: Seen = { from: 0, until: 48, isAtTop: true };

/** `scroller` holds a header and, below it, `count` rows of `rowPx` each. */
export const useRowWindow = (
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowPx: number,
): RowWindow => {
  const [seen, setSeen] = useState(start);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const look = () => {
      const now = rowsSeen(box.scrollTop, box.clientHeight, rowPx);
      setSeen((before) =>
        before.from === now.from && before.until === now.until && before.isAtTop === now.isAtTop
          ? before
          : now,
      );
    };
    look();
    box.addEventListener('scroll', look, { passive: true });
    const watcher = new ResizeObserver(look);
    watcher.observe(box);
    return () => {
      box.removeEventListener('scroll', look);
      watcher.disconnect();
    };
  }, [scroller, rowPx]);
  const show = useCallback(
    (index: number) => {
      const box = scroller.current;
      if (!box) return;
      const headerPx = box.scrollHeight - count * rowPx;
      const topPx = index * rowPx;
      const bottomPx = headerPx + topPx + rowPx - box.clientHeight;
      if (box.scrollTop > topPx) box.scrollTop = topPx;
      else if (box.scrollTop < bottomPx) box.scrollTop = bottomPx;
    },
    [scroller, count, rowPx],
  );
  return {
    from: Math.min(seen.from, count),
    until: Math.min(seen.until, count),
    isAtTop: seen.isAtTop,
    totalPx: count * rowPx,
    show,
  };
};
