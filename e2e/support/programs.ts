/** Where the programs under test are. Fails with a sentence, not with a time-out, when one is missing. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

const program = (variable: string): string => {
  const path = process.env[variable] ?? '';
  if (!existsSync(path)) throw new Error(`${variable} names no program; run the tests through npm test`);
  return path;
};

export const electronPath = (): string => program('WATTOS_ELECTRON');
export const nodePath = (): string => program('WATTOS_NODE');
export const chromiumPath = (): string => program('WATTOS_CHROMIUM');

/** Chromium's own sandbox refuses root; only tests in a container run as root. */
export const rootFlags: string[] = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
