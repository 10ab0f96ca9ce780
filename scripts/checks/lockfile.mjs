/**
 * Every platform's optional package is in the lockfile. npm leaves one out silently when the registry lacks it on the day of
 * `npm install`, and `npm ci` then refuses the lockfile everywhere. The cure is a version whose platform packages are all there.
 */
import { readFileSync } from 'node:fs';
import { at } from '../setup/paths.mjs';
import { resolvePackage } from '../setup/lockfile.mjs';

export function checkLockfile() {
  const { packages } = JSON.parse(readFileSync(at('package-lock.json'), 'utf8'));
  const missing = Object.entries(packages).flatMap(([path, { version, optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !resolvePackage(packages, path, name))
      .map((name) => `${path.replace('node_modules/', '')} ${version} misses ${name}`),
  );
  return { passed: missing.length === 0 ? 1 : 0, failed: missing.length, output: missing.join('\n') };
}
