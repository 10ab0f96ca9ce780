/** A typed client for a command: over the line to a running headless host, or to an engine of our own. */
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { homedir } from 'node:os';
import { WebSocket } from 'ws';
import type { Client } from '../../contract/index.ts';
import { appError, fromEnvelope, systemCode } from '../../core/kernel/errors.ts';
import type { Paths } from '../../core/ports/paths.ts';
import { findRunningHost, type RunningHost } from '../host-file.ts';
import { openEngine } from '../open-engine.ts';
import { resolvePaths } from '../paths.ts';
import type { Program } from '../program.ts';
import type { Words } from '../locales/words.ts';
import type { Flags, Io } from './command.ts';

export type Connector = {
  paths: Paths;
  client(): Promise<Client>;
  runningHost(): Promise<Client | null>;
  close(): Promise<void>;
};

/** Exit code 4: someone is there but does not let us in or does not answer. */
export class HostUnreachable extends Error {}

export const createConnector = (options: {
  flags: Flags;
  words: Words;
  io: Io;
  program: Program;
}): Connector => {
  const { flags, words, io, program } = options;
  const paths = resolvePaths(
    { data: flags.data, models: flags.models, programDir: program.dir },
    { platform: process.platform, home: homedir(), env: io.env },
  );
  const closers: (() => Promise<void> | void)[] = [];
  let host: Promise<Client | null> | undefined;
  let client: Promise<Client> | undefined;

  const findHost = async (): Promise<Client | null> => {
    const running = await findRunningHost(paths.dataDir);
    const line = running && (await openLine(running));
    if (!line) return null;
    closers.push(() => line.close());
    const connected: Client = createORPCClient(new RPCLink({ websocket: line as unknown as LinkSocket }));
    return connected;
  };

  const open = async (): Promise<Client> => {
    const running = await runningHost();
    const client = running ?? (await openOwn());
    const { state, problem } = await client.vault.status();
    if (state !== 'open') throw problem === null ? appError('vault.LOCKED', {}) : fromEnvelope(problem);
    return client;
  };

  const openOwn = async (): Promise<Client> => {
    const engine = await openEngine({
      host: 'memory',
      program,
      data: flags.data,
      models: flags.models,
      passphraseFile: flags.passphraseFile ?? io.env.WATTOS_PASSPHRASE_FILE,
      words,
      env: io.env,
      terminal: io.terminal,
    });
    closers.push(() => engine.core.close());
    return engine.client;
  };

  const runningHost = () => (host ??= findHost());

  return {
    paths,
    client: () => (client ??= open()),
    runningHost,
    close: async () => {
      for (const close of closers.splice(0)) await close();
    },
  };
};

/** The contract library's type means the browser's class; `ws` offers the four members it uses. */
type LinkSocket = ConstructorParameters<typeof RPCLink>[0]['websocket'];

const handshakeTimeoutMs = 5_000;

/** `null`: nobody listens any more, so a killed host left its file behind. */
const openLine = (host: RunningHost): Promise<WebSocket | null> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}/rpc`, {
      headers: { authorization: `Bearer ${host.token}` },
      handshakeTimeout: handshakeTimeoutMs,
      perMessageDeflate: false,
    });
    socket.once('open', () => resolve(socket));
    socket.once('error', (error) => {
      if (systemCode(error) === 'ECONNREFUSED') resolve(null);
      else reject(new HostUnreachable('', { cause: error }));
    });
  });
