/** The two small models of the extract, from the data files in `models/answers`; trained by `npm run eval -- answers-train`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type AnswerModels, presenceNames } from './decide.ts';
import { featureNames } from './features.ts';
import { type TreeModel, treeModel } from './trees.ts';

const presenceModel = treeModel.extend({ limit: z.number() });

/** Throws when a file is not what it should be: they come with the program. */
export const readAnswerModels = (programDir: string): AnswerModels => {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(join(programDir, 'models/answers', `${name}.json`), 'utf8'));
  const lines = inOrder(treeModel.parse(read('lines')), featureNames);
  const { limit, ...presence } = presenceModel.parse(read('presence'));
  return { lines, presence: inOrder(presence, presenceNames), presenceLimit: limit };
};

/** A model trained on other features would give numbers that mean nothing. */
const inOrder = (model: TreeModel, names: readonly string[]): TreeModel => {
  if (model.features.join() !== names.join()) throw new Error('answer model and features do not match');
  return model;
};
