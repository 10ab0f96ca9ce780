import { expect, test } from 'vitest';
import { errorCodes } from '../../contract/errors.ts';
import { chooseWords, sentence, systemLocales, wordsFor } from './choose.ts';
import { de } from './de.ts';
import { en } from './en.ts';

test('POSIX order of the locale variables', () => {
  expect(chooseWords({ LC_ALL: 'de_AT.UTF-8', LANG: 'en_US.UTF-8' })).toBe(de);
  expect(chooseWords({ LC_ALL: '', LANG: 'de_DE.UTF-8' })).toBe(de);
  expect(chooseWords({ LANG: 'C.UTF-8' })).toBe(en);
  expect(chooseWords({ LANG: 'fr_FR.UTF-8' })).toBe(en);
});

test('the first language we speak counts, and Delaware is not German', () => {
  expect(wordsFor(['tr-TR', 'de-DE', 'en-US'])).toBe(de);
  expect(wordsFor(['den', 'en'])).toBe(en);
});

test('the engine gets language tags, not POSIX names', () => {
  expect(systemLocales({ LANG: 'de_DE.UTF-8' })).toEqual(['de-DE']);
  expect(systemLocales({ LANG: 'C' })[0]).toMatch(/^[a-z]{2}/);
});

test('no sentence shows a hole where a parameter should be', () => {
  const data = {
    issues: [{ path: 'a', problem: 'b' }],
    permission: 'chat.read',
    retryAfterMs: 1000,
    reference: 'r',
    minLength: 10,
    found: 2,
    supported: 1,
    backup: null,
    pid: null,
    freeBytes: null,
    migration: 'm',
    length: 1,
    limit: 1,
    needTokens: 1,
    haveTokens: 1,
    modelId: 'm',
    haveBytes: 1,
    needBytes: 1,
    fileName: 'f',
    version: 1,
    needMb: 1,
    haveMb: 1,
    host: 'h',
    worker: 'llm',
    purpose: 'p',
    port: 1,
    provider: 'p',
    name: 'n',
    problem: 'malformed',
    status: 500,
    phase: 'connect',
    waitedMs: 1000,
    tool: 't',
    measure: 'money',
    spent: 1,
    resetsAt: '2026-01-01T00:00:00Z',
    unreadable: false,
    feature: 'tools',
    keyword: 'pattern',
    path: '/name',
    kind: '7z',
    format: 'pdf',
    sizeMb: 1,
    limitMb: 1,
    limitMs: 1000,
    folder: 'stick',
    url: 'u',
    reason: 'timeout',
  };
  for (const code of errorCodes)
    for (const words of [de, en])
      expect(sentence(words, { code, data })).not.toMatch(/undefined|null|NaN|\[object/);
});
