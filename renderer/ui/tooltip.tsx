/** A short name for a control, on hover and on keyboard focus. Never the only place of information. */
import type { ReactNode } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';

export type TooltipProps = {
  /** What the tooltip says. */
  content: ReactNode;
  placement?: 'top' | 'bottom' | 'left' | 'right';
  delayMs?: number;
  /** One focusable control of this kit. */
  children: ReactNode;
};

export function Tooltip({ content, placement = 'bottom', delayMs = 500, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={delayMs} closeDelay={80}>
      {children}
      <AriaTooltip
        placement={placement}
        offset={6}
        className="hairline z-50 max-w-72 rounded-sm bg-raised px-2 py-1 text-12 text-ink shadow-raised data-entering:animate-[appear_140ms_var(--ease-out)]"
      >
        {content}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
