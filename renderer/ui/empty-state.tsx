/** An honest empty place: what would be here and the one thing to do next. */
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';

export type EmptyStateProps = {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** `verified` where emptiness is the good news. */
  tone?: 'neutral' | 'verified';
  /** `h1` where it is all there is on the page. */
  heading?: 'h1' | 'h2';
  className?: string;
};

export function EmptyState(props: EmptyStateProps) {
  const { icon: Icon, title, children, action, tone = 'neutral', heading: Heading = 'h2', className } = props;
  return (
    <div className={cx('mx-auto flex max-w-112 flex-col items-center px-6 py-12 text-center', className)}>
      <span
        className={cx(
          'mb-4 flex size-12 items-center justify-center rounded-full',
          tone === 'verified' ? 'bg-verified-soft text-verified-ink' : 'bg-sunken text-muted',
        )}
      >
        <Icon aria-hidden className="size-6" strokeWidth={1.5} />
      </span>
      <Heading className="text-17">{title}</Heading>
      {children && <div className="mt-1.5 text-balance text-muted">{children}</div>}
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
