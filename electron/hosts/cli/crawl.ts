/**
 * `wattos crawl <address> --space S`, `crawl --resume`, `crawl --diff`: a website into a space, with progress. Ctrl+C
 * pauses the crawl; `--resume` goes on with it.
 */
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CrawlDetail, crawlOptions } from '../../contract/crawler.ts';
import type { PageDifference } from '../../contract/crawler-pages.ts';
import type { Client } from '../../contract/index.ts';
import { appError, fromEnvelope } from '../../core/kernel/errors.ts';
import { type Command, type CommandContext, type CommandResult, UsageError } from './command.ts';
import { spaceFor } from './ingest.ts';

const lookEveryMs = 300;
const pageSize = 200;

export const crawl: Command = async (context) => {
  const { args, flags } = context;
  if (flags.diff) return diff(context);
  if (flags.resume) return resume(context);
  if (args.length !== 1 || args[0] === undefined || flags.space === undefined)
    throw new UsageError(context.words.cli.usage('wattos crawl <address> --space S | --resume | --diff'));
  return start(context, args[0], flags.space);
};

const start = async (context: CommandContext, url: string, spaceName: string): Promise<CommandResult> => {
  const { flags } = context;
  const client = await context.client();
  const options = crawlOptions.parse({
    ...(flags.depth === undefined ? {} : { maxDepth: whole(context, '--depth', flags.depth) }),
    ...(flags.maxPages === undefined ? {} : { maxPages: whole(context, '--max-pages', flags.maxPages) }),
    ...(flags.rate === undefined ? {} : { requestsPerSecond: whole(context, '--rate', flags.rate) }),
    ...(flags.contact === undefined ? {} : { contact: flags.contact }),
    intranet: flags.intranet,
  });
  const space = await spaceFor(client, spaceName);
  const { crawlId } = await client.crawler.start({ url, spaceId: space.id, options });
  return follow(context, client, crawlId);
};

const whole = ({ words }: CommandContext, name: string, value: string): number => {
  if (!/^\d{1,9}$/.test(value)) throw new UsageError(words.cli.missing(`${name} N`));
  return Number(value);
};

const resume = async (context: CommandContext): Promise<CommandResult> => {
  const client = await context.client();
  const crawlId = await chosen(context, client);
  await client.crawler.resume({ crawlId });
  return follow(context, client, crawlId);
};

/** The one named, or the latest. */
const chosen = async ({ args }: CommandContext, client: Client): Promise<string> => {
  const crawlId = args[0] ?? (await client.crawler.list({ limit: 1 })).items[0]?.id;
  if (crawlId === undefined) throw appError('crawler.CRAWL_NOT_FOUND', {});
  return crawlId;
};

const follow = async (
  { io, flags, words }: CommandContext,
  client: Client,
  crawlId: string,
): Promise<CommandResult> => {
  let detail: CrawlDetail;
  for (;;) {
    detail = await client.crawler.get({ crawlId });
    const { counts, pagesPerSecond, state } = detail;
    const decided = Object.values(counts).reduce((sum, count) => sum + count, 0) - counts.queued;
    const line = words.cli.crawler.progress(decided, counts.queued, pagesPerSecond);
    if (io.columns !== undefined) io.stderr(`\r${line.slice(0, io.columns - 1)}\u001b[K`);
    if (state !== 'running') break;
    await sleep(lookEveryMs, undefined, { signal: io.signal }).catch(() => {});
    if (io.signal.aborted) {
      await client.crawler.pause({ crawlId });
      throw appError('request.CANCELLED', {});
    }
  }
  if (io.columns !== undefined) io.stderr('\n');
  if (detail.state === 'failed' && detail.error !== null) throw fromEnvelope(detail.error);
  const capsule =
    flags.out === undefined
      ? null
      : await client.crawler.exportCapsule({ crawlId, folder: resolve(flags.out) });
  const { counts, changes, reasons, pageTypes, languages, ingestion, fetchedBytes } = detail;
  const { unfollowedLinks, unlistedOutlinks } = detail;
  return {
    json: {
      crawlId,
      ...{ url: detail.url, state: detail.state, spaceId: detail.spaceId },
      ...{ counts, changes, reasons, pageTypes, languages, ingestion, fetchedBytes },
      ...{ unfollowedLinks, unlistedOutlinks },
      pagesPerSecond: detail.pagesPerSecond,
      ...(capsule === null ? {} : { capsule: capsule.files }),
    },
    text: [
      words.cli.crawler.ended(detail),
      ...(unfollowedLinks === 0 ? [] : [words.cli.crawler.unfollowed(unfollowedLinks)]),
      ...(unlistedOutlinks === 0 ? [] : [words.cli.crawler.unlisted(unlistedOutlinks)]),
      ...(capsule?.files ?? []).map(words.cli.written),
    ].join('\n'),
  };
};

const diff = async (context: CommandContext): Promise<CommandResult> => {
  const { words } = context;
  const client = await context.client();
  const crawlId = await chosen(context, client);
  const pages: PageDifference[] = [];
  let cursor: string | null = null;
  let found: Awaited<ReturnType<typeof client.crawler.diff>>;
  do {
    found = await client.crawler.diff({ crawlId, cursor, limit: pageSize });
    pages.push(...found.items);
    cursor = found.nextCursor;
  } while (cursor !== null);
  const lines = pages.flatMap(({ url, change, lines }) => [
    `${words.cli.crawler.changes[change]}  ${url}`,
    ...lines.map((line) => `    ${line.change === 'added' ? '+' : '−'} ${line.text}`),
  ]);
  return {
    json: { crawlId, baseCrawlId: found.baseCrawlId, counts: found.counts, pages },
    text: lines.length === 0 ? words.cli.crawler.nothingChanged : lines.join('\n'),
  };
};
