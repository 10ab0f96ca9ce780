/** `wattos settings [get [path] | set path value]`; a path is `slice.field`, e.g. `chat.temperature`. */
import type { Settings } from '../../contract/settings.ts';
import { type Command, type CommandContext, type CommandResult, UsageError } from './command.ts';

export const settings: Command = async (context) => {
  const [verb = 'get', path, value] = context.args;
  if (verb === 'get') return get(context, path);
  if (verb !== 'set' || path === undefined || value === undefined)
    throw new UsageError(context.words.cli.usage('wattos settings [get [path] | set <path> <value>]'));
  return set(context, path, value);
};

const get = async ({ client, words }: CommandContext, path: string | undefined): Promise<CommandResult> => {
  const all = await (await client()).settings.get();
  if (path === undefined) return { json: all, text: lines(all) };
  const value = at(all, path);
  if (value === undefined) throw new UsageError(words.cli.noSetting(path));
  return { json: value, text: isRecord(value) ? lines(value, `${path}.`) : show(value) };
};

const set = async (context: CommandContext, path: string, value: string): Promise<CommandResult> => {
  const { client: connect, words } = context;
  const client = await connect();
  const [slice, field, ...deeper] = path.split('.');
  if (
    slice === undefined ||
    field === undefined ||
    deeper.length > 0 ||
    at(await client.settings.get(), path) === undefined
  )
    throw new UsageError(words.cli.noSetting(path));
  // The contract checks the patch; here it only gets its shape.
  const updated: Settings = await client.settings.update({ [slice]: { [field]: parse(value) } });
  const now = at(updated, path);
  return { json: now, text: `${path} = ${show(now)}` };
};

/** JSON where it is JSON, otherwise the word itself: `dark` needs no quotes. */
const parse = (value: string): unknown => {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (inner, key) => (isRecord(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
      value,
    );

const lines = (value: Record<string, unknown>, prefix = ''): string =>
  Object.entries(value)
    .flatMap(([key, inner]) =>
      isRecord(inner) && Object.keys(inner).length > 0
        ? [lines(inner, `${prefix}${key}.`)]
        : [`${prefix}${key} = ${show(inner)}`],
    )
    .join('\n');

const show = (value: unknown): string =>
  typeof value === 'string' && value !== '' ? value : JSON.stringify(value);
