/** What the makers of arrays and objects share. */
import { type Node, optional, seq, text } from './node.ts';
import type { Lazy } from './shape.ts';

export type EmitOptions = {
  /** Characters of a string that the schema does not limit. */
  textLimit: number;
  lenient: boolean;
};

/** What the makers of arrays and objects need. */
export type Emitter = EmitOptions & {
  /** The texts of a value that lies within the one at hand. */
  inner(value: Lazy): Node;
  /** Repeated items may be written and are taken out afterwards. */
  needsTidying(): void;
};

export const comma = seq(text(','), optional(text(' ')));
export const colon = seq(text(':'), optional(text(' ')));
