/**
 * Follows running answers. Each run is watched once, for as long as it goes on, whatever is on the screen; a broken connection
 * goes on from the last event. Text reaches the page at most once per frame.
 */
import { create } from 'zustand';
import { client } from '../../client/client.ts';
import { toFailure } from '../../client/failure.ts';
import { queryKeys } from '../../client/queries.ts';
import { queryClient } from '../../client/query-client.ts';
import { applyEvent, hasEnded, type LiveText, nothingYet } from './live-text.ts';

const retryMs = 700;
/** A hidden window draws no frames. */
const hiddenFrameMs = 250;

export type LiveAnswer = LiveText & {
  conversationId: string;
  /** The person asked to stop; the engine has not confirmed yet. */
  isStopping: boolean;
};

export const useLiveAnswers = create<Record<string, LiveAnswer>>(() => ({}));

const gathered = new Map<string, LiveText>();
let isScheduled = false;

const publish = (): void => {
  isScheduled = false;
  if (gathered.size === 0) return;
  const all = useLiveAnswers.getState();
  const changed: Record<string, LiveAnswer> = {};
  for (const [runId, live] of gathered) {
    const known = all[runId];
    if (known) changed[runId] = { ...known, ...live };
  }
  gathered.clear();
  useLiveAnswers.setState(changed);
};

const schedule = (): void => {
  if (isScheduled) return;
  isScheduled = true;
  if (document.hidden) setTimeout(publish, hiddenFrameMs);
  else requestAnimationFrame(publish);
};

const forget = (runId: string): void => {
  const { [runId]: _, ...rest } = useLiveAnswers.getState();
  useLiveAnswers.setState(rest, true);
};

/** Watches a run until it ends, then fetches the conversation as it was stored. Watching twice changes nothing. */
export const watchAnswer = (runId: string, conversationId: string): void => {
  if (useLiveAnswers.getState()[runId]) return;
  useLiveAnswers.setState({ [runId]: { ...nothingYet, conversationId, isStopping: false } });
  void follow(runId).then(async () => {
    publish();
    await queryClient.invalidateQueries({ queryKey: queryKeys.conversation(conversationId) });
    void queryClient.invalidateQueries({ queryKey: queryKeys.conversations });
    forget(runId);
  });
};

const follow = async (runId: string): Promise<void> => {
  let live: LiveText = nothingYet;
  while (!hasEnded(live)) {
    try {
      for await (const event of await client.runs.watch({ runId, after: live.seq })) {
        live = applyEvent(live, event);
        gathered.set(runId, live);
        schedule();
      }
    } catch (thrown) {
      if (toFailure(thrown).code === 'runs.NOT_FOUND') return;
    }
    if (!hasEnded(live)) await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
};

export const stopAnswer = async (runId: string): Promise<void> => {
  const mark = (isStopping: boolean) => {
    const known = useLiveAnswers.getState()[runId];
    if (known) useLiveAnswers.setState({ [runId]: { ...known, isStopping } });
  };
  mark(true);
  try {
    await client.runs.cancel({ runId });
  } catch (thrown) {
    mark(false);
    throw toFailure(thrown);
  }
};

/** The run that answers in this conversation right now. */
export const useRunningIn = (
  conversationId: string | null,
): { runId: string; isStopping: boolean } | null => {
  const runId = useLiveAnswers((all) => {
    const found = Object.entries(all).find(
      ([, live]) => live.conversationId === conversationId && !hasEnded(live),
    );
    return found?.[0] ?? null;
  });
  const isStopping = useLiveAnswers((all) => (runId === null ? false : (all[runId]?.isStopping ?? false)));
  return runId === null ? null : { runId, isStopping };
};
