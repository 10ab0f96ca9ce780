/** Runs one command and turns whatever happens into output and an exit code. */
import { randomUUID } from 'node:crypto';
import type { ErrorEnvelope } from '../../contract/errors.ts';
import { appError, envelopeOf } from '../../core/kernel/errors.ts';
import { envelopeFrom } from '../client-error.ts';
import { exitCodeOf, exitCodes } from '../exit-codes.ts';
import { chooseWords, sentence } from '../locales/choose.ts';
import { helpOf } from '../locales/help.ts';
import type { Words } from '../locales/words.ts';
import { findProgram } from '../program.ts';
import { agent } from './agent.ts';
import { analyze } from './analyze.ts';
import { parseCommandLine, wantsJson } from './arguments.ts';
import { ask } from './ask.ts';
import { chat } from './chat.ts';
import { type Command, type Io, UsageError } from './command.ts';
import { createConnector, HostUnreachable } from './connect.ts';
import { conversations } from './conversations.ts';
import { demo } from './demo.ts';
import { crawl } from './crawl.ts';
import { doctor } from './doctor.ts';
import { ingest } from './ingest.ts';
import { models } from './models.ts';
import { redact } from './redact.ts';
import { search } from './search.ts';
import { settings } from './settings.ts';
import { spaces } from './spaces.ts';

const help: Command = async ({ args: [name], words }) => {
  if (name !== undefined && !commands.has(name)) throw new UsageError(words.cli.unknownCommand(name));
  const text = name === undefined || name === 'help' ? words.cli.help : helpOf(words.cli.help, name);
  return { text, json: { help: text } };
};

const commands = new Map<string, Command>([
  ['doctor', doctor],
  ['chat', chat],
  ['settings', settings],
  ['models', models],
  ['conversations', conversations],
  ['spaces', spaces],
  ['ingest', ingest],
  ['search', search],
  ['redact', redact],
  ['analyze', analyze],
  ['agent', agent],
  ['demo', demo],
  ['ask', ask],
  ['crawl', crawl],
  ['help', help],
]);

/** What goes on where it was interrupted, and by which command. The others leave nothing behind. */
const goesOn = new Map<string, 'same' | 'crawl'>([
  ['ingest', 'same'],
  ['analyze', 'same'],
  ['demo', 'same'],
  ['crawl', 'crawl'],
]);

/** Never throws; returns one of `exitCodes`. */
export const runCli = async (argv: string[], io: Io): Promise<number> => {
  const words = chooseWords(io.env);
  const json = wantsJson(argv);
  let running = '';
  try {
    const { command: name, args, flags } = parseCommandLine(argv, words);
    const command = commands.get(name);
    if (!command) throw new UsageError(words.cli.unknownCommand(name));
    running = name;
    const program = findProgram();
    const connector = createConnector({ flags, words, io, program });
    try {
      const { client, runningHost, paths } = connector;
      const result = await command({ args, flags, words, io, paths, client, runningHost });
      if (json) io.stdout(`${JSON.stringify(result.json, null, 2)}\n`);
      else if (result.text) io.stdout(result.text.endsWith('\n') ? result.text : `${result.text}\n`);
      return result.exitCode ?? exitCodes.done;
    } finally {
      await connector.close();
    }
  } catch (error) {
    const interrupted = io.signal.aborted ? words.cli.interrupted(goesOn.get(running) ?? null) : null;
    const failure = describe(error, words, interrupted);
    if (json) {
      const { code, family, data } = failure.envelope;
      io.stdout(`${JSON.stringify({ error: { code, family, data } }, null, 2)}\n`);
    } else {
      io.stderr(`${failure.message}\n`);
    }
    return failure.exitCode;
  }
};

type Failure = { envelope: ErrorEnvelope; message: string; exitCode: number };

const describe = (error: unknown, words: Words, interrupted: string | null): Failure => {
  if (error instanceof UsageError) {
    const issues = [{ path: '', problem: error.message }];
    return {
      envelope: envelopeOf(appError('request.INVALID', { issues })),
      message: error.message,
      exitCode: exitCodes.usage,
    };
  }
  if (error instanceof HostUnreachable) {
    return {
      envelope: envelopeOf(appError('request.UNAUTHENTICATED', {})),
      message: words.cli.unreachable,
      exitCode: exitCodes.host,
    };
  }
  const known = envelopeFrom(error);
  if (interrupted !== null) {
    return {
      envelope: envelopeOf(appError('request.CANCELLED', {})),
      message: interrupted,
      exitCode: exitCodes.interrupted,
    };
  }
  const envelope = known ?? envelopeOf(appError('internal.BUG', { reference: randomUUID() }));
  const cause = known || !(error instanceof Error) ? '' : `\n${error.stack}`;
  return {
    envelope,
    message: `${sentence(words, envelope)} [${envelope.code}]${cause}`,
    exitCode: exitCodeOf(envelope.code),
  };
};
