/** What a command of the command line is given and what it gives back. */
import type { Client } from '../../contract/index.ts';
import type { Words } from '../locales/words.ts';
import type { Terminal } from '../passphrase.ts';
import type { Paths } from '../../core/ports/paths.ts';

export type Io = {
  stdout(text: string): void;
  stderr(text: string): void;
  /** Width of the terminal on stderr; `undefined`: it is a file or a pipe. */
  columns: number | undefined;
  env: Readonly<Record<string, string | undefined>>;
  terminal: Terminal | undefined;
  /** Aborts when the person presses Ctrl+C. */
  signal: AbortSignal;
};

export type Flags = {
  json: boolean;
  data: string | undefined;
  models: string | undefined;
  passphraseFile: string | undefined;
  model: string | undefined;
  system: string | undefined;
  maxTokens: string | undefined;
  temporary: boolean;
  evenIfUsed: boolean;
  format: string | undefined;
  out: string | undefined;
  space: string | undefined;
  language: string | undefined;
  agents: string | undefined;
  repeat: boolean;
  noLlm: boolean;
  limit: string | undefined;
  depth: string | undefined;
  maxPages: string | undefined;
  rate: string | undefined;
  contact: string | undefined;
  resume: boolean;
  diff: boolean;
  intranet: boolean;
};

export type CommandContext = {
  /** What follows the command's name. */
  args: string[];
  flags: Flags;
  words: Words;
  io: Io;
  paths: Paths;
  /** Opens the engine, or the line to a running host, on first use. Throws if the database is not open. */
  client(): Promise<Client>;
  /** The line to a headless host running on this data folder; `null` when there is none. */
  runningHost(): Promise<Client | null>;
};

/** `text` for people, `json` for programs; a command that has printed its text already leaves it empty. */
export type CommandResult = {
  text: string;
  json: unknown;
  /** Only where something was done and is told, and yet the script that called is to stop. */
  exitCode?: number;
};
export type Command = (context: CommandContext) => Promise<CommandResult>;

/** The command line cannot be understood; ends with exit code 2. */
export class UsageError extends Error {}
