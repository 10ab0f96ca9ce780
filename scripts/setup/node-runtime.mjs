/**
 * Finds the Node that runs everything but these scripts. On linux-x64 the exact version comes with the dependencies;
 * elsewhere the system's Node serves if it is new enough to run TypeScript directly and to parse our documents (22.13).
 */
import { chmodSync, existsSync, statSync } from 'node:fs';
import { at, platform } from './paths.mjs';
import { SetupError } from './report.mjs';

const MINIMUM = [22, 13];

/** Path of the Node binary. */
export function ensureNode() {
  const bundled = at(
    'node_modules',
    `node-${platform}`,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (existsSync(bundled)) {
    if (process.platform !== 'win32' && (statSync(bundled).mode & 0o111) === 0) chmodSync(bundled, 0o755);
    return { result: bundled };
  }
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1]))
    return { result: process.execPath };
  throw new SetupError(
    `WattOS needs Node ${MINIMUM.join('.')} or newer on ${platform}; this is ${process.versions.node}. ` +
      'Install Node 24 from nodejs.org and start again.',
  );
}
