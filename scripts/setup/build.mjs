/** Builds out/ with electron-vite, only when a source changed since the last build. */
import { readdirSync, rmSync } from 'node:fs';
import { at, root } from './paths.mjs';
import { cleanEnvironment, runQuietly } from './child.mjs';
import { hashOf, readStamp, writeStamp } from './stamp.mjs';

/** The oldest Electron the build must run on: the development runtime of native/electron-dev. */
const ELECTRON_MAJOR = '42';

export async function ensureBuild(say, node) {
  const stampFile = at('out', '.stamp');
  const sources = hashOf([
    ...['electron', 'renderer', 'resources', 'models'],
    ...['package.json', 'package-lock.json', 'electron.vite.config.ts'],
    ...readdirSync(root).filter((name) => /^tsconfig.*\.json$/.test(name)),
  ]);
  if (readStamp(stampFile) === sources) return { already: 'nothing changed' };
  say('building the app');
  rmSync(stampFile, { force: true });
  await runQuietly(node, [at('node_modules/electron-vite/bin/electron-vite.js'), 'build'], {
    say,
    cwd: root,
    // electron-vite asks for an Electron binary although building needs none.
    env: cleanEnvironment({
      ELECTRON_EXEC_PATH: node,
      ELECTRON_MAJOR_VER: ELECTRON_MAJOR,
      NODE_ENV: 'production',
    }),
    failure: 'The app could not be built.',
  });
  writeStamp(stampFile, sources);
  return { done: 'built' };
}
