/** The engine's process: starts it, hands it windows and workers, and starts it again when it dies. */
import { MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron';
import type { FromEngine, ToEngine } from '../core/ports/shell.ts';
import { hasKeyStore, seal, unseal } from './key-store.ts';

export type EngineOptions = {
  /** Entry file of the engine. */
  file: string;
  workerFile(name: string): string;
  dataDir: string | null;
  version: string;
  locales: string[];
  onAppearance(appearance: Extract<FromEngine, { type: 'appearance' }>): void;
  /** It said why it cannot work; starting it again would not help. */
  onFailed(sentence: string): void;
  /** A new engine took the place of a crashed one: windows need new ports. */
  onRestarted(): void;
  /** Crashed again and again; `retry` tries once more. */
  onGivenUp(retry: () => void): Promise<void>;
};

export type Engine = {
  /** Gives the page a port to the engine. */
  connect(page: WebContents, channel: string): void;
  /** Settles when the engine has closed its database, or after a grace period. */
  close(): Promise<void>;
};

const crashesAllowed = 3;
const crashWindowMs = 60_000;
const closeGraceMs = 5_000;

/** After the app is ready. */
export const startEngine = (options: EngineOptions): Engine => {
  let child: UtilityProcess;
  let closing = false;
  let failed = false;
  let crashes: number[] = [];

  const start = (): UtilityProcess => {
    const process_ = utilityProcess.fork(options.file, [], {
      serviceName: 'WattOS engine',
      stdio: 'inherit',
    });
    const workers = createWorkers(process_, options.workerFile);
    const post = (message: ToEngine) => process_.postMessage(message);
    process_.on('message', (message: FromEngine) => {
      if (message.type === 'spawn') workers.spawn(message);
      else if (message.type === 'to-worker') workers.post(message.id, message.message);
      else if (message.type === 'kill') workers.kill(message.id);
      else if (message.type === 'seal') post({ type: 'sealed', id: message.id, value: seal(message.value) });
      else if (message.type === 'unseal')
        post({ type: 'sealed', id: message.id, value: unseal(message.value) });
      else if (message.type === 'appearance') options.onAppearance(message);
      else if (message.type === 'failed') {
        failed = true;
        options.onFailed(message.sentence);
      }
    });
    process_.once('exit', () => {
      workers.killAll();
      if (!closing && !failed) restart();
    });
    // Asking for the key store can take a while; the process loads its modules meanwhile.
    setImmediate(() =>
      post({
        type: 'init',
        dataDir: options.dataDir,
        version: options.version,
        locales: options.locales,
        keyStore: hasKeyStore(),
      }),
    );
    return process_;
  };

  const restart = (): void => {
    const now = Date.now();
    crashes = [...crashes.filter((at) => at > now - crashWindowMs), now];
    const again = () => {
      child = start();
      options.onRestarted();
    };
    if (crashes.length <= crashesAllowed) {
      again();
    } else {
      crashes = [];
      void options.onGivenUp(again);
    }
  };

  child = start();

  return {
    connect: (page, channel) => {
      const { port1, port2 } = new MessageChannelMain();
      child.postMessage({ type: 'window' } satisfies ToEngine, [port1]);
      page.postMessage(channel, null, [port2]);
    },
    close: async () => {
      closing = true;
      if (child.pid === undefined) return;
      const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.postMessage({ type: 'close' } satisfies ToEngine);
      const late = setTimeout(() => child.kill(), closeGraceMs);
      await exited;
      clearTimeout(late);
    },
  };
};

/** Worker processes on behalf of the engine; they end with it. What is said passes through unread. */
const createWorkers = (engine: UtilityProcess, fileOf: EngineOptions['workerFile']) => {
  const running = new Map<number, UtilityProcess>();
  const tellEngine = (message: ToEngine) => {
    if (engine.pid !== undefined) engine.postMessage(message);
  };
  const end = (worker: UtilityProcess) => {
    // utilityProcess.kill() asks politely; a worker deep in native code would not hear it.
    if (worker.pid !== undefined) process.kill(worker.pid, 'SIGKILL');
  };
  return {
    spawn: ({ id, name, env }: Extract<FromEngine, { type: 'spawn' }>) => {
      const worker = utilityProcess.fork(fileOf(name), [], {
        serviceName: `WattOS ${name}`,
        env,
        stdio: 'inherit',
      });
      running.set(id, worker);
      worker.once('spawn', () => tellEngine({ type: 'worker-started', id, pid: worker.pid ?? null }));
      worker.on('message', (message) => tellEngine({ type: 'from-worker', id, message }));
      worker.once('exit', (code) => {
        running.delete(id);
        tellEngine({ type: 'worker-exited', id, code });
      });
    },
    post: (id: number, message: unknown) => running.get(id)?.postMessage(message),
    kill: (id: number) => {
      const worker = running.get(id);
      if (worker) end(worker);
    },
    killAll: () => {
      for (const worker of running.values()) end(worker);
    },
  };
};
