/** The engine's end of the line to the desktop's shell: requests with answers, workers, and the key store behind it. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SecretStore } from '../core/ports/secrets.ts';
import type { FromEngine, ToEngine } from '../core/ports/shell.ts';
import type { FromWorker, SpawnWorker, WorkerProcess } from '../core/ports/workers.ts';
import type { EnginePort } from './guarded-line.ts';
import { readIfThere, writePrivateFile } from './private-file.ts';
import { workerEnvironment } from './worker-environment.ts';

/** `process.parentPort` of an Electron utilityProcess; declared here because this zone does not know Electron. */
export type ParentPort = {
  on(event: 'message', listener: (event: { data: ToEngine; ports: EnginePort[] }) => void): void;
  postMessage(message: FromEngine): void;
};

export type ShellLine = {
  spawn: SpawnWorker;
  /** Sealed by the key store of the operating system, kept as files in `folder`. */
  keyStore(folder: string): SecretStore;
  receive(message: ToEngine): void;
};

type Worker = {
  pid: number | undefined;
  messageListeners: ((message: FromWorker) => void)[];
  exitListeners: ((code: number | null) => void)[];
};

export const createShellLine = (post: (message: FromEngine) => void): ShellLine => {
  let lastId = 0;
  const workers = new Map<number, Worker>();
  const sealing = new Map<number, (value: Uint8Array | null) => void>();

  const spawn: SpawnWorker = (name): WorkerProcess => {
    lastId += 1;
    const id = lastId;
    const worker: Worker = { pid: undefined, messageListeners: [], exitListeners: [] };
    workers.set(id, worker);
    post({ type: 'spawn', id, name, env: workerEnvironment(process.env) });
    return {
      get pid() {
        return worker.pid;
      },
      post: (message) => post({ type: 'to-worker', id, message }),
      onMessage: (listener) => worker.messageListeners.push(listener),
      onExit: (listener) => worker.exitListeners.push(listener),
      kill: () => post({ type: 'kill', id }),
    };
  };

  const ask = (type: 'seal' | 'unseal', value: Uint8Array): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      lastId += 1;
      sealing.set(lastId, (answer) =>
        answer === null
          ? reject(new Error('the key store of the operating system refused'))
          : resolve(answer),
      );
      post({ type, id: lastId, value });
    });

  return {
    spawn,
    keyStore: (folder) => sealedFiles(folder, ask),
    receive: (message) => {
      if (message.type === 'sealed') {
        sealing.get(message.id)?.(message.value);
        sealing.delete(message.id);
      } else if ('id' in message) {
        const worker = workers.get(message.id);
        if (worker) hear(worker, message);
        if (message.type === 'worker-exited') workers.delete(message.id);
      }
    },
  };
};

const hear = (
  worker: Worker,
  message: Extract<ToEngine, { type: 'worker-started' | 'worker-exited' | 'from-worker' }>,
): void => {
  switch (message.type) {
    case 'worker-started':
      worker.pid = message.pid ?? undefined;
      return;
    case 'from-worker':
      for (const listener of worker.messageListeners) listener(message.message);
      return;
    case 'worker-exited':
      for (const listener of worker.exitListeners) listener(message.code);
  }
};

/** A copied data folder carries the sealed values along, but only this account of this computer can open them. */
const sealedFiles = (
  folder: string,
  ask: (type: 'seal' | 'unseal', value: Uint8Array) => Promise<Uint8Array>,
): SecretStore => {
  const fileOf = (name: string) => join(folder, `${name}.sealed`);
  return {
    protection: 'os-key-store',
    async read(name) {
      const sealed = await readIfThere(fileOf(name));
      return sealed && (await ask('unseal', sealed));
    },
    async write(name, value) {
      await writePrivateFile(fileOf(name), await ask('seal', value));
    },
    async remove(name) {
      await rm(fileOf(name), { force: true });
    },
  };
};
