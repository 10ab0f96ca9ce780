/**
 * One engine per data folder. The lock is an open SQLite transaction, so the operating system releases it however the
 * process ends; a leftover file locks nobody out.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { appError, systemCode } from '../kernel/errors.ts';
import { isSqliteFailure, sqliteFailure } from './failures.ts';

export type InstanceLock = { release(): void };

/** Throws `database.LOCKED_BY_ANOTHER` with the other process's id when it is known, `database.DISK_FULL` and the like. */
export const takeInstanceLock = (dataDir: string): InstanceLock => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const pidFile = join(dataDir, 'instance.pid');
  const lock = new Database(join(dataDir, 'instance.lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  } catch (cause) {
    lock.close();
    if (systemCode(cause)?.startsWith('SQLITE_BUSY'))
      throw appError('database.LOCKED_BY_ANOTHER', { pid: readPid(pidFile) }, { cause });
    throw isSqliteFailure(cause) ? sqliteFailure(cause, { newestBackup: null }) : cause;
  }
  return {
    release: () => {
      rmSync(pidFile, { force: true });
      lock.close();
    },
  };
};

const readPid = (file: string): number | null => {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return Number.isSafeInteger(pid) ? pid : null;
  } catch {
    return null;
  }
};
