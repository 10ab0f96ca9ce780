/** Progress in a bar and in words; without a total the bar sweeps. */
import { ProgressBar } from 'react-aria-components';
import { cx } from './cx.ts';

export type ProgressProps = {
  /** What is progressing, for screen readers; shown only with `showLabel`. */
  label: string;
  showLabel?: boolean;
  done: number;
  /** `null`: not known. */
  total: number | null;
  /** In words, e.g. "120 MB von 322 MB"; shown at the right and read aloud instead of the percentage. */
  valueText?: string;
  className?: string;
};

export function Progress({ label, showLabel, done, total, valueText, className }: ProgressProps) {
  const isIndeterminate = total === null || total === 0;
  return (
    <ProgressBar
      aria-label={label}
      isIndeterminate={isIndeterminate}
      value={done}
      maxValue={total ?? 100}
      valueLabel={valueText}
      className={cx('block', className)}
    >
      {({ percentage }) => (
        <>
          {(showLabel || valueText) && (
            <div className="mb-1 flex justify-between gap-3 text-13">
              <span className="min-w-0 truncate">{showLabel && label}</span>
              <span className="tabular shrink-0 text-muted">{valueText}</span>
            </div>
          )}
          <div className="h-1.5 overflow-hidden rounded-full bg-control/30">
            {isIndeterminate ? (
              <div className="h-full w-2/5 animate-[sweep_1400ms_ease-in-out_infinite] rounded-full bg-brand" />
            ) : (
              <div
                className="h-full rounded-full bg-brand transition-[width] duration-200"
                style={{ width: `${percentage ?? 0}%` }}
              />
            )}
          </div>
        </>
      )}
    </ProgressBar>
  );
}
