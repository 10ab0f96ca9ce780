/**
 * The trained name model: logistic regression over hashed features, one byte a weight. A file of a JSON line
 * (`nameModelHeader`), then weights, given-name filter and family-name filter. Made by `eval/names/train.ts`; sources and
 * licences are in `docs/decisions/0013-name-model.md`.
 */
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { type Context, contextOf, featureSpace, featuresAt } from './features.ts';
import { type NameLists, nameLists } from './name-lists.ts';
import type { Token } from './tokens.ts';

const nameModelHeader = z.object({
  version: z.literal(1),
  /** A weight is its byte times this. */
  scale: z.number().positive(),
  weightBytes: z.literal(featureSpace),
  givenBytes: z.int().positive(),
  familyBytes: z.int().positive(),
});

export type NameModel = {
  lists: NameLists;
  context(tokens: readonly Token[]): Context;
  /** Probability that the word at `index` belongs to the name of a person. */
  probability(context: Context, index: number): number;
};

const nameModel = (weights: Int8Array, scale: number, lists: NameLists): NameModel => ({
  lists,
  context: (tokens) => contextOf(tokens, lists),
  probability: (context, index) => {
    let sum = 0;
    for (const place of featuresAt(context, index)) sum += weights[place] ?? 0;
    return 1 / (1 + Math.exp(-sum * scale));
  },
});

/** Throws when the file is missing or is no name model: the program is damaged then. */
export const readNameModel = (file: string): NameModel => {
  const bytes = brotliDecompressSync(readFileSync(file));
  const lineEnd = bytes.indexOf(10);
  const header = nameModelHeader.parse(JSON.parse(bytes.toString('utf8', 0, lineEnd)));
  const weightsAt = lineEnd + 1;
  const givenAt = weightsAt + header.weightBytes;
  const familyAt = givenAt + header.givenBytes;
  const weights = new Int8Array(bytes.subarray(weightsAt, givenAt));
  return nameModel(
    weights,
    header.scale,
    nameLists(bytes.subarray(givenAt, familyAt), bytes.subarray(familyAt, familyAt + header.familyBytes)),
  );
};
