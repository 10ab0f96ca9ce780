import { describe, expect, it } from 'vitest';
import { appError } from '../../../kernel/errors.ts';
import type { WorkerClient } from '../../../kernel/worker-client.ts';
import { createLocalEmbedder } from './index.ts';
import type { EmbedParams } from './protocol.ts';

const signal = new AbortController().signal;

/** A worker whose vector of a text is its length; `hold` keeps an answer back. */
const fakeWorker = (hold: (texts: string[]) => Promise<void> = async () => {}) => {
  const seen: string[][] = [];
  const call = async (_method: string, raw: unknown): Promise<unknown> => {
    const { texts } = raw as EmbedParams;
    seen.push(texts);
    await hold(texts);
    const vectors = Float32Array.from(texts.flatMap((text) => [text.length, 1]));
    return { dimension: 2, vectors, tokens: texts.length };
  };
  const unused = () => {
    throw appError('internal.BUG', { reference: '' });
  };
  const worker: WorkerClient = { call, status: unused, reset: unused, stop: unused, close: async () => {} };
  return { worker, seen };
};

const installed = async () => [{ id: 'multilingual-e5-small', folder: '/models/e5', file: 'model.onnx' }];
const threads = () => 1;

describe('the local embedder', () => {
  it('keeps the order of the texts over several batches', async () => {
    const embedder = createLocalEmbedder({ worker: fakeWorker().worker, installed, threads });
    const texts = Array.from({ length: 40 }, (_, n) => 'x'.repeat(n));
    let tokens = 0;
    const onTokens = (count: number) => {
      tokens += count;
    };
    const vectors = await embedder.embed(texts, { role: 'passage', signal, onTokens });
    expect(tokens).toBe(texts.length);
    expect(vectors.map((vector) => vector[0])).toEqual(texts.map((text) => 'passage: '.length + text.length));
  });

  it('tells question and passage apart the way the model was trained', async () => {
    const { worker, seen } = fakeWorker();
    const embedder = createLocalEmbedder({ worker, installed, threads });
    await embedder.embed(['Hund'], { role: 'query', signal });
    expect(seen).toEqual([['query: Hund']]);
  });

  it('lets a question overtake the indexing that is under way', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { worker, seen } = fakeWorker((texts) =>
      texts[0]?.startsWith('passage') === true ? held : Promise.resolve(),
    );
    const embedder = createLocalEmbedder({ worker, installed, threads });
    const indexing = embedder.embed(
      Array.from({ length: 100 }, () => 'x'),
      { role: 'passage', signal },
    );
    await embedder.embed(['Hund'], { role: 'query', signal });
    expect(seen).toHaveLength(2);
    release();
    await indexing;
  });

  it('stops between batches', async () => {
    const abort = new AbortController();
    const { worker, seen } = fakeWorker(async () => abort.abort());
    const embedder = createLocalEmbedder({ worker, installed, threads });
    const work = embedder.embed(
      Array.from({ length: 100 }, () => 'x'),
      { role: 'passage', signal: abort.signal },
    );
    await expect(work).rejects.toMatchObject({ code: 'request.CANCELLED' });
    expect(seen).toHaveLength(1);
  });

  it('is no embedder without a model it knows', async () => {
    const strange = async () => [{ id: 'strange', folder: '/', file: 'x' }];
    const embedder = createLocalEmbedder({ worker: fakeWorker().worker, installed: strange, threads });
    expect(await embedder.info()).toBeNull();
    await expect(embedder.embed(['x'], { role: 'query', signal })).rejects.toMatchObject({
      code: 'models.NOT_INSTALLED',
    });
  });
});
