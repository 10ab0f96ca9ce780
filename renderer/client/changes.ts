/** One subscription to the engine's changes; each change makes the queries it touches stale. */
import type { Change, ChangeTopic } from '../../electron/contract/events.ts';
import { client } from './client.ts';
import { useConnection } from './connection.ts';
import { queryClient } from './query-client.ts';
import { queryKeys } from './queries.ts';

/** Bursts become one refetch; the host allows a person 100 calls a minute. */
const gatherMs = 250;
/** While thousands of files are being read, something changes all the time. */
const busyPauseMs = 3_000;
const busyTopics: ReadonlySet<ChangeTopic> = new Set(['knowledge', 'ingestion']);
const resubscribeMs = 1_000;

const touched: Record<ChangeTopic, (id: string | null) => (readonly unknown[])[]> = {
  vault: () => [[]],
  settings: () => [queryKeys.settings],
  conversations: () => [queryKeys.conversations],
  conversation: (id) =>
    id ? [queryKeys.conversation(id), queryKeys.conversations] : [queryKeys.conversations],
  runs: () => [queryKeys.runs],
  models: () => [queryKeys.models, queryKeys.runtime, queryKeys.gatewayModels],
  workers: () => [queryKeys.workers, queryKeys.runtime],
  network: () => [queryKeys.ledger],
  gateway: () => [queryKeys.gateway],
  knowledge: () => [queryKeys.knowledge],
  ingestion: () => [queryKeys.ingestion],
  crawler: () => [queryKeys.crawler],
  intelligence: () => [queryKeys.intelligence],
  agents: () => [queryKeys.agents, queryKeys.intelligence],
};

/** Gathers keys and makes them stale together, at most once in `pauseMs`. */
const createGatherer = (pauseMs: number) => {
  const waiting = new Map<string, readonly unknown[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastAt = 0;
  return (keys: readonly (readonly unknown[])[]): void => {
    for (const key of keys) waiting.set(JSON.stringify(key), key);
    if (timer !== undefined) return;
    timer = setTimeout(
      () => {
        timer = undefined;
        lastAt = performance.now();
        const stale = [...waiting.values()];
        waiting.clear();
        for (const queryKey of stale) void queryClient.invalidateQueries({ queryKey });
      },
      Math.max(gatherMs, lastAt + pauseMs - performance.now()),
    );
  };
};

const soon = createGatherer(gatherMs);
const nowAndThen = createGatherer(busyPauseMs);

const invalidate = ({ topic, id }: Change): void => {
  (busyTopics.has(topic) ? nowAndThen : soon)(touched[topic](id));
  // Whether an analysis still fits its sources is asked when it is opened, not with every file that is read.
  if (topic === 'knowledge')
    void queryClient.invalidateQueries({ queryKey: queryKeys.intelligence, refetchType: 'none' });
};

/** Runs for as long as the page lives. After a gap everything is stale, because missed changes are not replayed. */
export const watchChanges = async (): Promise<never> => {
  let heardBefore = false;
  for (;;) {
    try {
      const changes = await client.events.watch();
      if (heardBefore) void queryClient.invalidateQueries();
      heardBefore = true;
      for await (const change of changes) invalidate(change);
    } catch {
      // the next round waits for the connection
    }
    if (useConnection.getState().state === 'online')
      await new Promise((resolve) => setTimeout(resolve, resubscribeMs));
  }
};
