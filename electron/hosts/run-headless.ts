/** The engine behind a web server on 127.0.0.1, from its options to its clean end. */
import { parseArgs } from 'node:util';
import { appError } from '../core/kernel/errors.ts';
import { envelopeFrom } from './client-error.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { announceHost, withdrawHost } from './host-file.ts';
import { type HttpHost, listen } from './http/server.ts';
import { newSecret, openInstallation } from './installation.ts';
import { chooseWords, sentence } from './locales/choose.ts';
import type { Words } from './locales/words.ts';
import { type OpenEngine, openEngine } from './open-engine.ts';
import { type Program, findProgram } from './program.ts';
import { optionProblem } from './option-problem.ts';

const defaultPort = 4711;

/** Returns once the host is up; it then lives until a signal ends it. Exits with a code of `exitCodes` when it cannot. */
export const runHeadless = async (args: string[]): Promise<void> => {
  const words = chooseWords(process.env);
  const fail = (message: string, code: number): never => {
    process.stderr.write(`${message}\n`);
    process.exit(code);
  };
  const options = readOptions(args, words, (message) => fail(message, exitCodes.usage));
  const program = findProgram();
  let engine: OpenEngine | undefined;
  try {
    engine = await openEngine({
      ...options,
      host: 'headless',
      program,
      words,
      env: process.env,
      terminal: terminal(),
    });
    const host = await serve(engine, program, options.port);
    endOnSignals(engine, host, words);
    if (!host.servesPage) process.stderr.write(`${words.host.noPage}\n`);
    if (engine.core.vaultState() !== 'open') process.stdout.write(`${words.host.locked}\n`);
    process.stdout.write(`${words.host.running(host.url)}\n${words.host.stop}\n`);
  } catch (error) {
    await engine?.core.close();
    const envelope = envelopeFrom(error);
    if (!envelope) {
      engine?.log.error({ error }, 'host did not start');
      return fail(
        `${sentence(words, appError('internal.BUG', { reference: String(error) }))}`,
        exitCodes.failed,
      );
    }
    fail(sentence(words, envelope), exitCodeOf(envelope.code));
  }
};

const readOptions = (args: string[], words: Words, reject: (message: string) => never) => {
  try {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        models: { type: 'string' },
        'passphrase-file': { type: 'string' },
      },
    });
    const port = values.port === undefined ? defaultPort : Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) reject(words.host.badPort(values.port ?? ''));
    return {
      port,
      data: values.data,
      models: values.models,
      passphraseFile: values['passphrase-file'] ?? process.env.WATTOS_PASSPHRASE_FILE,
    };
  } catch (error) {
    return reject(optionProblem(error, words));
  }
};

const terminal = () =>
  process.stdin.isTTY && process.stderr.isTTY ? { input: process.stdin, output: process.stderr } : undefined;

const serve = async ({ core, paths, log }: OpenEngine, program: Program, port: number): Promise<HttpHost> => {
  const { id, browserSession } = await openInstallation(paths.dataDir);
  const token = newSecret();
  const host = await listen({
    core,
    port,
    version: program.version,
    token,
    browserSession,
    // Cookies do not know ports: two hosts on this computer must not overwrite each other's.
    cookieName: `wattos-${id.slice(0, 8)}`,
    rendererDir: program.rendererDir,
    log,
  });
  await announceHost(paths.dataDir, { pid: process.pid, port: host.port, token });
  log.info({ port: host.port, version: program.version }, 'headless host is up');
  return host;
};

const endOnSignals = ({ core, paths, log }: OpenEngine, host: HttpHost, words: Words): void => {
  let ending: Promise<void> | undefined;
  const end = async (code: number) => {
    await withdrawHost(paths.dataDir);
    await host.close();
    await core.close();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // A second Ctrl+C means it: do not wait for anything.
      if (ending && signal === 'SIGINT') process.exit(exitCodes.interrupted);
      if (!ending) process.stderr.write(`${words.host.stopping}\n`);
      ending ??= end(exitCodes.done);
    });
  }
  process.on('unhandledRejection', (error) => log.error({ error }, 'unhandled rejection'));
  process.on('uncaughtException', (error) => {
    log.error({ error }, 'uncaught exception');
    ending ??= end(exitCodes.failed);
  });
};
