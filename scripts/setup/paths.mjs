/** Where things lie in this checkout. The scripts and their set-up steps share these and nothing else. */
import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** `linux-x64`, `darwin-arm64`, … as Node and npm name it. */
export const platform = `${process.platform}-${process.arch}`;

/** Git-ignored room for stamps, reports and test output. May be deleted at any time. */
export const cacheDir = join(root, '.cache');

/** A path inside the checkout. */
export const at = (...parts) => join(root, ...parts);
