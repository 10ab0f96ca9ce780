/** A part that scrolls by itself: reachable by keyboard and named, but no landmark. */
import type { ReactNode } from 'react';

export type ScrollBoxProps = { label: string; className: string; children: ReactNode };

export function ScrollBox({ label, className, children }: ScrollBoxProps) {
  return (
    // biome-ignore lint/a11y: without a tab stop nobody could scroll it by keyboard (axe: scrollable-region-focusable)
    <div role="group" aria-label={label} tabIndex={0} className={className}>
      {children}
    </div>
  );
}
