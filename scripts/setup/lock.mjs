/** One set-up at a time per checkout: two starts beside each other must not install or build into the same folder. */
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { cacheDir } from './paths.mjs';

const lockFile = join(cacheDir, 'set-up.lock');

/** Runs `work` alone. Waits for another living set-up; a lock whose process is gone is taken over. */
export async function alone(report, work) {
  mkdirSync(cacheDir, { recursive: true });
  let waiting = false;
  while (!tryLock()) {
    if (holderIsGone()) {
      rmSync(lockFile, { force: true });
      continue;
    }
    if (!waiting) report.line('Another set-up is running in this folder; waiting for it.');
    waiting = true;
    await sleep(300);
  }
  const release = () => rmSync(lockFile, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function tryLock() {
  try {
    const file = openSync(lockFile, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function holderIsGone() {
  try {
    const pid = Number(readFileSync(lockFile, 'utf8'));
    // Between creation and writing, the file is empty for a moment: not gone.
    if (!pid) return false;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
