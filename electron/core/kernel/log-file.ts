/**
 * The file log lines are appended to, each at once. A line that cannot be written (full disk, file gone) is dropped and counted,
 * and the count stands in the file as soon as it can be written again: a log must never stop what it tells of.
 */
import { mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export const createLogFile = (path: string): { write(line: string): void } => {
  let file: number | undefined;
  let lost = 0;
  const append = (line: string): void => {
    if (file === undefined) {
      mkdirSync(dirname(path), { recursive: true });
      file = openSync(path, 'a', 0o600);
    }
    writeSync(file, line);
  };
  return {
    write(line) {
      try {
        // What failed may have left half a line.
        if (lost > 0) append(`\n${JSON.stringify({ level: 'warn', lost, msg: 'log lines lost' })}\n`);
        lost = 0;
        append(line);
      } catch {
        lost += 1;
      }
    },
  };
};
