/** Stamps: small files that say for which input a step was done, so that the second start skips it. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './paths.mjs';

/** The stamp's content, or undefined when there is none. */
export function readStamp(file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}

export function writeStamp(file, content) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${content}\n`);
}

/** sha256 of some text or bytes, in hex. */
export function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
}

/** sha256 over names and contents of files and folders below the checkout; a missing one counts as missing. */
export function hashOf(entries) {
  const hash = createHash('sha256');
  for (const entry of entries) addEntry(hash, entry);
  return hash.digest('hex');
}

function addEntry(hash, entry) {
  const path = join(root, entry);
  const kind = statSync(path, { throwIfNoEntry: false });
  if (kind?.isDirectory()) {
    for (const name of readdirSync(path).sort()) addEntry(hash, `${entry}/${name}`);
  } else if (kind?.isFile()) {
    hash.update(`${entry}\0${kind.size}\0`);
    hash.update(readFileSync(path));
  } else {
    hash.update(`${entry}\0missing\0`);
  }
}
