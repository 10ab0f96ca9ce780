/** `wattos search "<question>" [--space S] [--limit N]`: ranked passages with document, page, range and scores. */
import type { SearchHit } from '../../contract/knowledge.ts';
import { type Command, UsageError } from './command.ts';
import { findSpace } from './spaces.ts';

const shownLength = 240;

export const search: Command = async ({ args, flags, client: connect, words }) => {
  const [query] = args;
  const limit = flags.limit === undefined ? 10 : Number(flags.limit);
  if (query === undefined || args.length > 1)
    throw new UsageError(words.cli.usage('wattos search "<question>" [--space S] [--limit N]'));
  if (query.trim() === '') throw new UsageError(words.cli.emptyQuestion);
  if (!Number.isInteger(limit) || limit < 1) throw new UsageError(words.cli.badNumber('--limit', 1));
  const client = await connect();
  const space = flags.space === undefined ? null : await findSpace(client, flags.space);
  const found = await client.knowledge.search({ query, spaceIds: space === null ? null : [space.id], limit });
  const text = found.hits.map((hit, at) => describe(hit, at + 1)).join('\n\n');
  return { json: found, text: text || words.cli.knowledge.noHits };
};

const describe = (hit: SearchHit, rank: number): string => {
  const where = [hit.title, ...hit.headingPath.filter((heading) => heading !== hit.title)].join(' › ');
  const page = hit.page === null ? '' : `, ${hit.page}`;
  const text = hit.text.replaceAll(/\s+/g, ' ').trim();
  const shown = text.length > shownLength ? `${text.slice(0, shownLength)} …` : text;
  return `${rank}. ${where}${page}  [${hit.score.toFixed(3)}]\n   ${shown}\n   ${hit.source}`;
};
