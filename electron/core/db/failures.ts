/** Turns SQLite's result codes into the errors of the contract. https://www.sqlite.org/rescode.html */
import { type AppError, appError, systemCode } from '../kernel/errors.ts';

/** An `AppError` for a failure of SQLite or of the disk below it; anything else is rethrown. */
export const sqliteFailure = (error: unknown, known: { newestBackup: string | null }): AppError => {
  const code = systemCode(error) ?? '';
  const options = { cause: error };
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code === 'SQLITE_IOERR_SHORT_READ')
    return appError('database.CORRUPT', { backup: known.newestBackup }, options);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'SQLITE_IOERR_WRITE')
    return appError('database.DISK_FULL', { freeBytes: null }, options);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return appError('database.LOCKED_BY_ANOTHER', { pid: null }, options);
  if (
    code.startsWith('SQLITE_READONLY') ||
    code === 'SQLITE_CANTOPEN' ||
    code === 'EROFS' ||
    code === 'EACCES'
  )
    return appError('database.READ_ONLY', {}, options);
  throw error;
};

export const isSqliteFailure = (error: unknown): boolean => {
  const code = systemCode(error) ?? '';
  return /^SQLITE_(CORRUPT|NOTADB|FULL|BUSY|LOCKED|READONLY|CANTOPEN|IOERR)/.test(code) || code === 'ENOSPC';
};
