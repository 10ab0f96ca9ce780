/**
 * Fetches the starter set from the npm registry into an empty folder through the command line, kills the process ten times
 * on the way, lets it end, and compares every file with the catalog.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  createReadStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Metrics } from './measure.ts';

const kills = 10;
const root = join(import.meta.dirname, '..');

type Entry = {
  id: string;
  starter?: boolean;
  files: { path: string; sizeBytes: number; sha256: string }[];
  sources: { packages?: { sizeBytes: number }[] }[];
};

export const measurePull = async (say: (line: string) => void): Promise<Metrics> => {
  const folder = mkdtempSync(join(tmpdir(), 'wattos-pull-'));
  try {
    const entries = starterEntries();
    const startedAt = performance.now();
    const interrupted = await pullWithKills(folder, entries, say);
    const exitCode = await exitOf(startPull(folder));
    const pullMs = performance.now() - startedAt;
    const wrong = await wrongFiles(folder, entries);
    for (const file of wrong) say(`wrong or missing: ${file}`);
    return {
      'models.pull.models': entries.length,
      'models.pull.interruptedTimes': interrupted,
      'models.pull.hashOk': exitCode === 0 && wrong.length === 0 ? 1 : 0,
      'models.pull.seconds': pullMs / 1000,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const starterEntries = (): Entry[] => {
  const catalog = join(root, 'models/catalog');
  return readdirSync(catalog)
    .map((file): Entry => JSON.parse(readFileSync(join(catalog, file), 'utf8')))
    .filter(({ starter }) => starter === true);
};

/** Of a fresh person on a fresh machine: nothing from this one's folders is seen. */
const startPull = (folder: string): ChildProcess =>
  spawn(
    process.execPath,
    [join(root, 'electron/hosts/cli.ts'), 'models', 'pull', 'starter', '--data', join(folder, 'data')],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, WATTOS_MODELS: join(folder, 'models'), XDG_CONFIG_HOME: join(folder, 'config') },
    },
  );

/** A random moment in each tenth of all the bytes that are written, so that fetching and unpacking are both hit. */
const pullWithKills = async (
  folder: string,
  entries: Entry[],
  say: (line: string) => void,
): Promise<number> => {
  const allBytes = entries.reduce((sum, entry) => sum + allOf(entry), 0);
  const written = () => writtenBytes(join(folder, 'models'), entries);
  let interrupted = 0;
  for (let turn = 0; turn < kills; turn += 1) {
    const until = (allBytes * (turn + Math.random())) / (kills + 1);
    const child = startPull(folder);
    while (child.exitCode === null && written() < until) await sleep(10);
    // As often as not it has only just looked at what is there.
    await sleep(Math.random() * 400);
    if (child.exitCode !== null) break;
    child.kill('SIGKILL');
    await once(child, 'exit');
    interrupted += 1;
    say(`killed with ${(written() / 1e6).toFixed(0)} of ${(allBytes / 1e6).toFixed(0)} MB written`);
  }
  return interrupted;
};

/** Tarballs and what comes out of them. */
const allOf = ({ files, sources }: Entry): number => bytesOf(files) + bytesOf(sources[0]?.packages ?? []);

/** Of a model that is installed the tarballs are gone already. */
const writtenBytes = (models: string, entries: Entry[]): number =>
  entries.reduce((sum, entry) => {
    const folder = join(models, entry.id);
    return sum + (existsSync(join(folder, 'manifest.json')) ? allOf(entry) : sizeOf(folder));
  }, 0);

const bytesOf = (files: { sizeBytes: number }[]): number =>
  files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

const exitOf = async (child: ChildProcess): Promise<number | null> => {
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
};

/** Files come and go while we look. */
const sizeOf = (folder: string): number => {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .reduce(
        (sum, entry) =>
          sum + (statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0),
        0,
      );
  } catch {
    return 0;
  }
};

const wrongFiles = async (folder: string, entries: Entry[]): Promise<string[]> => {
  const wrong: string[] = [];
  for (const { id, files } of entries)
    for (const { path, sha256 } of files) {
      const hash = createHash('sha256');
      const found = await pipeline(createReadStream(join(folder, 'models', id, path)), hash).then(
        () => hash.digest('hex'),
        () => '',
      );
      if (found !== sha256) wrong.push(`${id}/${path}`);
    }
  return wrong;
};
