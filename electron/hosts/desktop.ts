/**
 * The engine's process on the desktop: an Electron utilityProcess that talks to the shell and serves each window over
 * its own MessagePort. Imports nothing of Electron; `process.parentPort` is all it needs.
 */
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import type { Client } from '../contract/index.ts';
import { type Core, createCore } from '../core/app.ts';
import { envelopeOf, isAppError } from '../core/kernel/errors.ts';
import { createLog } from '../core/kernel/log.ts';
import type { Paths } from '../core/ports/paths.ts';
import type { SecretStore } from '../core/ports/secrets.ts';
import type { FromEngine, ToEngine } from '../core/ports/shell.ts';
import { type EnginePort, guardPort } from './guarded-line.ts';
import { handlerOptions } from './handler-options.ts';
import { listenOpenAi } from './http/openai/listen.ts';
import { createKeyFileSecrets, noSecrets } from './key-file-secrets.ts';
import { sentence, wordsFor } from './locales/choose.ts';
import { resolvePaths } from './paths.ts';
import { findProgram } from './program.ts';
import { createShellLine, type ParentPort } from './shell-line.ts';

const parentPort = (process as unknown as { parentPort: ParentPort }).parentPort;
const post = (message: FromEngine) => parentPort.postMessage(message);
const shell = createShellLine(post);
const program = findProgram();

const started = Promise.withResolvers<Core>();
// Whoever waits for it hears of a failure; here it is reported where it happens.
started.promise.catch(() => {});

parentPort.on('message', ({ data, ports: [port] }) => {
  if (data.type === 'init') void start(data).then(started.resolve, started.reject);
  else if (data.type === 'window') {
    // Until the engine is up, the window's first calls wait in the port.
    if (port)
      started.promise.then(
        (core) => serve(core, port),
        () => port.close(),
      );
  } else if (data.type === 'close') void end(0);
  else shell.receive(data);
});

// Ctrl+C in a terminal reaches the whole group; the shell closes us in order, and this is for when it cannot.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0));

const start = async (init: Extract<ToEngine, { type: 'init' }>): Promise<Core> => {
  const surroundings = { platform: process.platform, home: homedir(), env: process.env };
  const paths = resolvePaths({ data: init.dataDir, programDir: program.dir }, surroundings);
  mkdirSync(paths.dataDir, { recursive: true, mode: 0o700 });
  const log = createLog({ destination: join(paths.dataDir, 'logs', 'desktop.log') });
  process.on('unhandledRejection', (error) => log.error({ error }, 'unhandled rejection'));
  process.on('uncaughtException', (error) => {
    log.error({ error }, 'uncaught exception');
    void end(1);
  });
  try {
    const core = await createCore({
      host: 'desktop',
      version: init.version,
      ports: {
        spawn: shell.spawn,
        secrets: secretsFor(init, paths),
        paths,
        locales: init.locales,
        serveEndpoint: (port, endpoint) => listenOpenAi(port, { endpoint, log }),
        threadFile: program.workerFile,
      },
      log,
    });
    post({ type: 'ready' });
    void tellAppearance(core);
    return core;
  } catch (error) {
    const envelope = isAppError(error) ? envelopeOf(error) : undefined;
    if (!envelope) log.error({ error }, 'engine did not start');
    const shown = envelope ?? { code: 'internal.BUG', data: { reference: join(paths.dataDir, 'logs') } };
    post({ type: 'failed', code: shown.code, sentence: sentence(wordsFor(init.locales), shown) });
    throw error;
  }
};

/** `WATTOS_KEY_FILE` replaces the operating system's key store where there is none: development and tests. */
const secretsFor = (init: Extract<ToEngine, { type: 'init' }>, paths: Paths): SecretStore => {
  const keyFile = process.env.WATTOS_KEY_FILE;
  if (keyFile) return createKeyFileSecrets(keyFile);
  return init.keyStore ? shell.keyStore(join(paths.dataDir, 'secrets')) : noSecrets;
};

const serve = (core: Core, port: EnginePort): void => {
  const rpc = new RPCHandler(core.router, handlerOptions);
  rpc.upgrade(guardPort(port), { context: core.context({ transport: 'message-port', client: 'local' }) });
  port.start();
};

/** The menu and the window's first colour follow the settings, now and at the next start. */
const tellAppearance = async (core: Core): Promise<void> => {
  const client: Client = createRouterClient(core.router, {
    context: core.context({ transport: 'memory', client: 'local' }),
  });
  const tell = async () => {
    if (core.vaultState() !== 'open') return;
    const { appearance } = await client.settings.get();
    post({ type: 'appearance', language: appearance.language, theme: appearance.theme });
  };
  const changes = await client.events.watch();
  await tell();
  for await (const { topic } of changes) {
    if (topic === 'settings' || topic === 'vault') await tell();
  }
};

const end = async (code: number): Promise<void> => {
  const core = await started.promise.catch(() => undefined);
  await core?.close();
  process.exit(code);
};
