import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openInstallation } from './installation.ts';
import { createKeyFileSecrets, keyFileFor } from './key-file-secrets.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wattos-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const surroundings = (env: Record<string, string> = {}) => ({
  platform: 'linux' as const,
  home: join(folder, 'home'),
  env,
});
const mode = async (file: string) => ((await stat(file)).mode & 0o777).toString(8);

test('two hosts started at once agree on one id, or one would look for the key under a wrong name', async () => {
  const data = join(folder, 'data');
  const opened = await Promise.all(Array.from({ length: 8 }, () => openInstallation(data)));
  expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
  expect(await openInstallation(data)).toEqual(opened[0]);
});

test('a damaged installation file is kept aside, not overwritten', async () => {
  await writeFile(join(folder, 'installation.json'), '{"id":');
  await openInstallation(folder);
  expect(await readFile(join(folder, 'installation.json.damaged'), 'utf8')).toBe('{"id":');
});

test('keys and ids are readable by their owner alone', async () => {
  const data = join(folder, 'data');
  const file = await keyFileFor(data, surroundings());
  await createKeyFileSecrets(file).write('database-key', Buffer.from('k'));
  expect(await mode(file)).toBe('600');
  expect(await mode(join(file, '..'))).toBe('700');
  expect(await mode(join(data, 'installation.json'))).toBe('600');
});

test('the key never lies in the data folder, which people copy and back up', async () => {
  const data = join(folder, 'data');
  expect(await keyFileFor(data, surroundings())).toMatch(new RegExp(`^${join(folder, 'home', '.config')}`));
  expect(await keyFileFor(data, surroundings({ WATTOS_KEY_FILE: '/run/key' }))).toBe('/run/key');
});

test('a moved data folder still finds its key', async () => {
  const before = await keyFileFor(join(folder, 'data'), surroundings());
  const { rename } = await import('node:fs/promises');
  await rename(join(folder, 'data'), join(folder, 'moved'));
  expect(await keyFileFor(join(folder, 'moved'), surroundings())).toBe(before);
});

test('writing one secret keeps the others, and the bytes come back unchanged', async () => {
  const secrets = createKeyFileSecrets(join(folder, 'keys', 'one.json'));
  const key = Buffer.from([0, 255, 128, 10]);
  expect(await secrets.read('a')).toBeNull();
  await secrets.write('a', key);
  await secrets.write('b', Buffer.from('b'));
  expect(await secrets.read('a')).toEqual(key);
  await secrets.remove('a');
  expect(await secrets.read('a')).toBeNull();
  expect(await secrets.read('b')).toEqual(Buffer.from('b'));
});
