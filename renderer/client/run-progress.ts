/** Follows a run's events from the first one on; several users of one run share one subscription. */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { Run, RunEvent } from '../../electron/contract/runs.ts';
import { client } from './client.ts';
import { queryKeys } from './queries.ts';
import { queryClient } from './query-client.ts';

export type RunProgress = NonNullable<Run['progress']>;

const useProgress = create<Record<string, RunProgress>>(() => ({}));
const watchers = new Map<string, { users: number; stop: AbortController }>();

const take = (runId: string, { body }: RunEvent): void => {
  if (body.type === 'progress') {
    const { phase, done, total, unit } = body;
    useProgress.setState({ [runId]: { phase, done, total, unit } });
  }
};

const follow = async (runId: string, signal: AbortSignal): Promise<void> => {
  let after = 0;
  while (!signal.aborted) {
    try {
      for await (const event of await client.runs.watch({ runId, after }, { signal })) {
        after = event.seq;
        take(runId, event);
      }
      break;
    } catch {
      if (signal.aborted) return;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
  void queryClient.invalidateQueries({ queryKey: queryKeys.runs });
  void queryClient.invalidateQueries({ queryKey: queryKeys.models });
};

/** The latest progress of a run that is going on; `null` until the first event. */
export const useRunProgress = (runId: string | null): RunProgress | null => {
  useEffect(() => {
    if (!runId) return;
    const known = watchers.get(runId);
    if (known) known.users += 1;
    else {
      const stop = new AbortController();
      watchers.set(runId, { users: 1, stop });
      void follow(runId, stop.signal);
    }
    return () => {
      const watcher = watchers.get(runId);
      if (!watcher) return;
      watcher.users -= 1;
      if (watcher.users > 0) return;
      watcher.stop.abort();
      watchers.delete(runId);
    };
  }, [runId]);
  return useProgress((all) => (runId ? (all[runId] ?? null) : null));
};
