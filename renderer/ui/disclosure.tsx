/** A part that opens below its heading; a browser finds words in it and opens it by itself. */
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';

export type DisclosureProps = {
  summary: ReactNode;
  /** Opened beforehand. */
  isOpen?: boolean;
  /** Of the whole. */
  className?: string;
  /** Of the line that is always there. */
  summaryClassName?: string;
  children: ReactNode;
};

export function Disclosure({ summary, isOpen, className, summaryClassName, children }: DisclosureProps) {
  return (
    <details open={isOpen} className={cx('group/disclosure', className)}>
      <summary
        className={cx(
          'flex cursor-default items-start gap-2 rounded-md font-[560] hover:bg-hover',
          summaryClassName,
        )}
      >
        <ChevronRight
          aria-hidden
          className="mt-[0.2em] size-[1.1em] shrink-0 text-muted transition-transform group-open/disclosure:rotate-90"
          strokeWidth={2}
        />
        <span className="min-w-0 flex-1">{summary}</span>
      </summary>
      {children}
    </details>
  );
}
