/** `wattos spaces [create <name> | remove <name or id>]`. */
import type { Client } from '../../contract/index.ts';
import type { KnowledgeSpace } from '../../contract/knowledge.ts';
import { appError } from '../../core/kernel/errors.ts';
import { type Command, UsageError } from './command.ts';

export const spaces: Command = async ({ args, client: connect, words }) => {
  const [verb = 'list', name] = args;
  if (verb === 'create' && name?.trim() === '') throw new UsageError(words.cli.emptyName);
  const client = await connect();
  if (verb === 'list' && args.length <= 1) {
    const found = await client.knowledge.spaces();
    const text = found.map((space) => words.cli.knowledge.space(space)).join('\n');
    return { json: found, text: text || words.cli.knowledge.noSpaces };
  }
  if (verb === 'create' && name !== undefined && args.length === 2) {
    const created = await client.knowledge.createSpace({ name });
    return { json: created, text: words.cli.knowledge.space(created) };
  }
  if (verb === 'remove' && name !== undefined && args.length === 2) {
    const space = await findSpace(client, name);
    await client.knowledge.removeSpace({ spaceId: space.id });
    return { json: { removed: true, spaceId: space.id }, text: words.cli.knowledge.spaceRemoved(space.name) };
  }
  throw new UsageError(words.cli.usage('wattos spaces [list | create <name> | remove <name or id>]'));
};

/** By name or id. */
export const findSpace = async (client: Client, wanted: string): Promise<KnowledgeSpace> => {
  const all = await client.knowledge.spaces();
  const found = all.find((space) => space.name === wanted) ?? all.find((space) => space.id === wanted);
  if (found === undefined) throw appError('knowledge.SPACE_NOT_FOUND', {});
  return found;
};
