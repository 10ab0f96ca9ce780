/** The width an element has, in design pixels (at font scale 1), for what must choose its shape by its own room. */
import { useCallback, useState } from 'react';

/** The element's ref and its width; `null` before the first look. */
export const useRoom = (): [(element: HTMLElement | null) => (() => void) | undefined, number | null] => {
  const [room, setRoom] = useState<number | null>(null);
  const watch = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const measure = () => {
      const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 15;
      setRoom(Math.round(element.clientWidth / scale));
    };
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    measure();
    return () => watcher.disconnect();
  }, []);
  return [watch, room];
};
