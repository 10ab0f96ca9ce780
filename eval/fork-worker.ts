/** Starts a worker of the product from source for measuring, outside any host. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { FromWorker, WorkerProcess } from '../electron/core/kernel/worker-line.ts';

export const forkWorker = (name: string): WorkerProcess => {
  const child = fork(join(import.meta.dirname, '../electron/workers', `${name}.ts`), [], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return {
    pid: child.pid,
    post: (message) => {
      if (child.connected) child.send(message, () => {});
    },
    onMessage: (listener) => void child.on('message', (message) => listener(message as FromWorker)),
    onExit: (listener) => void child.once('exit', (code) => listener(code)),
    kill: () => void child.kill('SIGKILL'),
  };
};
