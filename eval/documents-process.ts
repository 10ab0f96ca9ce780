/** Starts parser processes for measuring, outside any host, and follows their memory. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { FromWorker, WorkerProcess } from '../electron/core/kernel/worker-line.ts';
import { readFileSync } from 'node:fs';

const entry = join(import.meta.dirname, '../electron/workers/parse.ts');
const sampleEveryMs = 100;

export const spawnParser = (pids: Set<number>, peak: { bytes: number }) => (): WorkerProcess => {
  const child = fork(entry, [], {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { PATH: process.env.PATH ?? '' },
  });
  const { pid } = child;
  if (pid !== undefined) pids.add(pid);
  const sampler = setInterval(() => {
    if (pid !== undefined) peak.bytes = Math.max(peak.bytes, peakOf(pid));
  }, sampleEveryMs);
  child.once('exit', () => clearInterval(sampler));
  return {
    pid,
    post: (message) => {
      if (child.connected) child.send(message, () => {});
    },
    onMessage: (listener) => void child.on('message', (message) => listener(message as FromWorker)),
    onExit: (listener) => void child.once('exit', (code) => listener(code)),
    kill: () => void child.kill('SIGKILL'),
  };
};

/** The kernel's own high-water mark, so that nothing is missed between samples. */
const peakOf = (pid: number): number => {
  try {
    const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(line?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
};

/** Processor seconds of processes that still run (Linux, 100 ticks a second). */
export const cpuSecondsOf = (pids: Iterable<number>): number => {
  let ticks = 0;
  for (const pid of pids) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // It has ended.
    }
  }
  return ticks / 100;
};
