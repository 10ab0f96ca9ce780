/** Installs exactly what package-lock.json names, once per lockfile. Works without network when that is already there. */
import { readFileSync } from 'node:fs';
import { at, platform } from './paths.mjs';
import { cleanEnvironment, npm, runQuietly } from './child.mjs';
import { readStamp, sha256, writeStamp } from './stamp.mjs';

const stampFile = at('node_modules', '.wattos-stamp');

export async function ensureDependencies(say) {
  const lockfile = readFileSync(at('package-lock.json'));
  const wanted = `${sha256(lockfile)} ${platform}`;
  if (readStamp(stampFile) === wanted) return { already: 'already there' };
  if (installedMatches(JSON.parse(lockfile))) {
    writeStamp(stampFile, wanted);
    return { already: 'already there' };
  }
  say('installing the packages of package-lock.json (about 350 MB to download the first time)');
  const [command, args] = npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  await runQuietly(command, args, {
    say,
    cwd: at('.'),
    env: cleanEnvironment(),
    failure: 'The packages could not be installed. Is the npm registry reachable?',
  });
  writeStamp(stampFile, wanted);
  const count = Object.keys(readInstalled()?.packages ?? {}).length;
  return { done: `${count} packages installed` };
}

/** Whether what npm last wrote into node_modules is what the lockfile names (someone ran npm by hand). */
function installedMatches(lockfile) {
  const installed = readInstalled()?.packages;
  if (!installed) return false;
  return Object.entries(lockfile.packages).every(([path, locked]) => {
    if (path === '') return true;
    const found = installed[path];
    if (!found) return locked.optional === true;
    return found.version === locked.version && found.integrity === locked.integrity;
  });
}

function readInstalled() {
  try {
    return JSON.parse(readFileSync(at('node_modules', '.package-lock.json'), 'utf8'));
  } catch {
    return undefined;
  }
}
