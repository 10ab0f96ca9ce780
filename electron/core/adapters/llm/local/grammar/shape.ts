/**
 * What a JSON Schema allows, as a union of variants: the form in which schemas are intersected, told apart and turned
 * into a grammar. Children are lazy, because schemas refer to themselves.
 */
import { appError } from '../../../../kernel/errors.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type Shape = {
  readonly variants: readonly Variant[];
  /** `false`: some values the schema allows are left out here. All that remain are allowed. */
  readonly exact: boolean;
};

export type Lazy = {
  get(): Shape;
  /** `null` while it is being worked out, that is, when asked by itself. */
  peek(): Shape | null;
};

export type NumberVariant = {
  kind: 'number';
  integer: boolean;
  min: Bound | null;
  max: Bound | null;
  multiples: readonly number[];
};
type Bound = { value: number; exclusive: boolean };

export type StringVariant = {
  kind: 'string';
  minLength: number;
  maxLength: number;
  patterns: readonly string[];
  formats: readonly string[];
};

export type ArrayVariant = {
  kind: 'array';
  prefix: readonly Lazy[];
  rest: Lazy;
  minItems: number;
  maxItems: number;
  unique: boolean;
};

export type ObjectVariant = {
  kind: 'object';
  properties: ReadonlyMap<string, Lazy>;
  required: ReadonlySet<string>;
  patterns: readonly { pattern: string; value: Lazy }[];
  additional: Lazy;
  /** The schema speaks of further properties: they are written although others are declared. */
  additionalWanted: boolean;
  names: readonly Lazy[];
  minProperties: number;
  maxProperties: number;
};

export type Variant =
  | { kind: 'literal'; value: Json }
  | { kind: 'null' }
  | { kind: 'boolean' }
  | NumberVariant
  | StringVariant
  | ArrayVariant
  | ObjectVariant;

export const unlimited = Number.POSITIVE_INFINITY;

/** Thrown for what the grammar cannot promise. `path` is a JSON pointer into the schema. */
export const unsupported = (keyword: string, path: string) =>
  appError('models.SCHEMA_UNSUPPORTED', { keyword, path });

export const lazy = (work: () => Shape): Lazy => {
  let state: 'new' | 'working' | 'done' = 'new';
  let shape: Shape = none;
  const peek = (): Shape | null => {
    if (state === 'working') return null;
    if (state === 'new') {
      state = 'working';
      try {
        shape = work();
        state = 'done';
      } finally {
        if (state === 'working') state = 'new';
      }
    }
    return shape;
  };
  return {
    peek,
    get: () => {
      const found = peek();
      if (found === null) throw unsupported('$ref', '');
      return found;
    },
  };
};

export const none: Shape = { variants: [], exact: true };
export const noneLazy: Lazy = { get: () => none, peek: () => none };

const anyObject = (): ObjectVariant => ({
  kind: 'object',
  properties: new Map(),
  required: new Set(),
  patterns: [],
  additional: anyLazy,
  additionalWanted: false,
  names: [],
  minProperties: 0,
  maxProperties: unlimited,
});

export const anyArray = (): ArrayVariant => ({
  kind: 'array',
  prefix: [],
  rest: anyLazy,
  minItems: 0,
  maxItems: unlimited,
  unique: false,
});

/** Every value there is; recognised by identity. */
export const anyLazy: Lazy = lazy(() => ({
  exact: true,
  variants: [
    { kind: 'string', minLength: 0, maxLength: unlimited, patterns: [], formats: [] },
    { kind: 'number', integer: false, min: null, max: null, multiples: [] },
    { kind: 'boolean' },
    { kind: 'null' },
    anyObject(),
    anyArray(),
  ],
}));

/** Code points, as JSON Schema counts. */
export const lengthOf = (value: string): number => [...value].length;
