/**
 * The reader's scroll position is sacred: growing text is followed only while the reader is at the end, and any move away
 * from it, by wheel, touch, keys or scrollbar, ends the following until the reader returns.
 */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Rounding of fractional heights. */
const endTolerancePx = 2;
/** From here on a way back is offered. */
const farPx = 160;
/** How long a key press or a wheel turn explains a scroll that follows. */
const intentMs = 600;

export type ThreadScroll = {
  isFar: boolean;
  toEnd: () => void;
};

/** `stamp` changes whenever the height may have changed. */
export const useThreadScroll = (scroller: RefObject<HTMLElement | null>, stamp: unknown): ThreadScroll => {
  const isFollowing = useRef(true);
  const [isFar, setFar] = useState(false);

  const toEnd = useCallback(() => {
    isFollowing.current = true;
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [scroller]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the stamp is what tells that the height changed
  useLayoutEffect(() => {
    if (isFollowing.current) toEnd();
  }, [stamp, toEnd]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let lastTop = element.scrollTop;
    let lastHeight = element.scrollHeight;
    let intentUntil = 0;
    let isHeld = false;
    const intend = () => {
      intentUntil = performance.now() + intentMs;
    };
    const hold = () => {
      isHeld = true;
    };
    const release = () => {
      isHeld = false;
      intend();
    };
    const turn = (event: WheelEvent) => {
      intend();
      if (event.deltaY < 0 && element.scrollHeight > element.clientHeight) isFollowing.current = false;
    };
    const scrolled = () => {
      const left = element.scrollHeight - element.clientHeight - element.scrollTop;
      const isReader = isHeld || performance.now() < intentUntil;
      // A screen reader moves the page without any key or pointer we could see.
      const isMoved = element.scrollHeight === lastHeight && left > farPx;
      if (left <= endTolerancePx) isFollowing.current = true;
      else if ((isReader || isMoved) && element.scrollTop < lastTop) isFollowing.current = false;
      else if (isFollowing.current && left < farPx) toEnd();
      lastTop = element.scrollTop;
      lastHeight = element.scrollHeight;
      setFar(left > farPx && !isFollowing.current);
    };
    const listeners: [string, EventListener][] = [
      ['scroll', scrolled],
      ['wheel', turn as EventListener],
      ['touchmove', intend],
      ['keydown', intend],
      ['pointerdown', hold],
    ];
    // A notice or a growing composer takes room away at the end; fractions of pixels add up inside.
    const resized = new ResizeObserver(() => {
      if (isFollowing.current) toEnd();
    });
    resized.observe(element);
    if (element.firstElementChild) resized.observe(element.firstElementChild);
    for (const [name, listener] of listeners) element.addEventListener(name, listener, { passive: true });
    window.addEventListener('pointerup', release);
    return () => {
      resized.disconnect();
      for (const [name, listener] of listeners) element.removeEventListener(name, listener);
      window.removeEventListener('pointerup', release);
    };
  }, [scroller, toEnd]);

  return { isFar, toEnd };
};
