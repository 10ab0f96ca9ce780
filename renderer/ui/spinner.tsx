/** Quiet signs that something is on its way: a ring for an action, a skeleton for content of a known shape. */
import { cx } from './cx.ts';

/** Decorative; say what is happening in words beside it or with `announce`. */
export function Spinner({ className }: { className?: string }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 16 16"
      fill="none"
      className={cx('shrink-0 animate-[turn_900ms_linear_infinite]', className ?? 'size-5')}
    >
      <circle cx="8" cy="8" r="6.25" stroke="currentColor" strokeWidth="1.75" opacity="0.22" />
      <path
        d="M14.25 8A6.25 6.25 0 0 0 8 1.75"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
      />
    </svg>
  );
}

/** A placeholder bar; give it the size of what will stand there. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <div
      aria-hidden
      className={cx(
        'animate-[breathe_1600ms_ease-in-out_infinite] rounded-sm bg-pressed',
        className ?? 'h-4 w-full',
      )}
    />
  );
}
