/** Which files of a kind the given evaluation data has: the parts of a set differ from one delivery to the next. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of the files directly in `folder` whose names match, sorted; none is an error. */
export const filesNamed = (folder: string, name: RegExp): string[] => {
  const found = readdirSync(folder)
    .filter((file) => name.test(file))
    .sort()
    .map((file) => join(folder, file));
  if (found.length === 0) throw new Error(`no ${name} in ${folder}`);
  return found;
};
