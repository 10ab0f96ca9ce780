/** A message that does not parse would be shown raw, and a parameter that only one language uses would be missing in it. */
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { errorTable } from '../../electron/contract/errors.ts';
import { german } from './de/index.ts';
import { english } from './en/index.ts';

const flatten = (words: object, path = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) => {
    const at = path ? `${path}.${key}` : key;
    return typeof value === 'string' ? [[at, value] as [string, string]] : flatten(value, at);
  });

type Ast = ReturnType<IntlMessageFormat['getAst']>;

/** Literal text and the `#` of a plural are no parameters; tags are not used. */
const parametersIn = (elements: Ast): string[] =>
  elements.flatMap((element) => {
    if ('options' in element) {
      return [
        element.value,
        ...Object.values(element.options).flatMap((option) => parametersIn(option.value)),
      ];
    }
    return 'value' in element && element.type !== 0 ? [element.value] : [];
  });
const parameters = (text: string): string[] =>
  [...new Set(parametersIn(new IntlMessageFormat(text, 'de').getAst()))].sort();

const de = flatten(german);
const en = new Map(flatten(english));

describe('words', () => {
  it('exist in both languages and are not empty', () => {
    expect([...en.keys()].sort()).toEqual(de.map(([key]) => key).sort());
    for (const [key, text] of [...de, ...en]) expect(text.trim(), key).not.toBe('');
  });

  it('parse, and take the same parameters in both languages', () => {
    for (const [key, text] of de) expect(parameters(text), key).toEqual(parameters(en.get(key) ?? ''));
  });

  it('address people with "Sie"', () => {
    const informal = /\b(du|dein|deine[mnrs]?|dir|dich|euch|euer)\b/i;
    for (const [key, text] of de) expect(text, key).not.toMatch(informal);
  });

  it('of an error use only parameters the contract sends', () => {
    for (const [code, { data }] of Object.entries(errorTable)) {
      const sent = Object.keys(data.shape);
      for (const part of ['title', 'help']) {
        for (const name of parameters(en.get(`errors.${code}.${part}`) ?? ''))
          expect(sent, `${code} ${name}`).toContain(name);
      }
    }
  });
});
