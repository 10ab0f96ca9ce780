/** The text a run is writing, for a view that shows nothing else of it. Reconnects and goes on from the last event. */
import { useEffect, useState } from 'react';
import { client } from '../../client/client.ts';
import { toFailure } from '../../client/failure.ts';
import { applyEvent, hasEnded, type LiveText, nothingYet } from '../chat/live-text.ts';

const retryMs = 700;

/** `null` without a run. A run that is still going on when the view leaves is stopped: nobody would see its end. */
export const useRunText = (runId: string | null): LiveText | null => {
  const [live, setLive] = useState<{ runId: string; text: LiveText } | null>(null);
  useEffect(() => {
    if (runId === null) return;
    const stop = new AbortController();
    let text = nothingYet;
    const follow = async (): Promise<void> => {
      while (!stop.signal.aborted && !hasEnded(text)) {
        try {
          const events = await client.runs.watch({ runId, after: text.seq }, { signal: stop.signal });
          for await (const event of events) {
            text = applyEvent(text, event);
            setLive({ runId, text });
          }
        } catch (thrown) {
          if (toFailure(thrown).code === 'runs.NOT_FOUND') return;
        }
        if (!hasEnded(text)) await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
    };
    void follow();
    return () => {
      stop.abort();
      if (!hasEnded(text)) void client.runs.cancel({ runId }).catch(() => {});
    };
  }, [runId]);
  if (runId === null) return null;
  return live?.runId === runId ? live.text : nothingYet;
};
