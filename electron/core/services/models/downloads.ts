/**
 * Downloads of models, one at a time in the order they were asked for. Each can be paused and taken up again; what became
 * of one is noted beside the models, so that a restart shows it as it was left.
 */
import type { Model } from '../../../contract/models.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { appError, envelopeOf, hasCode, isAppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Runs } from '../../runs/runs.ts';
import { type CatalogEntry, downloadSizeOf } from './catalog.ts';
import { isHeld } from './model-lock.ts';
import type { PullRun } from './pull.ts';
import type { ModelStore } from './store.ts';

export type DownloadsOptions = {
  store: ModelStore;
  runs: Pick<Runs, 'start'>;
  clock: Clock;
  fetch(entry: CatalogEntry, run: PullRun): Promise<void>;
  onChange(): void;
};

type Download = {
  modelId: string;
  runId: string;
  doneBytes: number;
  totalBytes: number;
  paused: AbortController;
  /** Its turn has come. */
  turn: PromiseWithResolvers<void>;
  left: Promise<unknown>;
};

export type Downloads = ReturnType<typeof createDownloads>;

export const createDownloads = ({ store, runs, clock, fetch, onChange }: DownloadsOptions) => {
  /** The first is under way, the others wait. */
  const queue: Download[] = [];
  const find = (modelId: string): Download | undefined => queue.find((one) => one.modelId === modelId);

  const leave = (download: Download): void => {
    const at = queue.indexOf(download);
    if (at < 0) return;
    queue.splice(at, 1);
    queue[0]?.turn.resolve();
    onChange();
  };

  const work = async (download: Download, entry: CatalogEntry, run: PullRun): Promise<void> => {
    const { modelId, totalBytes } = download;
    const note = { askedAt: isoNow(clock), stopped: null, error: null };
    const signal = AbortSignal.any([run.signal, download.paused.signal]);
    const earlier = await store.note(modelId);
    const askedAt = earlier?.askedAt ?? note.askedAt;
    download.doneBytes = Math.min(totalBytes, await store.partialBytes(modelId));
    try {
      await store.writeNote(modelId, { ...note, askedAt });
      if (queue[0] !== download) {
        run.progress({ phase: 'queued', done: download.doneBytes, total: totalBytes, unit: 'bytes' });
        onChange();
        await Promise.race([download.turn.promise, aborted(signal)]);
        onChange();
      }
      signal.throwIfAborted();
      await fetch(entry, {
        signal,
        progress: (news) => {
          if (news.phase === 'downloading') download.doneBytes = news.done;
          run.progress(news);
        },
      });
    } catch (error) {
      const closing = hasCode(run.signal.reason, 'runs.INTERRUPTED');
      if (signal.aborted && !closing) {
        await store.writeNote(modelId, { ...note, askedAt, stopped: 'paused' });
        throw appError('request.CANCELLED', {}, { cause: error });
      }
      if (!closing && isAppError(error))
        await store.writeNote(modelId, { ...note, askedAt, stopped: 'failed', error: envelopeOf(error) });
      throw error;
    } finally {
      leave(download);
    }
  };

  return {
    /** Queues the download, or joins the one that is there. */
    start: (tenantId: string, entry: CatalogEntry): { runId: string } => {
      const known = find(entry.id);
      if (known !== undefined) return { runId: known.runId };
      const download: Download = {
        modelId: entry.id,
        runId: newId(),
        doneBytes: 0,
        totalBytes: downloadSizeOf(entry),
        paused: new AbortController(),
        turn: Promise.withResolvers(),
        left: Promise.resolve(),
      };
      queue.push(download);
      const request = { id: download.runId, kind: 'models.pull' as const, subjectId: entry.id, tenantId };
      const { done } = runs.start(request, async (run) => {
        await work(download, entry, run);
        return undefined;
      });
      // A run that is cancelled before its work has begun never comes to `work`.
      download.left = done.then(() => leave(download));
      onChange();
      return { runId: download.runId };
    },

    /** Resolves when it has stopped; `false` when there was nothing to stop. */
    pause: async (modelId: string): Promise<boolean> => {
      const download = find(modelId);
      if (download === undefined) return false;
      download.paused.abort(appError('request.CANCELLED', {}));
      await download.left;
      return true;
    },

    isActive: (modelId: string): boolean => find(modelId) !== undefined,

    /** `null` when nothing of it is under way or left over. */
    stateOf: async (entry: CatalogEntry): Promise<Model['install'] | null> => {
      const active = find(entry.id);
      if (active !== undefined) {
        const { runId, doneBytes, totalBytes } = active;
        const position = queue.indexOf(active);
        return position === 0
          ? { state: 'downloading', runId, doneBytes, totalBytes }
          : { state: 'queued', position, runId, doneBytes, totalBytes };
      }
      const note = await store.note(entry.id);
      const partial = await store.partialBytes(entry.id);
      if (note === null && partial === 0) return null;
      const totalBytes = downloadSizeOf(entry);
      const reason = (await isHeld(store.lockFile(entry.id)))
        ? ('elsewhere' as const)
        : (note?.stopped ?? ('interrupted' as const));
      const doneBytes = Math.min(partial, totalBytes);
      return { state: 'partial', doneBytes, totalBytes, reason, error: note?.error ?? null };
    },
  };
};

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
