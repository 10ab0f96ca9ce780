/**
 * The JSON-Schema test suite against our grammars, without a model: of every schema whose grammar we promise, random texts
 * of that grammar, whole and cut off, must be values an independent validator takes.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAppError } from '../electron/core/kernel/errors.ts';
import { compileSchema } from '../electron/core/adapters/llm/local/grammar/index.ts';
import { randomFrom, sample } from '../electron/core/adapters/llm/local/grammar/testing/sample.ts';
import { validatorFor } from '../electron/core/adapters/llm/local/grammar/testing/validator.ts';
import type { Metrics } from './measure.ts';

const textsPerSchema = 40;
const drafts = { draft7: '7', 'draft2020-12': '2020-12' } as const;

/** Where the validator itself strays: it does not count as evaluated what `if` alone, or one of several branches, has seen. */
const judgedWrongly = new Set([
  'unevaluatedProperties with if/then/else, then not defined',
  'unevaluatedItems with nested items',
]);

type Group = { description: string; schema: Record<string, unknown>; tests: { valid: boolean }[] };

export const measureSuite = (folder: string, say: (line: string) => void): Metrics => {
  const counts = { schemas: 0, promised: 0, texts: 0, valid: 0 };
  const refused = new Map<string, number>();
  for (const [draft, version] of Object.entries(drafts))
    for (const group of groupsIn(join(folder, draft))) {
      const validate = judgeFor(group, version);
      // A schema that allows nothing, or that the judge cannot read, tells us nothing.
      if (validate === null || !group.tests.some(({ valid }) => valid)) continue;
      counts.schemas += 1;
      const compiled = compileOrRefuse(group.schema, refused);
      if (compiled === null) continue;
      counts.promised += 1;
      const random = randomFrom(counts.schemas);
      for (let round = 0; round < textsPerSchema; round += 1) {
        const whole = sample(compiled.node, random);
        const finished = compiled.finish(
          round % 2 === 0 ? whole : whole.slice(0, Math.floor(random() * whole.length)),
        );
        const problem = validate(JSON.parse(finished));
        counts.texts += 1;
        if (problem === null) counts.valid += 1;
        else say(`${draft}: ${group.description}: ${finished}: ${problem}`);
      }
    }
  say(`refused: ${[...refused].map(([keyword, count]) => `${keyword} ${count}`).join(', ')}`);
  return {
    'models.suite.schemas': counts.schemas,
    'models.suite.promised': counts.promised / counts.schemas,
    'models.suite.valid': counts.valid / counts.texts,
  };
};

const groupsIn = (folder: string): Group[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file): Group[] => JSON.parse(readFileSync(join(folder, file), 'utf8')));

const judgeFor = ({ description, schema }: Group, version: '7' | '2020-12') => {
  if (judgedWrongly.has(description)) return null;
  try {
    return validatorFor(typeof schema === 'boolean' ? { allOf: [schema] } : schema, version);
  } catch {
    return null;
  }
};

const compileOrRefuse = (schema: Record<string, unknown>, refused: Map<string, number>) => {
  try {
    return compileSchema(schema, { textLimit: 60 });
  } catch (error) {
    if (!isAppError(error)) throw error;
    const keyword = 'keyword' in error.data ? String(error.data.keyword) : error.code;
    refused.set(keyword, (refused.get(keyword) ?? 0) + 1);
    return null;
  }
};
