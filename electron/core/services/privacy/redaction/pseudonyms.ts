/**
 * Who is who within a space: the same person gets the same number, also when a later letter gives only the family name. A single
 * initial means somebody else in each document, so it is only the same within one.
 */
import type { PiiClass } from './span.ts';

export type Pseudonym = {
  id: string;
  class: PiiClass;
  /** From 1, within space and class. */
  number: number;
  /** As it stood in the text the first time. */
  value: string;
  /** What makes two values the same; see `keyOf`. */
  key: string;
};

/** The protected vault of one space, as the engine needs it. */
export type Vault = {
  find(piiClass: PiiClass, key: string): Pseudonym | null;
  /** Persons whose key holds this word. */
  personsWith(word: string): Pseudonym[];
  add(piiClass: PiiClass, key: string, value: string): Pseudonym;
};

const titles = new Set(
  'herr herrn frau hr fr dr prof med jur phil ing dipl mr mrs ms miss sir sayın bay bayan bey hanım familie eheleute'.split(
    ' ',
  ),
);

const wordsOf = (value: string): string[] =>
  (value.toLowerCase().match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? []).filter((word) => !titles.has(word));

const isInitials = (words: readonly string[]): boolean => words.every((word) => word.length <= 2);

/** Values with the same key are the same thing. `scope` keeps initials apart. */
const keyOf = (piiClass: PiiClass, value: string, scope: string): string => {
  if (piiClass !== 'person') return value.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
  const words = wordsOf(value);
  const ordered = /^[\p{L}'’-]+\s*,/u.test(value.trim()) ? [...words.slice(1), ...words.slice(0, 1)] : words;
  return isInitials(words) ? `${scope}:${ordered.join(' ')}` : ordered.join(' ');
};

export const pseudonymFor = (vault: Vault, piiClass: PiiClass, value: string, scope: string): Pseudonym => {
  const key = keyOf(piiClass, value, scope);
  const known = vault.find(piiClass, key);
  if (known !== null) return known;
  return (piiClass === 'person' ? relative(vault, key) : null) ?? vault.add(piiClass, key, value);
};

/** A family name alone, or with an s of the genitive, belongs to the one person who has it; to nobody when there are two. */
const relative = (vault: Vault, key: string): Pseudonym | null => {
  if (key.includes(':')) return null;
  const words = key.split(' ');
  const last = words.at(-1) ?? '';
  if (last.length < 3) return null;
  const spellings = last.endsWith('s') ? [last, last.slice(0, -1)] : [last];
  for (const spelling of spellings) {
    const [first, ...others] = vault.personsWith(spelling);
    if (first === undefined || others.length > 0) continue;
    const theirs = first.key.split(' ');
    // “Anna Meier” is not “Karl Meier”: one of the two must leave the given name open, or share it.
    const alone = words.length === 1 || theirs.length === 1;
    if (alone || words.slice(0, -1).some((word) => theirs.includes(word))) return first;
  }
  return null;
};
