/** Starts the built headless host on a free port with a data folder of its own. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { keyFileOf } from './data.ts';
import { nodePath, root } from './programs.ts';

export type Host = {
  /** The printed address, with its access key. */
  url: string;
  origin: string;
  pid: number;
  output(): string;
  stop(signal?: NodeJS.Signals): Promise<void>;
};

/** Resolves when the host has printed its address. */
export const startHost = (dataDir: string, options: { env?: Record<string, string> } = {}): Promise<Host> =>
  new Promise((resolve, reject) => {
    const child = spawn(nodePath(), [join(root, 'out/main/headless.js'), '--port', '0', '--data', dataDir], {
      cwd: root,
      env: { ...process.env, WATTOS_KEY_FILE: keyFileOf(dataDir), LANG: 'en_US.UTF-8', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    const ended = new Promise<void>((done) => child.once('exit', () => done()));
    const read = (piece: string) => {
      printed += piece;
      const url = /http:\/\/127\.0\.0\.1:\d+\/\S*(?=\n)/.exec(printed)?.[0];
      if (url === undefined || child.pid === undefined) return;
      resolve({
        url,
        origin: new URL(url).origin,
        pid: child.pid,
        output: () => printed,
        stop: async (signal = 'SIGTERM') => {
          child.kill(signal);
          await ended;
        },
      });
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    child.once('exit', (code) => reject(new Error(`the host ended with ${code}: ${printed}`)));
  });
