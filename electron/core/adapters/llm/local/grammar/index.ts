/**
 * From a JSON Schema to a grammar whose every text is a value the schema allows. What cannot be promised is refused by
 * name. Pure: knows neither llama.cpp nor a model.
 */
import { appError } from '../../../../kernel/errors.ts';
import { completionOf } from './complete.ts';
import { emit } from './emit.ts';
import { isNothing, type Node } from './node.ts';
import { readSchema } from './read-schema.ts';
import type { SchemaObject } from './reader.ts';
import type { Json } from './shape.ts';
import { tidied } from './tidy.ts';

export { writeGbnf } from './gbnf.ts';

export type CompileOptions = {
  /** Characters of a string that the schema does not limit. */
  textLimit: number;
  /** For tools that do not insist: what cannot be promised is left out. */
  lenient?: boolean;
};

export type Compiled = {
  node: Node;
  /** The text has to be held back until `finish` has seen it. */
  held: boolean;
  /** Closes a text that was cut off, and takes out what the grammar could not forbid. */
  finish(text: string): string;
};

/** Throws `models.SCHEMA_UNSUPPORTED`, and `models.SCHEMA_UNSATISFIABLE` when no value follows the schema. */
export const compileSchema = (
  schema: SchemaObject,
  { textLimit, lenient = false }: CompileOptions,
): Compiled => {
  const shape = readSchema(schema, { lenient });
  const { node, tidy } = emit(shape, { textLimit, lenient });
  if (isNothing(node)) throw appError('models.SCHEMA_UNSATISFIABLE', {});
  return {
    node,
    held: tidy,
    finish: (text) => {
      const whole = closed(node, text);
      return tidy ? JSON.stringify(tidied(JSON.parse(whole) as Json, shape.get())) : whole;
    },
  };
};

/** A character that was cut in two at the very end goes; nothing else of a text of the grammar ever does. */
const closed = (node: Node, text: string): string => {
  for (const written of [text, text.replace(/[\uD800-\uDBFF\uFFFD]+$/, '')]) {
    const rest = completionOf(node, written);
    if (rest !== null) return written + rest;
  }
  throw new Error('a text that does not follow its own grammar');
};
