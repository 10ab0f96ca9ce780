/** An answer on its way, as its events build it. Pure: applying an event twice changes nothing. */
import type { RunEvent, RunState } from '../../../electron/contract/runs.ts';
import type { AppFailure } from '../../client/failure.ts';
import { failureOf } from '../../client/failure.ts';

export type LiveText = {
  text: string;
  /** Sequence number of the last event taken. */
  seq: number;
  state: RunState;
  /** What is going on before the first word, e.g. `loading-model`. */
  phase: string | null;
  failure: AppFailure | null;
};

export const nothingYet: LiveText = { text: '', seq: 0, state: 'running', phase: null, failure: null };

const endStates: ReadonlySet<RunState> = new Set(['finished', 'failed', 'cancelled', 'interrupted']);
export const hasEnded = ({ state }: LiveText): boolean => endStates.has(state);

export const applyEvent = (live: LiveText, { seq, body }: RunEvent): LiveText => {
  if (seq <= live.seq) return live;
  switch (body.type) {
    case 'text':
      // A gap would mean lost words; the refetch at the end brings them.
      if (body.offset > live.text.length) return { ...live, seq };
      return { ...live, seq, phase: null, text: live.text.slice(0, body.offset) + body.text };
    case 'state':
      return { ...live, seq, state: body.state, failure: body.error === null ? null : failureOf(body.error) };
    case 'progress':
      return { ...live, seq, phase: body.phase };
    case 'metrics':
      return { ...live, seq };
  }
};
