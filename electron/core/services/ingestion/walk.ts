/**
 * Walks a folder without holding anything up: files in batches, each with size and time. Hidden files, files of operating
 * systems and of open office programs are left out. Links to folders are not followed, so a loop cannot catch it.
 */
import type { Dirent, Stats } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FoundFile } from './queue-store.ts';

const batchFiles = 500;
const statsAtOnce = 32;

export type Found = { type: 'files'; files: FoundFile[] } | { type: 'unreadable'; path: string };

const systemNames = new Set([
  'thumbs.db',
  'ehthumbs.db',
  'desktop.ini',
  '$recycle.bin',
  'system volume information',
  '__macosx',
]);

/** `~$Bericht.docx` is Word's lock, `.~lock.x#` LibreOffice's. */
const isLeftOut = (name: string): boolean =>
  name.startsWith('.') || name.startsWith('~$') || systemNames.has(name.toLowerCase());

export async function* walk(
  root: string,
  options: { signal: AbortSignal; onFolder: (path: string) => void },
): AsyncGenerator<Found> {
  const folders = [root];
  let files: string[] = [];
  while (folders.length > 0 && !options.signal.aborted) {
    const folder = folders.pop() ?? root;
    try {
      options.onFolder(folder);
      for await (const entry of await opendir(folder, { bufferSize: 256 })) {
        if (options.signal.aborted) return;
        if (isLeftOut(entry.name)) continue;
        const path = join(folder, entry.name);
        if (entry.isDirectory()) folders.push(path);
        else if (mayBeFile(entry)) files.push(path);
        if (files.length >= batchFiles) {
          yield { type: 'files', files: await describe(files) };
          files = [];
        }
      }
    } catch {
      yield { type: 'unreadable', path: folder };
    }
  }
  if (files.length > 0) yield { type: 'files', files: await describe(files) };
}

const mayBeFile = (entry: Dirent): boolean => entry.isFile() || entry.isSymbolicLink();

/** What is gone, or no file behind its link, is left out. */
export const describe = async (paths: readonly string[]): Promise<FoundFile[]> => {
  const found: FoundFile[] = [];
  for (let from = 0; from < paths.length; from += statsAtOnce) {
    const some = paths.slice(from, from + statsAtOnce);
    const stats = await Promise.all(some.map((path) => stat(path).catch((): Stats | null => null)));
    some.forEach((path, at) => {
      const known = stats[at];
      if (known?.isFile()) found.push({ path, sizeBytes: known.size, modifiedMs: known.mtimeMs });
    });
  }
  return found;
};
