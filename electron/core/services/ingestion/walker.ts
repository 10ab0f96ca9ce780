/**
 * Folders: walks those that were asked for, keeps an eye on the watched ones. What the operating system tells of a change is
 * taken as a hint to walk that folder again; a walk from time to time finds what it did not tell.
 */
import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { sep } from 'node:path';
import type { WatchedFolder } from '../../../contract/ingestion.ts';
import type { Db } from '../../db/open.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { appError, envelopeOf } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import { pathHash } from '../../kernel/path-hash.ts';
import * as folders from './folder-store.ts';
import * as queue from './queue-store.ts';
import { walk } from './walk.ts';

/** Programs write in several steps. */
const settleMs = 1_000;
const rescanMs = 10 * 60_000;
/** Of the operating system's allowance (Linux: 8192 or more per person). */
const maxWatchers = 4_000;

export type WalkerOptions = {
  db: Db;
  clock: Clock;
  log: Log;
  /** There are walks to do. */
  onWork: (tenantId: string) => void;
};

export const createWalker = ({ db, clock, log, onWork }: WalkerOptions) => {
  const watchers = new Map<string, { watcher: FSWatcher; folders: Map<string, folders.FolderRow> }>();
  const hints = new Map<string, NodeJS.Timeout>();
  let rescans: NodeJS.Timeout | null = null;
  let closed = false;

  const queueWalk = (folder: Pick<folders.FolderRow, 'tenantId' | 'spaceId'>, path: string): void => {
    const { tenantId, spaceId } = folder;
    folders.addWalk(db, { tenantId, spaceId, path, priority: queue.normalPriority, asked: false });
    onWork(tenantId);
  };

  const hint = (path: string): void => {
    clearTimeout(hints.get(path));
    const timer = setTimeout(() => {
      hints.delete(path);
      if (closed) return;
      // Taken away meanwhile, a folder leaves nobody who wants to know.
      for (const folder of watchers.get(path)?.folders.values() ?? [])
        if (watchedFolderOf(folder.spaceId, path) !== null) queueWalk(folder, path);
    }, settleMs);
    timer.unref();
    hints.set(path, timer);
  };

  const unwatch = (path: string): void => {
    watchers.get(path)?.watcher.close();
    watchers.delete(path);
  };

  const watchPath = (folder: folders.FolderRow, path: string): void => {
    const known = watchers.get(path);
    if (known !== undefined) {
      known.folders.set(folder.id, folder);
      return;
    }
    if (closed || watchers.size >= maxWatchers) return;
    try {
      const watcher = watch(path, { persistent: false }, () => hint(path));
      watcher.on('error', () => unwatch(path));
      watchers.set(path, { watcher, folders: new Map([[folder.id, folder]]) });
    } catch (error) {
      log.warn({ error }, 'folder not watched, it is looked at from time to time');
    }
  };

  const watchedFolderOf = (spaceId: string, path: string): folders.FolderRow | null =>
    folders
      .listFolders(db, null)
      .find(
        (folder) =>
          folder.spaceId === spaceId && (folder.path === path || path.startsWith(`${folder.path}${sep}`)),
      ) ?? null;

  /** Files below `root` that the walk did not come across and that lie in no folder it could not read. */
  const markGone = async (
    spaceId: string,
    root: string,
    seen: ReadonlySet<string>,
    unreadable: readonly string[],
  ): Promise<void> => {
    let after: string | null = null;
    for (;;) {
      const known = folders.knownBelow(db, spaceId, root, after, sep);
      if (known.length === 0) return;
      const gone = known.filter(
        ({ path }) => !seen.has(path) && !unreadable.some((folder) => path.startsWith(`${folder}${sep}`)),
      );
      if (gone.length > 0)
        folders.markMissing(
          db,
          gone.map(({ seq }) => seq),
          isoNow(clock),
        );
      after = known.at(-1)?.path ?? null;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  const isFolder = async (path: string): Promise<boolean> =>
    (await stat(path).catch(() => null))?.isDirectory() === true;

  /** Does one walk. What it finds is in the queue when it resolves; cut off, it is done again. */
  const work = async (tenantId: string, signal: AbortSignal): Promise<boolean> => {
    const next = folders.nextWalk(db, tenantId);
    if (next === null) return false;
    const { spaceId, priority } = next;
    const asked = { tenantId, spaceId, priority, asked: next.asked === 1, at: isoNow(clock) };
    const watched = watchedFolderOf(spaceId, next.path);
    const seen = new Set<string>();
    const unreadable: string[] = [];
    const fail = (path: string): void => {
      unreadable.push(path);
      queue.addFailure(db, path, envelopeOf(appError('documents.UNREADABLE', {})), asked);
    };
    if (watched !== null && !(await isFolder(watched.path))) {
      // A stick or a share that is away: everything stays as it is until it is back.
      folders.endWalk(db, next.seq);
      return true;
    }
    if (await isFolder(next.path)) {
      const ignoring = folders.hasIgnored(db, spaceId);
      const onFolder = (path: string): void => {
        if (watched !== null) watchPath(watched, path);
      };
      for await (const found of walk(next.path, { signal, onFolder })) {
        if (found.type === 'unreadable') {
          fail(found.path);
          continue;
        }
        if (watched !== null) for (const file of found.files) seen.add(file.path);
        const wanted = ignoring
          ? found.files.filter((file) => !folders.isIgnored(db, spaceId, pathHash(file.path)))
          : found.files;
        if (queue.addFiles(db, wanted, asked) > 0) onWork(tenantId);
      }
    } else if (watched === null) fail(next.path);
    if (signal.aborted) return true;
    if (watched !== null) {
      await markGone(spaceId, next.path, seen, unreadable);
      folders.folderScanned(db, spaceId, next.path, isoNow(clock));
    }
    folders.endWalk(db, next.seq);
    return true;
  };

  const rescan = (): void => {
    for (const folder of folders.listFolders(db, null)) queueWalk(folder, folder.path);
  };

  return {
    work,
    list: async (tenantId: string): Promise<WatchedFolder[]> =>
      Promise.all(folders.listFolders(db, tenantId).map((folder) => describe(folder))),
    watchFolder: async (tenantId: string, spaceId: string, path: string): Promise<WatchedFolder> => {
      const folder = folders.addFolder(db, { tenantId, spaceId, path }, isoNow(clock));
      queueWalk(folder, path);
      return describe(folder);
    },
    unwatchFolder: (tenantId: string, folderId: string): boolean => {
      const removed = folders.removeFolder(db, tenantId, folderId);
      for (const [path, entry] of [...watchers]) {
        entry.folders.delete(folderId);
        if (entry.folders.size === 0) unwatch(path);
      }
      return removed;
    },
    /** After opening: what happened while the program was not there, then from time to time. */
    start: (): void => {
      rescan();
      rescans = setInterval(rescan, rescanMs);
      rescans.unref();
    },
    close: (): void => {
      closed = true;
      if (rescans !== null) clearInterval(rescans);
      for (const timer of hints.values()) clearTimeout(timer);
      for (const path of [...watchers.keys()]) unwatch(path);
    },
  };

  async function describe(folder: folders.FolderRow): Promise<WatchedFolder> {
    const { id, spaceId, path, lastScanAt } = folder;
    const files = folders.filesBelow(db, spaceId, path, sep);
    return { id, spaceId, path, lastScanAt, files, state: (await isFolder(path)) ? 'watching' : 'missing' };
  }
};
export type Walker = ReturnType<typeof createWalker>;
