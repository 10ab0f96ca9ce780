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
};

const bins = 48;

export const boost = (
  examples: readonly Example[],
  features: readonly string[],
  options: BoostOptions,
): TreeModel => {
  const count = examples.length;
  const width = features.length;
  const limits = features.map((_, feature) => limitsOf(examples, feature));
  const binned = new Uint8Array(count * width);
  for (const [index, { row }] of examples.entries())
    for (let feature = 0; feature < width; feature += 1)
      binned[index * width + feature] = binOf(limits[feature] ?? [], row[feature] ?? 0);
  const total = examples.reduce((sum, one) => sum + one.weight, 0);
  const positive = examples.reduce((sum, one) => sum + one.weight * one.label, 0);
  const base = Math.log(positive / (total - positive));
  const scores = new Float64Array(count).fill(base);
  const model: TreeModel = { features: [...features], base, trees: [] };
  for (let round = 0; round < options.trees; round += 1) {
    const first = new Float64Array(count);
    const second = new Float64Array(count);
    for (let index = 0; index < count; index += 1) {
      const { label = 0, weight = 0 } = examples[index] ?? {};
      const p = logistic(scores[index] ?? 0);
      first[index] = weight * (p - label);
      second[index] = weight * p * (1 - p);
    }
    const tree: TreeModel['trees'][number] = [];
    grow(
      tree,
      Uint32Array.from({ length: count }, (_, index) => index),
      0,
    );
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
      const left = members.filter((member) => (binned[member * width + split.feature] ?? 0) <= split.bin);
      const right = members.filter((member) => (binned[member * width + split.feature] ?? 0) > split.bin);
      const leftAt = grow(nodes, left, depth + 1);
      const rightAt = grow(nodes, right, depth + 1);
      nodes[at] = [split.feature, limit, leftAt, rightAt];
      return at;
    }

    function bestSplit(members: Uint32Array, g: number, h: number): { feature: number; bin: number } | null {
      let found: { feature: number; bin: number } | null = null;
      let bestGain = 1e-3;
      const sumsG = new Float64Array(width * bins);
      const sumsH = new Float64Array(width * bins);
      for (const member of members)
        for (let feature = 0; feature < width; feature += 1) {
          const cell = feature * bins + (binned[member * width + feature] ?? 0);
          sumsG[cell] = (sumsG[cell] ?? 0) + (first[member] ?? 0);
          sumsH[cell] = (sumsH[cell] ?? 0) + (second[member] ?? 0);
        }
      const worth = (a: number, b: number): number => (a * a) / (b + options.lambda);
      for (let feature = 0; feature < width; feature += 1) {
        let [leftG, leftH] = [0, 0];
        for (let bin = 0; bin < (limits[feature]?.length ?? 0); bin += 1) {
          leftG += sumsG[feature * bins + bin] ?? 0;
          leftH += sumsH[feature * bins + bin] ?? 0;
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

const round4 = (value: number): number => Math.round(value * 10_000) / 10_000;
