/** The shapes a language's texts must have. */
import type { ErrorCode } from '../../electron/contract/errors.ts';

/** The same keys with other words. */
export type Translated<T> = { [K in keyof T]: T[K] extends string ? string : Translated<T[K]> };

type ServiceOf<C extends ErrorCode> = C extends `${infer S}.${string}` ? S : never;
type NamesOf<S extends string> = ErrorCode extends infer C
  ? C extends `${S}.${infer N}`
    ? N
    : never
  : never;

/** What happened, and what it means and what to do, for every code of the contract. */
export type ErrorMessages = {
  [S in ServiceOf<ErrorCode>]: { [N in NamesOf<S>]: { title: string; help: string } };
};
