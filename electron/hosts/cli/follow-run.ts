/** Follows a run to its end: its phases are told as they begin; Ctrl+C cancels it. Throws what the run ended with. */
import type { Client } from '../../contract/index.ts';
import { appError, fromEnvelope } from '../../core/kernel/errors.ts';

export const followRun = async (
  client: Client,
  runId: string,
  signal: AbortSignal,
  onPhase: (phase: string, done: number, total: number | null) => void,
): Promise<void> => {
  const cancel = () => void client.runs.cancel({ runId }).catch(() => {});
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    for await (const { body } of await client.runs.watch({ runId })) {
      if (body.type === 'progress') onPhase(body.phase, body.done, body.total);
      else if (body.type === 'state') {
        if (body.error !== null) throw fromEnvelope(body.error);
        if (body.state === 'cancelled') throw appError('request.CANCELLED', {});
        if (body.state === 'interrupted') throw appError('runs.INTERRUPTED', {});
      }
    }
  } finally {
    signal.removeEventListener('abort', cancel);
  }
};
