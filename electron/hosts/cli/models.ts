/** `wattos models list | pull <id|starter> | remove <id>`. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Model } from '../../contract/models.ts';
import { appError } from '../../core/kernel/errors.ts';
import { createLog } from '../../core/kernel/log.ts';
import { bytes } from '../locales/format.ts';
import { type Command, type CommandContext, type CommandResult, UsageError } from './command.ts';
import { type ModelShelf, shelfOfHost, shelfOfStore } from './model-shelf.ts';
import { createProgress } from './progress.ts';

export const models: Command = async (context) => {
  const [verb = 'list', wanted] = context.args;
  if (verb === 'list') return list(context);
  if (verb === 'pull' && wanted !== undefined) return pull(context, wanted);
  if (verb === 'remove' && wanted !== undefined) return remove(context, wanted);
  throw new UsageError(context.words.cli.usage('wattos models list | pull <id|starter> | remove <id>'));
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
  const { freedBytes } = await (await shelfFor(context)).remove(modelId);
  const { removed } = context.words.cli;
  return { json: { modelId, freedBytes }, text: removed(modelId, bytes(freedBytes, context.words.locale)) };
};

/** Sizes first, so that nobody is surprised; then one after the other. */
const pull = async (context: CommandContext, wanted: string): Promise<CommandResult> => {
  const { words, io } = context;
  const shelf = await shelfFor(context);
  const all = await shelf.list();
  const chosen =
    wanted === 'starter' ? all.filter(({ starter }) => starter) : all.filter(({ id }) => id === wanted);
  if (chosen.length === 0 && wanted !== 'starter') throw appError('models.NOT_FOUND', {});
  const missing = chosen.filter(({ install }) => install.state !== 'installed');
  for (const { name, downloadBytes } of missing)
    io.stderr(`${words.cli.pulling(name, bytes(downloadBytes, words.locale))}\n`);
  for (const model of missing) await pullOne(shelf, model, context);
  return {
    json: { models: chosen.map(({ id }) => id), pulled: missing.map(({ id }) => id) },
    text: summary(context, chosen, missing),
  };
};

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
