import { expect, test } from 'vitest';
import { takeFlags } from './flags.mjs';

const known = { headless: false, port: true, data: true };

test('a flag we do not know reaches the product together with its value', () => {
  const { flags, rest } = takeFlags(['--headless', '--lang', 'de', '--port', '4711'], known);
  expect(flags).toEqual({ headless: true, port: '4711' });
  expect(rest).toEqual(['--lang', 'de']);
});

test('--data=DIR keeps an equals sign inside the path', () => {
  expect(takeFlags(['--data=/tmp/a=b'], known).flags).toEqual({ data: '/tmp/a=b' });
});

test('a flag without its value is refused instead of starting somewhere else', () => {
  expect(() => takeFlags(['--data'], known)).toThrow('--data needs a value.');
});
