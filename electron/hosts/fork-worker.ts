/** Starts workers as forked Node processes: the headless way. */
import { fork } from 'node:child_process';
import type { FromWorker, SpawnWorker } from '../core/ports/workers.ts';
import type { Program } from './program.ts';
import { workerEnvironment } from './worker-environment.ts';

/** A worker ends by itself when the line to us breaks, so a killed host leaves nothing behind. */
export const forkWorkers =
  (program: Program): SpawnWorker =>
  (name) => {
    const child = fork(program.workerFile(name), [], {
      env: workerEnvironment(process.env),
      // Not ours: flags of a test runner or a debugger port would follow into the worker.
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    return {
      get pid() {
        return child.pid;
      },
      post: (message) => {
        // A line that closed meanwhile is reported by `onExit`.
        if (child.connected) child.send(message, () => {});
      },
      onMessage: (listener) => {
        child.on('message', (message) => listener(message as FromWorker));
      },
      onExit: (listener) => {
        let told = false;
        const tell = (code: number | null) => {
          if (told) return;
          told = true;
          listener(code);
        };
        child.once('error', () => tell(null));
        child.once('exit', (code) => tell(code));
      },
      kill: () => {
        child.kill('SIGKILL');
      },
    };
  };
