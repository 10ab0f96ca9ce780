/**
 * How likely a block belongs to the main content: a network of one hidden layer over the features of `features.ts`. Its weights
 * come from `npm run eval -- extraction-training` (docs/decisions/0012-main-content.md).
 */
import weights from './weights.json' with { type: 'json' };

/** Negative sums count this much: the units never die while they are trained. */
export const leak = 0.01;

export type Network = {
  features: readonly string[];
  /** One row per hidden unit. */
  hidden: readonly (readonly number[])[];
  hiddenBias: readonly number[];
  output: readonly number[];
  outputBias: number;
};

export const network: Network = weights;

/** `features` in the order of the network's names. 0 to 1. */
export const likelihood = (features: Float32Array, net: Network = network): number => {
  let sum = net.outputBias;
  net.hidden.forEach((row, unit) => {
    let activation = net.hiddenBias[unit] ?? 0;
    for (let at = 0; at < row.length; at += 1) activation += (row[at] ?? 0) * (features[at] ?? 0);
    sum += (net.output[unit] ?? 0) * (activation > 0 ? activation : leak * activation);
  });
  return 1 / (1 + Math.exp(-sum));
};
