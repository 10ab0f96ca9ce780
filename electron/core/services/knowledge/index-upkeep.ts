/**
 * Keeps both indexes up with the texts, as a run in the background: compounds split by the grown vocabulary, then missing
 * vectors. It starts when documents have settled or the embedding model has changed; searches go on meanwhile.
 */
import type { ErrorEnvelope } from '../../../contract/errors.ts';
import type { Embedder } from '../../adapters/embedder/kind.ts';
import type { Db } from '../../db/open.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import type { Runs } from '../../runs/runs.ts';
import { type EmbeddingProgress, embedMissing, vectorCounts } from './embedding.ts';
import { hasMissingTokens, hasStaleTokens, refreshTokens } from './refresh-tokens.ts';
import { nextTurn } from './next-turn.ts';
import type { Retrieval } from './retrieval.ts';
import type { WordCounts } from './search/corpus.ts';

/** Documents that come in bursts are indexed together. */
const settleMs = 1_500;

export type UpkeepOptions = {
  db: Db;
  words: WordCounts;
  retrieval: Retrieval;
  embedder: Embedder;
  clock: Clock;
  log: Log;
  /** Called between steps: resolves when a chat does not need the processor more. */
  makeWay: (signal: AbortSignal) => Promise<void>;
  /** `null`: nothing runs by itself, `catchUp` is called instead. */
  runs: Pick<Runs, 'start'> | null;
  onChange: () => void;
};

export const createUpkeep = (options: UpkeepOptions) => {
  const { db, words, retrieval, embedder, clock, log, makeWay, runs, onChange } = options;
  const current = new Map<string, { runId: string; again: boolean }>();
  const failures = new Map<string, ErrorEnvelope>();
  const timers = new Map<string, NodeJS.Timeout>();
  let closed = false;

  const finishTokens = async (tenantId: string, signal: AbortSignal): Promise<void> => {
    while (!closed && !signal.aborted && hasMissingTokens(db, tenantId)) {
      refreshTokens(db, words, tenantId);
      await nextTurn();
      await makeWay(signal);
    }
  };

  const catchUp = async (
    tenantId: string,
    work: { signal: AbortSignal; onProgress?: (progress: EmbeddingProgress) => void },
  ): Promise<void> => {
    while (!work.signal.aborted && refreshTokens(db, words, tenantId)) {
      await nextTurn();
      await makeWay(work.signal);
    }
    const onSetsChanged = retrieval.vectorSetsChanged;
    await embedMissing(
      { db, embedder, clock, makeWay, onVectors: retrieval.vectorsAdded, onSetsChanged },
      tenantId,
      work,
    );
  };

  const isBehind = async (tenantId: string): Promise<boolean> => {
    const info = await embedder.info();
    // The database may have been closed meanwhile.
    if (closed) return false;
    if (hasStaleTokens(db, tenantId)) return true;
    if (info === null) return false;
    const { chunks, embedded, serving } = vectorCounts(db, tenantId, info);
    return embedded < chunks || (chunks > 0 && !serving);
  };

  const start = async (tenantId: string): Promise<void> => {
    if (runs === null || !(await isBehind(tenantId))) return;
    const known = current.get(tenantId);
    if (known !== undefined) {
      known.again = true;
      return;
    }
    const state = { runId: '', again: false };
    current.set(tenantId, state);
    const { runId, done } = runs.start(
      { kind: 'knowledge.index', subjectId: null, tenantId },
      async (run): Promise<undefined> => {
        await catchUp(tenantId, {
          signal: run.signal,
          onProgress: (progress) => run.progress({ phase: 'embedding', ...progress, unit: 'items' }),
        });
      },
    );
    state.runId = runId;
    onChange();
    const ended = await done;
    current.delete(tenantId);
    if (ended.error === null) failures.delete(tenantId);
    else failures.set(tenantId, ended.error);
    onChange();
    if (state.again && ended.state === 'finished') soon(tenantId);
  };

  /** Starts the run when nothing more has changed for a moment. */
  const soon = (tenantId: string): void => {
    if (runs === null || closed) return;
    clearTimeout(timers.get(tenantId));
    const timer = setTimeout(() => {
      timers.delete(tenantId);
      start(tenantId).catch((error: unknown) => log.error({ error }, 'index not looked after'));
    }, settleMs);
    timer.unref();
    timers.set(tenantId, timer);
  };

  return {
    catchUp,
    finishTokens,
    soon,
    state: async (tenantId: string) => {
      const info = await embedder.info();
      const counts = vectorCounts(db, tenantId, info);
      return {
        modelId: info?.modelId ?? null,
        chunks: counts.chunks,
        embedded: counts.embedded,
        runId: current.get(tenantId)?.runId || null,
        error: failures.get(tenantId) ?? null,
      };
    },
    close: (): void => {
      closed = true;
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
};
