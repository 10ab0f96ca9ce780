/**
 * Packages the app as people get it (unpacked folder, offline), starts it, and sees its window come up with the fuses set.
 * Where only the development Electron exists, the package is made from that, looked at, and deleted.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collect } from '../setup/child.mjs';
import { at, cacheDir, root } from '../setup/paths.mjs';

export async function checkPackage({ node, electron, environment }) {
  if (process.platform !== 'linux') return { passed: 0, failed: 0, output: '' };
  const output = join(cacheDir, 'package');
  const data = mkdtempSync(join(tmpdir(), 'wattos-package-'));
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  try {
    const settings = {
      electronDist: electron.folder,
      electronVersion: electron.version,
      'directories.output': output,
      compression: 'store',
    };
    const build = await collect(
      node,
      [
        at('node_modules/electron-builder/cli.js'),
        ...['--linux', '--dir', '--publish', 'never'],
        ...Object.entries(settings).map(([name, value]) => `-c.${name}=${value}`),
      ],
      { cwd: root, env: environment },
    );
    if (build.code !== 0) return { passed: 0, failed: 1, output: build.output };
    const binary = join(output, 'linux-unpacked', 'wattos-desktop');
    const look = await collect(node, [at('scripts/checks/packaged-window.mjs'), binary, data], {
      env: environment,
    });
    return look.code === 0
      ? { passed: 2, failed: 0, output: look.output }
      : { passed: 1, failed: 1, output: look.output };
  } finally {
    rmSync(output, { recursive: true, force: true });
    for (const path of [data, `${data}.key`]) rmSync(path, { recursive: true, force: true });
  }
}
