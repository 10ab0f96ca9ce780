import { expect, test } from 'vitest';
import { resolvePackage } from './lockfile.mjs';

const packages = {
  'node_modules/a': {},
  'node_modules/a/node_modules/b': {},
  'node_modules/b': {},
  'node_modules/@s/c': {},
};

test('a nested copy wins over the one at the top', () => {
  expect(resolvePackage(packages, 'node_modules/a', 'b')).toBe('node_modules/a/node_modules/b');
});

test('from a nested package the look-up climbs to the top', () => {
  expect(resolvePackage(packages, 'node_modules/a/node_modules/b', '@s/c')).toBe('node_modules/@s/c');
});

test('a package that is nowhere is undefined', () => {
  expect(resolvePackage(packages, 'node_modules/a', 'missing')).toBeUndefined();
});
