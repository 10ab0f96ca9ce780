/**
 * Embedding models on this computer, in the embed worker. Texts travel in batches small enough that a search never
 * waits long behind indexing, and only one batch of indexing is under way at a time: queries overtake.
 */
import type { WorkerClient } from '../../../kernel/worker-client.ts';
import { appError } from '../../../kernel/errors.ts';
import type { Embedder, EmbedderInfo } from '../kind.ts';
import { embedderProfiles, type EmbedderProfile } from './profiles.ts';
import { type EmbedParams, embedResult } from './protocol.ts';

const batchSize = 16;

export type InstalledModel = { id: string; folder: string; file: string };

export type LocalEmbedderOptions = {
  worker: WorkerClient;
  /** Installed embedding models, the preferred first. */
  installed: () => Promise<InstalledModel[]>;
  threads: () => number;
};

type Ready = { profile: EmbedderProfile; model: InstalledModel };

export const createLocalEmbedder = ({ worker, installed, threads }: LocalEmbedderOptions): Embedder => {
  let indexing: Promise<unknown> = Promise.resolve();

  const ready = async (): Promise<Ready | null> => {
    for (const model of await installed()) {
      const profile = embedderProfiles.find((known) => known.modelId === model.id);
      if (profile !== undefined) return { profile, model };
    }
    return null;
  };

  const call = async (
    { profile, model }: Ready,
    texts: string[],
    urgent: boolean,
    signal: AbortSignal,
    onTokens: ((count: number) => void) | undefined,
  ): Promise<Float32Array[]> => {
    const params: EmbedParams = {
      model: {
        modelId: model.id,
        folder: model.folder,
        file: model.file,
        pooling: profile.pooling,
        maxTokens: profile.maxTokens,
        threads: threads(),
      },
      texts,
      urgent,
    };
    const { dimension, vectors, tokens } = embedResult.parse(await worker.call('embed', params, { signal }));
    onTokens?.(tokens);
    return texts.map((_, index) => vectors.slice(index * dimension, (index + 1) * dimension));
  };

  /** One after the other; a failure of one does not fail the next. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = indexing.then(work, work);
    indexing = turn.catch(() => {});
    return turn;
  };

  return {
    info: async (): Promise<EmbedderInfo | null> => {
      const model = await ready();
      return model === null
        ? null
        : { modelId: model.profile.modelId, dimension: model.profile.dimension, trust: model.profile.trust };
    },
    embed: async (texts, { role, signal, onTokens }) => {
      const model = await ready();
      if (model === null) throw appError('models.NOT_INSTALLED', { modelId: 'embed' });
      const prefixed = texts.map((text) => model.profile.prefix[role] + text);
      const vectors: Float32Array[] = [];
      for (let from = 0; from < prefixed.length; from += batchSize) {
        if (signal.aborted) throw appError('request.CANCELLED', {});
        const batch = prefixed.slice(from, from + batchSize);
        const work = () => call(model, batch, role === 'query', signal, onTokens);
        vectors.push(...(await (role === 'query' ? work() : inTurn(work))));
      }
      return vectors;
    },
    close: () => worker.close(),
  };
};
