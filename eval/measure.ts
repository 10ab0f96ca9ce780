/** The shape every measuring suite shares, and small statistics. */

export type SuiteOptions = {
  /** Folder of evaluation data, where a suite needs one. */
  data: string | null;
  /** Progress and tables for people; standard output stays clean for `--json`. */
  say(line: string): void;
};

/** Flat, stable metric names such as `speed.tokensPerSecondRatio`. */
export type Metrics = Record<string, number>;
export type Suite = (options: SuiteOptions) => Promise<Metrics>;

/** Linear interpolation between the two nearest ranks; `q` from 0 to 1. Throws on an empty list. */
export const quantile = (values: readonly number[], q: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * q;
  const [low, high] = [sorted[Math.floor(position)], sorted[Math.ceil(position)]];
  if (low === undefined || high === undefined) throw new RangeError('no values');
  return low + (high - low) * (position - Math.floor(position));
};

export const median = (values: readonly number[]): number => quantile(values, 0.5);
