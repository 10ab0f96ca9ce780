/**
 * How each provider is doing. Three failures in a row open its circuit: it is left alone for a while, longer each time.
 * Then one answer is let through (half-open); if that works the circuit closes. A provider that says when to come back is
 * taken at its word. In memory only: a new start begins with trust.
 */
import type { ProviderHealth } from '../../../contract/gateway.ts';

const failuresToOpen = 3;
const firstRestMs = 30_000;
const longestRestMs = 300_000;
/** While another answer is the probe. */
const askAgainMs = 250;
const keptSamples = 20;

type State = {
  failures: number;
  /** Rests until then; 0: closed. */
  untilMs: number;
  restMs: number;
  probing: boolean;
  lastCode: string | null;
  lastOkMs: number | null;
  firstTokenMs: number[];
};

/** What a failure means for the next caller. */
export type Verdict =
  | { type: 'count' }
  /** It will not work before then, whatever we do. */
  | { type: 'rest'; forMs: number }
  /** The provider is well; it was this one request. */
  | { type: 'ignore' };

export type HealthMonitor = ReturnType<typeof createHealth>;

/** `onChange`: something to be shown has changed. */
export const createHealth = (now: () => number, onChange: () => void = () => {}) => {
  const states = new Map<string, State>();
  const stateOf = (providerId: string): State => {
    const known = states.get(providerId);
    if (known !== undefined) return known;
    const fresh: State = {
      failures: 0,
      untilMs: 0,
      restMs: firstRestMs,
      probing: false,
      lastCode: null,
      lastOkMs: null,
      firstTokenMs: [],
    };
    states.set(providerId, fresh);
    return fresh;
  };

  return {
    /** 0: go ahead, and report the outcome. Otherwise milliseconds until it is worth asking again. */
    admit: (providerId: string): number => {
      const state = stateOf(providerId);
      if (state.untilMs === 0) return 0;
      if (now() < state.untilMs) return state.untilMs - now();
      if (state.probing) return askAgainMs;
      state.probing = true;
      return 0;
    },

    succeeded: (providerId: string, timeToFirstTokenMs: number | null): void => {
      const state = stateOf(providerId);
      Object.assign(state, {
        failures: 0,
        untilMs: 0,
        restMs: firstRestMs,
        probing: false,
        lastCode: null,
        lastOkMs: now(),
      });
      if (timeToFirstTokenMs !== null)
        state.firstTokenMs = [...state.firstTokenMs, timeToFirstTokenMs].slice(-keptSamples);
      onChange();
    },

    failed: (providerId: string, code: string, verdict: Verdict): void => {
      const state = stateOf(providerId);
      const wasProbe = state.probing;
      state.probing = false;
      if (verdict.type === 'ignore') return;
      state.lastCode = code;
      onChange();
      if (verdict.type === 'rest') {
        state.untilMs = Math.max(state.untilMs, now() + verdict.forMs);
        return;
      }
      state.failures += 1;
      if (state.failures < failuresToOpen && !wasProbe) return;
      // Failures of answers that were already under way when it opened do not prolong the rest.
      if (now() < state.untilMs) return;
      state.untilMs = now() + state.restMs;
      state.restMs = Math.min(longestRestMs, state.restMs * 2);
    },

    /** The answer was given up by the person: says nothing about the provider. */
    abandoned: (providerId: string): void => {
      stateOf(providerId).probing = false;
    },

    /** Something about it was changed or checked: start again with trust. */
    reset: (providerId: string): void => void states.delete(providerId),

    of: (providerId: string): ProviderHealth => {
      const state = stateOf(providerId);
      const resting = state.untilMs > 0;
      const sorted = state.firstTokenMs.toSorted((a, b) => a - b);
      return {
        circuit: !resting ? 'closed' : now() < state.untilMs ? 'open' : 'half-open',
        failures: state.failures,
        until: resting ? new Date(state.untilMs).toISOString() : null,
        lastCode: state.lastCode,
        lastOkAt: state.lastOkMs === null ? null : new Date(state.lastOkMs).toISOString(),
        timeToFirstTokenMs: sorted[Math.floor(sorted.length / 2)] ?? null,
      };
    },
  };
};
