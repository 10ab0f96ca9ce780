import { expect, test } from 'vitest';
import { chooseWords } from './locales/choose.ts';
import { de } from './locales/de.ts';
import { en } from './locales/en.ts';
import { fileOf, isOurPage } from './page-address.ts';
import { dataSwitch } from './switches.ts';
import { onScreen } from './window-state.ts';

test.each([
  'app://wattos/../secret',
  'app://wattos/%2e%2e/secret',
  'app://wattos/..%2fsecret',
  'app://wattos/assets/..%2f..%2fsecret',
  'app://other/index.html',
  'file:///etc/passwd',
])('%s does not lead out of the page folder', (url) => {
  const file = fileOf(url, '/program/out/renderer');
  expect(file === null || file.startsWith('/program/out/renderer/')).toBe(true);
  expect(file).not.toBe('/program/out/secret');
});

test('the page is found under its root', () => {
  expect(fileOf('app://wattos/', '/r')).toBe('/r/index.html');
  expect(fileOf('app://wattos/assets/a%20b.js?v=1#x', '/r')).toBe('/r/assets/a b.js');
});

test('only our own page is ours, also when another name begins like it', () => {
  expect(isOurPage('app://wattos/index.html#/chat', undefined)).toBe(true);
  expect(isOurPage('app://wattos.example/', undefined)).toBe(false);
  expect(isOurPage('https://example.org', undefined)).toBe(false);
  expect(isOurPage('http://localhost:5173/', undefined)).toBe(false);
  expect(isOurPage('http://localhost:5173/', 'http://localhost:5173')).toBe(true);
  expect(isOurPage('http://localhost:51730/', 'http://localhost:5173')).toBe(false);
});

test('a window on a screen that was unplugged comes back to where it can be reached', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 };
  const window = { x: 100, y: 100, width: 1280, height: 800 };
  expect(onScreen(window, [screen])).toEqual(window);
  expect(onScreen({ ...window, x: 2500 }, [screen])).toBeNull();
  expect(onScreen({ ...window, x: -1270 }, [screen])).toBeNull();
  expect(onScreen({ ...window, y: -50 }, [screen])).toBeNull();
  expect(onScreen({ ...window, x: 2500 }, [screen, { ...screen, x: 1920 }])).toEqual({ ...window, x: 2500 });
});

test('--data is read with and without an equals sign, and not from a missing value', () => {
  expect(dataSwitch(['electron', '.', '--no-sandbox', '--data', '/d'])).toBe('/d');
  expect(dataSwitch(['wattos', '--data=/d'])).toBe('/d');
  expect(dataSwitch(['wattos', '--data'])).toBeNull();
  expect(dataSwitch(['wattos', '--database', '/d'])).toBeNull();
});

test('the setting decides the language, then the first of the system we speak, then English', () => {
  expect(chooseWords('de', ['en-US'])).toBe(de);
  expect(chooseWords('system', ['tr-TR', 'de-AT', 'en-US'])).toBe(de);
  expect(chooseWords('system', ['fr-FR'])).toBe(en);
});
