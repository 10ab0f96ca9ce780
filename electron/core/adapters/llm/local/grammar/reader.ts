/** What the readers of a schema share. */
import type { Meet } from './intersect.ts';
import type { Lazy } from './shape.ts';

export type SchemaObject = { readonly [keyword: string]: unknown };

/** What the readers of single keywords share. */
export type Reader = Meet & {
  read(schema: unknown, path: string): Lazy;
  /** Throws, unless the reader is lenient. */
  refuse(keyword: string, path: string): void;
};
