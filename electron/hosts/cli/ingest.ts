/** `wattos ingest <paths> --space S`: files and folders into a space, with progress; what failed is told at the end. */
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '../../contract/index.ts';
import type { IngestionFile, IngestionState } from '../../contract/ingestion.ts';
import type { KnowledgeSpace } from '../../contract/knowledge.ts';
import { appError, fromEnvelope } from '../../core/kernel/errors.ts';
import { exitCodes } from '../exit-codes.ts';
import { sentence } from '../locales/choose.ts';
import { type Command, type CommandContext, UsageError } from './command.ts';

/** Soon at first, then seldom: a running host allows a person 100 calls a minute. */
const firstLookMs = 150;
const longestLookMs = 2_000;
const pageSize = 200;

export const ingest: Command = async (context) => {
  const { args, flags, client: connect, words, io } = context;
  if (args.length === 0 || flags.space === undefined)
    throw new UsageError(words.cli.usage('wattos ingest <file or folder> ... --space S'));
  const client = await connect();
  const space = await spaceFor(client, flags.space);
  const paths = args.map((path) => resolve(path));
  const before = await client.ingestion.state({ spaceId: space.id });
  const { known } = await client.ingestion.add({ spaceId: space.id, paths });
  if ((await client.ingestion.state({ spaceId: space.id })).paused) await client.ingestion.resume();
  const state = await follow(client, space, context);
  await indexed(client, io.signal);
  const failed = await failures(client, space);
  // Folders are walked after the call has returned: what they held is known only now.
  const added = filesIn(state) - filesIn(before);
  const nothingRead = state.done === before.done && state.failed > before.failed;
  const lines = failed.map(({ path, error }) => `${path}: ${error === null ? '' : sentence(words, error)}`);
  return {
    json: {
      space: { id: space.id, name: space.name },
      ...{ added, known, done: state.done, failed: state.failed },
      failures: failed.map(({ path, error }) => ({
        path,
        code: error?.code ?? null,
        data: error?.data ?? {},
      })),
    },
    text: [...lines, words.cli.knowledge.ingested(space.name, state.done, state.failed)].join('\n'),
    exitCode: nothingRead ? exitCodes.failed : exitCodes.done,
  };
};

const filesIn = ({ done, failed, waiting, active }: IngestionState): number =>
  done + failed + waiting + active;

/** By name or id; a name nobody has yet becomes a space. */
export const spaceFor = async (client: Client, wanted: string): Promise<KnowledgeSpace> => {
  const all = await client.knowledge.spaces();
  return (
    all.find((space) => space.name === wanted) ??
    all.find((space) => space.id === wanted) ??
    client.knowledge.createSpace({ name: wanted })
  );
};

const follow = async (
  client: Client,
  space: KnowledgeSpace,
  { io, words }: CommandContext,
): Promise<IngestionState> => {
  const start = await client.ingestion.state({ spaceId: space.id });
  const before = start.done + start.failed;
  let shown = '';
  for (let pauseMs = firstLookMs; ; pauseMs = Math.min(longestLookMs, pauseMs * 1.3)) {
    const state = await client.ingestion.state({ spaceId: space.id });
    const open = state.waiting + state.active + state.walking;
    const done = state.done + state.failed - before;
    const line = words.cli.knowledge.ingesting(
      Math.max(0, done),
      done + state.waiting + state.active,
      state.timeLeftMs,
    );
    if (io.columns !== undefined && line !== shown) io.stderr(`\r${line.slice(0, io.columns - 1)}\u001b[K`);
    shown = line;
    if (state.stoppedBy !== null) throw fromEnvelope(state.stoppedBy);
    if (open === 0 || state.paused) {
      if (io.columns !== undefined) io.stderr('\n');
      return state;
    }
    if (io.signal.aborted) throw appError('request.CANCELLED', {});
    await sleep(pauseMs, undefined, { signal: io.signal });
  }
};

/** Vectors are made after the texts; a search right after this command is to find by meaning too. */
const indexed = async (client: Client, signal: AbortSignal): Promise<void> => {
  for (let pauseMs = firstLookMs; ; pauseMs = Math.min(longestLookMs, pauseMs * 1.3)) {
    const { modelId, chunks, embedded, error } = await client.knowledge.indexState();
    if (modelId === null || embedded >= chunks || error !== null) return;
    await sleep(pauseMs, undefined, { signal });
  }
};

const failures = async (client: Client, space: KnowledgeSpace): Promise<IngestionFile[]> => {
  const found: IngestionFile[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof client.ingestion.files>> = await client.ingestion.files({
      spaceId: space.id,
      states: ['failed'],
      limit: pageSize,
      cursor,
    });
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
};
