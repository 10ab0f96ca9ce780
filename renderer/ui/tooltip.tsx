/** A short name for a control, on hover and on keyboard focus. Never the only place of information. */
import type { ReactNode } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';
import { cx } from './cx.ts';

export type TooltipProps = {
  /** What the tooltip says. */
  content: ReactNode;
  placement?: 'top' | 'bottom' | 'left' | 'right';
  delayMs?: number;
  /** For a sentence rather than a name: fewer lines cover less of what is being read. */
  isWide?: boolean;
  /** One focusable control of this kit. */
  children: ReactNode;
};

export function Tooltip({ content, placement = 'bottom', delayMs = 500, isWide, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={delayMs} closeDelay={80}>
      {children}
      <AriaTooltip
        placement={placement}
        offset={6}
        className={cx(
          isWide ? 'max-w-[min(28rem,90vw)]' : 'max-w-72',
          'hairline z-50 rounded-sm bg-raised px-2 py-1 text-12 text-ink shadow-raised data-entering:animate-[appear_140ms_var(--ease-out)]',
        )}
      >
        {content}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
