/**
 * One puller per model among all processes of this computer. The lock is a file that names its process and whose time
 * is renewed while it is held; one whose process is gone, or that has not been renewed for a while, is abandoned.
 */
import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemCode } from '../../kernel/errors.ts';

const renewMs = 5_000;
const staleAfterMs = 20_000;
const retryMs = 500;

export type LockOptions = {
  signal: AbortSignal;
  /** Called once when somebody else holds the lock. */
  onWait?: () => void;
  staleAfterMs?: number;
};

/** Waits until the lock is free; rejects with the signal's reason. */
export const withModelLock = async <T>(
  file: string,
  options: LockOptions,
  work: () => Promise<T>,
): Promise<T> => {
  await mkdir(dirname(file), { recursive: true });
  let waited = false;
  while (!(await tryLock(file, options.staleAfterMs ?? staleAfterMs))) {
    if (!waited) options.onWait?.();
    waited = true;
    await sleep(retryMs, undefined, { signal: options.signal });
  }
  const renewal = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => {});
  }, renewMs);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await rm(file, { force: true });
  }
};

/** Somebody alive is at work on it: this process or another. */
export const isHeld = async (file: string): Promise<boolean> =>
  (await stat(file).catch(() => null)) !== null && !(await isAbandoned(file, staleAfterMs));

const tryLock = async (file: string, staleMs: number): Promise<boolean> => {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(`${process.pid} ${hostname()}`);
    await handle.close();
    return true;
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
    if (await isAbandoned(file, staleMs)) await rm(file, { force: true });
    return false;
  }
};

/** A process of another computer that shares the folder can only be judged by the time. */
const isAbandoned = async (file: string, staleMs: number): Promise<boolean> => {
  const held = await stat(file).catch(() => null);
  if (held === null) return false;
  if (Date.now() - held.mtimeMs > staleMs) return true;
  const [pid, host] = (await readFile(file, 'utf8').catch(() => '')).split(' ');
  return host === hostname() && !isRunning(Number(pid));
};

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) !== 'ESRCH';
  }
};
