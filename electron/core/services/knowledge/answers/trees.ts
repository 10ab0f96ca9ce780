/** Boosted regression trees with a logistic link: a few kilobytes of JSON that say how likely something is. Pure. */
import { z } from 'zod';

/** Nodes in one array; `next` are the two children, absent in a leaf. `value ≤ limit` goes left. */
const node = z.union([z.tuple([z.int(), z.number(), z.int(), z.int()]), z.tuple([z.number()])]);
export const treeModel = z.object({
  features: z.array(z.string()),
  base: z.number(),
  trees: z.array(z.array(node)),
});
export type TreeModel = z.infer<typeof treeModel>;

/** Log-odds. */
export const logOdds = (model: TreeModel, row: ArrayLike<number>): number => {
  let sum = model.base;
  for (const tree of model.trees) {
    let at = 0;
    for (let here = tree[at]; here !== undefined; here = tree[at]) {
      if (here.length === 1) {
        sum += here[0];
        break;
      }
      const [feature, limit, left, right] = here;
      at = (row[feature] ?? 0) <= limit ? left : right;
    }
  }
  return sum;
};

export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
