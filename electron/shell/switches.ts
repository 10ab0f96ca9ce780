/** The switches of our own command line. Chromium's parser does not know `--name value`, hence this one. Pure. */
import { resolve } from 'node:path';

/** `--data DIR` or `--data=DIR`; relative to the working directory. */
export const dataSwitch = (argv: readonly string[]): string | null => {
  const index = argv.findIndex((argument) => argument === '--data' || argument.startsWith('--data='));
  const argument = argv[index];
  if (argument === undefined) return null;
  const value = argument === '--data' ? argv[index + 1] : argument.slice('--data='.length);
  return value ? resolve(value) : null;
};
