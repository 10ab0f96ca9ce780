import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLogFile } from './log-file.ts';
import { createLog } from './log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wattos-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lines = (path: string): unknown[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

it('appends each line at once, in a folder it makes itself', () => {
  const path = join(folder, 'logs', 'host.log');
  createLog({ destination: path }).info({ documents: 2 }, 'ready');
  createLog({ destination: path }).warn({}, 'again');
  expect(lines(path)).toMatchObject([{ level: 'info', documents: 2, msg: 'ready' }, { msg: 'again' }]);
});

it.runIf(process.platform === 'linux')('a full disk ends nothing', () => {
  const log = createLog({ destination: '/dev/full' });
  for (let line = 0; line < 100; line += 1) log.error({ line }, 'no room');
});

it('counts what was lost, and says so when it can write again', () => {
  // A file stands where the folder of the log belongs.
  const place = join(folder, 'logs');
  writeFileSync(place, '');
  const file = createLogFile(join(place, 'host.log'));
  file.write('{"msg":"one"}\n');
  file.write('{"msg":"two"}\n');
  rmSync(place);
  file.write('{"msg":"three"}\n');
  expect(lines(join(place, 'host.log'))).toEqual([
    { level: 'warn', lost: 2, msg: 'log lines lost' },
    { msg: 'three' },
  ]);
});
