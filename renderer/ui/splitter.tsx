/** A movable border between two parts, by mouse, touch and arrow keys. Its place is remembered on this computer. */
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { cx } from './cx.ts';

type Bounds = { start: number; min: number; max: number };
export type Split = Bounds & {
  /** Width in design pixels (at font scale 1). */
  width: number;
  /** Width as a CSS length that grows with the font. */
  css: string;
  set: (width: number) => void;
};

const step = 24;
const clamp = (value: number, { min, max }: Bounds) => Math.min(max, Math.max(min, Math.round(value)));

/** `name` is what the width is remembered under. Widths in design pixels. */
export const useSplit = (name: string, bounds: Bounds): Split => {
  const key = `wattos.split.${name}`;
  const [width, setWidth] = useState(() => clamp(Number(localStorage.getItem(key)) || bounds.start, bounds));
  const set = (wanted: number) => {
    const next = clamp(wanted, bounds);
    setWidth(next);
    localStorage.setItem(key, String(next));
  };
  return { ...bounds, width, css: `calc(${width}rem / 15)`, set };
};

export type SplitterProps = {
  split: Split;
  label: string;
  /** On which side of the splitter the part lies whose width changes. */
  side: 'left' | 'right';
};

export function Splitter({ split, label, side }: SplitterProps) {
  const direction = side === 'left' ? 1 : -1;
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const handle = event.currentTarget;
    const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 15;
    const from = event.clientX;
    const { width } = split;
    handle.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) =>
      split.set(width + (direction * (moved.clientX - from)) / scale);
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), {
      once: true,
    });
  };
  const press = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowLeft: split.width - direction * step,
      ArrowRight: split.width + direction * step,
      Home: split.min,
      End: split.max,
    };
    const wanted = moves[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    split.set(wanted);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a focusable window splitter is a separator with a value (WAI-ARIA APG)
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={split.width}
      aria-valuemin={split.min}
      aria-valuemax={split.max}
      tabIndex={0}
      onPointerDown={drag}
      onKeyDown={press}
      onDoubleClick={() => split.set(split.start)}
      className={cx(
        'group relative z-10 w-px shrink-0 cursor-col-resize touch-none bg-line',
        'after:absolute after:inset-y-0 after:-left-1 after:w-2 hover:bg-brand focus-visible:bg-brand',
      )}
    />
  );
}
