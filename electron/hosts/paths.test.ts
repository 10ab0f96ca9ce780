import { expect, test } from 'vitest';
import { resolvePaths } from './paths.ts';
import { workerEnvironment } from './worker-environment.ts';

const linux = (env: Record<string, string> = {}) => ({
  platform: 'linux' as const,
  home: '/home/erika',
  env,
});
const programDir = '/opt/wattos';

test('another data folder uses the same models: nobody downloads gigabytes twice', () => {
  expect(resolvePaths({ data: '/tmp/other', programDir }, linux())).toEqual({
    dataDir: '/tmp/other',
    modelsDir: '/home/erika/.local/share/wattos/models',
    programDir,
  });
});

test('each platform keeps data where its users expect it', () => {
  const at = (platform: NodeJS.Platform, home: string, env: Record<string, string> = {}) =>
    resolvePaths({ programDir }, { platform, home, env }).dataDir;
  expect(at('linux', '/home/e')).toBe('/home/e/.local/share/wattos');
  expect(at('linux', '/home/e', { XDG_DATA_HOME: '/data' })).toBe('/data/wattos');
  expect(at('linux', '/home/e', { XDG_DATA_HOME: 'relative' })).toBe('/home/e/.local/share/wattos');
  expect(at('darwin', '/Users/e')).toBe('/Users/e/Library/Application Support/wattos');
  expect(at('win32', 'C:/Users/e', { APPDATA: 'C:/Users/e/Roaming' })).toContain('Roaming');
});

test('the flag for models wins over the environment, the environment over custom', () => {
  const env = { WATTOS_MODELS: '/env' };
  expect(resolvePaths({ models: '/flag', programDir }, linux(env)).modelsDir).toBe('/flag');
  expect(resolvePaths({ programDir }, linux(env)).modelsDir).toBe('/env');
});

test('a worker gets no secret of our environment, also none we never heard of', () => {
  const secrets = {
    WATTOS_KEY_FILE: 'k',
    WATTOS_PASSPHRASE_FILE: 'p',
    OPENAI_API_KEY: 'o',
    AWS_SECRET_ACCESS_KEY: 'a',
    NODE_OPTIONS: '--require x',
    SSH_AUTH_SOCK: 's',
    https_proxy: 'http://user:password@proxy',
  };
  const useful = { PATH: '/bin', HOME: '/home/e', LC_ALL: 'de_DE.UTF-8', CUDA_VISIBLE_DEVICES: '0' };
  expect(workerEnvironment({ ...secrets, ...useful })).toEqual(useful);
});
