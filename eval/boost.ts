/** Trains boosted trees (Friedman 2001, second-order leaves as in XGBoost) on binned features. Deterministic. */
import { logistic, type TreeModel } from '../electron/core/services/knowledge/answers/trees.ts';

export type Example = { row: ArrayLike<number>; label: number; weight: number };
export type BoostOptions = {
  trees: number;
  depth: number;
  rate: number;
  /** Least sum of second derivatives in a leaf. */
  minWeight: number;
  lambda: number;
  /** Share of the features a tree may look at, another choice for each: trees that differ overfit less. */
  columns?: number;
};

const bins = 48;

export const boost = (
  examples: readonly Example[],
  features: readonly string[],
  options: BoostOptions,
): TreeModel => {
  const count = examples.length;
  const limits = features.map((_, feature) => limitsOf(examples, feature));
  // One array per feature: a split looks at one of them at a time.
  const binned = limits.map((own, feature) =>
    Uint8Array.from(examples, ({ row }) => binOf(own, row[feature] ?? 0)),
  );
  const total = examples.reduce((sum, one) => sum + one.weight, 0);
  const positive = examples.reduce((sum, one) => sum + one.weight * one.label, 0);
  const base = Math.log(positive / (total - positive));
  const scores = new Float64Array(count).fill(base);
  const model: TreeModel = { features: [...features], base, trees: [] };
  const labels = Float64Array.from(examples, (one) => one.label);
  const weights = Float64Array.from(examples, (one) => one.weight);
  const everyone = Uint32Array.from({ length: count }, (_, index) => index);
  const random = mulberry32(1);
  for (let round = 0; round < options.trees; round += 1) {
    const open = features.flatMap((_, feature) => (random() < (options.columns ?? 1) ? [feature] : []));
    const first = new Float64Array(count);
    const second = new Float64Array(count);
    for (let index = 0; index < count; index += 1) {
      const label = labels[index] ?? 0;
      const weight = weights[index] ?? 0;
      const p = logistic(scores[index] ?? 0);
      first[index] = weight * (p - label);
      second[index] = weight * p * (1 - p);
    }
    const tree: TreeModel['trees'][number] = [];
    grow(tree, everyone, 0);
    model.trees.push(tree);

    function grow(nodes: TreeModel['trees'][number], members: Uint32Array, depth: number): number {
      const at = nodes.length;
      let [g, h] = [0, 0];
      for (const member of members) {
        g += first[member] ?? 0;
        h += second[member] ?? 0;
      }
      const split = depth >= options.depth ? null : bestSplit(members, g, h);
      if (split === null) {
        const value = round4((-options.rate * g) / (h + options.lambda));
        nodes.push([value]);
        for (const member of members) scores[member] = (scores[member] ?? 0) + value;
        return at;
      }
      const limit = limits[split.feature]?.[split.bin] ?? 0;
      nodes.push([0]);
      const column = binned[split.feature] ?? new Uint8Array();
      const [left, right] = divided(members, column, split.bin);
      const leftAt = grow(nodes, left, depth + 1);
      const rightAt = grow(nodes, right, depth + 1);
      nodes[at] = [split.feature, limit, leftAt, rightAt];
      return at;
    }

    function bestSplit(members: Uint32Array, g: number, h: number): { feature: number; bin: number } | null {
      let found: { feature: number; bin: number } | null = null;
      let bestGain = 1e-3;
      const firstOf = gathered(first, members);
      const secondOf = gathered(second, members);
      const worth = (a: number, b: number): number => (a * a) / (b + options.lambda);
      for (const feature of open) {
        const column = binned[feature] ?? new Uint8Array();
        const sumsG = new Float64Array(bins);
        const sumsH = new Float64Array(bins);
        for (let index = 0; index < members.length; index += 1) {
          const bin = column[members[index] ?? 0] ?? 0;
          sumsG[bin] = (sumsG[bin] ?? 0) + (firstOf[index] ?? 0);
          sumsH[bin] = (sumsH[bin] ?? 0) + (secondOf[index] ?? 0);
        }
        let [leftG, leftH] = [0, 0];
        for (let bin = 0; bin < (limits[feature]?.length ?? 0); bin += 1) {
          leftG += sumsG[bin] ?? 0;
          leftH += sumsH[bin] ?? 0;
          if (leftH < options.minWeight || h - leftH < options.minWeight) continue;
          const gain = worth(leftG, leftH) + worth(g - leftG, h - leftH) - worth(g, h);
          if (gain > bestGain) {
            bestGain = gain;
            found = { feature, bin };
          }
        }
      }
      return found;
    }
  }
  return model;
};

// Loops where `filter` and `from` would do: they are most of what a training takes.
const divided = (members: Uint32Array, column: Uint8Array, bin: number): [Uint32Array, Uint32Array] => {
  const [low, high] = [new Uint32Array(members.length), new Uint32Array(members.length)];
  let [lows, highs] = [0, 0];
  for (let index = 0; index < members.length; index += 1) {
    const member = members[index] ?? 0;
    if ((column[member] ?? 0) <= bin) {
      low[lows] = member;
      lows += 1;
    } else {
      high[highs] = member;
      highs += 1;
    }
  }
  return [low.subarray(0, lows), high.subarray(0, highs)];
};

const gathered = (values: Float64Array, members: Uint32Array): Float64Array => {
  const own = new Float64Array(members.length);
  for (let index = 0; index < members.length; index += 1) own[index] = values[members[index] ?? 0] ?? 0;
  return own;
};

/** Upper limits of the bins: quantiles, each once. */
const limitsOf = (examples: readonly Example[], feature: number): number[] => {
  const step = Math.max(1, Math.floor(examples.length / 20_000));
  const values = new Float32Array(Math.ceil(examples.length / step));
  for (let index = 0; index < values.length; index += 1)
    values[index] = examples[index * step]?.row[feature] ?? 0;
  values.sort();
  const limits = new Set<number>();
  for (let bin = 1; bin < bins; bin += 1)
    limits.add(round4(values[Math.floor((values.length * bin) / bins)] ?? 0));
  return [...limits].sort((a, b) => a - b).slice(0, bins - 1);
};

const binOf = (limits: readonly number[], value: number): number => {
  let bin = 0;
  while (bin < limits.length && value > (limits[bin] ?? 0)) bin += 1;
  return bin;
};

/** Small generator with 32 bits of state: the same trees every time. */
const mulberry32 = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};

const round4 = (value: number): number => Math.round(value * 10_000) / 10_000;
