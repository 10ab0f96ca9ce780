/** `wattos models list | pull <id|starter> … | import <path> | remove <id>`. */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Model } from '../../contract/models.ts';
import { appError } from '../../core/kernel/errors.ts';
import { createLog } from '../../core/kernel/log.ts';
import { bytes } from '../locales/format.ts';
import { type Command, type CommandContext, type CommandResult, UsageError } from './command.ts';
import { type ModelShelf, shelfOfHost, shelfOfStore } from './model-shelf.ts';
import { createProgress } from './progress.ts';

const usage = 'wattos models list | pull <id|starter> … | import <path> | remove <id> [--even-if-used]';

export const models: Command = async (context) => {
  const [verb = 'list', wanted] = context.args;
  if (verb === 'list') return list(context);
  if (verb === 'pull' && wanted !== undefined) return pull(context, context.args.slice(1));
  if (verb === 'import' && wanted !== undefined) return importFrom(context, resolve(wanted));
  if (verb === 'remove' && wanted !== undefined) return remove(context, wanted);
  throw new UsageError(context.words.cli.usage(usage));
};

const shelfFor = async ({ runningHost, paths }: CommandContext): Promise<ModelShelf> => {
  const host = await runningHost();
  if (host !== null) return shelfOfHost(host);
  await mkdir(paths.dataDir, { recursive: true, mode: 0o700 });
  return shelfOfStore(paths, createLog({ destination: join(paths.dataDir, 'logs', 'models.log') }));
};

const list = async (context: CommandContext): Promise<CommandResult> => {
  const { words } = context;
  const all = await (await shelfFor(context)).list();
  const width = Math.max(0, ...all.map(({ id }) => id.length));
  const text = all
    .map(({ id, task, install, sizeBytes, name }) =>
      [
        id.padEnd(width),
        task,
        words.cli.modelStates[install.state],
        bytes(sizeBytes, words.locale),
        name,
      ].join('  '),
    )
    .join('\n');
  return { json: all, text: text || words.cli.noModels };
};

const remove = async (context: CommandContext, modelId: string): Promise<CommandResult> => {
  const { freedBytes } = await (await shelfFor(context)).remove(modelId, context.flags.evenIfUsed);
  const { removed } = context.words.cli;
  return { json: { modelId, freedBytes }, text: removed(modelId, bytes(freedBytes, context.words.locale)) };
};

/** Sizes first, so that nobody is surprised; then one after the other. */
const pull = async (context: CommandContext, wanted: string[]): Promise<CommandResult> => {
  const { words, io } = context;
  const shelf = await shelfFor(context);
  const all = await shelf.list();
  if (wanted.some((one) => one !== 'starter' && !all.some(({ id }) => id === one)))
    throw appError('models.NOT_FOUND', {});
  const chosen = all.filter(
    ({ id, starter }) => wanted.includes(id) || (starter && wanted.includes('starter')),
  );
  const missing = chosen.filter(({ install }) => install.state !== 'installed');
  for (const model of missing)
    io.stderr(`${words.cli.pulling(model.name, bytes(restOf(model), words.locale))}\n`);
  const totalBytes = missing.reduce((sum, model) => sum + restOf(model), 0);
  if (missing.length > 1) io.stderr(`${words.cli.pullTotal(bytes(totalBytes, words.locale))}\n`);
  for (const model of missing) await pullOne(shelf, model, context);
  return {
    json: { models: chosen.map(({ id }) => id), pulled: missing.map(({ id }) => id) },
    text: summary(context, chosen, missing),
  };
};

/** What an earlier attempt has brought need not come again. */
const restOf = ({ install, downloadBytes }: Model): number =>
  install.state === 'partial' ? install.totalBytes - install.doneBytes : downloadBytes;

const importFrom = async (context: CommandContext, path: string): Promise<CommandResult> => {
  const { io, words } = context;
  const shelf = await shelfFor(context);
  const before = new Set(installedIn(await shelf.list()));
  const progress = createProgress(path, io, words.locale);
  try {
    await shelf.importFrom(path, io.signal, progress.update);
  } finally {
    progress.end();
  }
  const imported = installedIn(await shelf.list()).filter((id) => !before.has(id));
  return { json: { imported }, text: words.cli.imported(imported.length) };
};

const installedIn = (all: Model[]): string[] =>
  all.filter(({ install }) => install.state === 'installed').map(({ id }) => id);

const summary = ({ words }: CommandContext, chosen: Model[], pulled: Model[]): string => {
  if (chosen.length === 0) return words.cli.pullNothing;
  return chosen
    .map((model) =>
      pulled.includes(model) ? words.cli.pullVerified(model.name) : words.cli.pullAlreadyThere(model.name),
    )
    .join('\n');
};

const pullOne = async (shelf: ModelShelf, model: Model, { io, words }: CommandContext): Promise<void> => {
  const progress = createProgress(model.name, io, words.locale);
  try {
    await shelf.pull(model.id, io.signal, progress.update);
  } finally {
    progress.end();
  }
};
