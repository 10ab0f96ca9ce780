/** An ONNX sentence encoder: tokenizer, graph, pooling, unit length. The same model files as on public hubs. */
import { Tensor } from 'onnxruntime-node';
import type { EmbedParams, EmbedResult } from '../../core/adapters/embedder/local/protocol.ts';
import { openOnnx } from './onnx.ts';

export type EmbedModel = {
  params: EmbedParams['model'];
  /** `beforeRun` is awaited before each run of the graph, some tens of milliseconds apart on an idle machine. */
  embed(texts: readonly string[], beforeRun?: () => Promise<void>): Promise<EmbedResult>;
  dispose(): Promise<void>;
};

/** Texts of like length share a run of the graph, so that little of it is padding. */
const tokensPerRun = 1_024;

export const loadEmbedModel = async (params: EmbedParams['model']): Promise<EmbedModel> => {
  const { tokenizer, session, padId, longestText, cut } = await openOnnx(params);
  const encode = (text: string): readonly number[] => cut(tokenizer.encode(text.slice(0, longestText)).ids);

  const run = async (rows: readonly (readonly number[])[]): Promise<Float32Array[]> => {
    const width = Math.max(...rows.map((row) => row.length));
    const size = rows.length * width;
    const ids = new BigInt64Array(size).fill(BigInt(padId));
    const mask = new BigInt64Array(size);
    rows.forEach((row, r) => {
      row.forEach((id, c) => {
        ids[r * width + c] = BigInt(id);
        mask[r * width + c] = 1n;
      });
    });
    const shape = [rows.length, width];
    const feeds: Record<string, Tensor> = {
      input_ids: new Tensor('int64', ids, shape),
      attention_mask: new Tensor('int64', mask, shape),
    };
    if (session.inputNames.includes('token_type_ids'))
      feeds.token_type_ids = new Tensor('int64', new BigInt64Array(size), shape);
    const outputs = await session.run(feeds);
    const hidden = outputs[session.outputNames[0] ?? ''];
    if (hidden === undefined || !(hidden.data instanceof Float32Array))
      throw new TypeError('the graph has no float output');
    const dimension = hidden.dims.at(-1) ?? 0;
    const states = hidden.data;
    return rows.map((row, r) =>
      pool(
        states.subarray(r * width * dimension, (r + 1) * width * dimension),
        row.length,
        dimension,
        params.pooling,
      ),
    );
  };

  return {
    params,
    embed: async (texts, beforeRun) => {
      const rows = texts
        .map((text, index) => ({ index, ids: encode(text) }))
        .sort((a, b) => a.ids.length - b.ids.length);
      const vectors: Float32Array[] = [];
      for (let from = 0; from < rows.length; ) {
        let to = from + 1;
        while (to < rows.length && (to - from + 1) * (rows[to]?.ids.length ?? 0) <= tokensPerRun) to += 1;
        const group = rows.slice(from, to);
        await beforeRun?.();
        const pooled = await run(group.map((row) => row.ids));
        group.forEach((row, at) => {
          const vector = pooled[at];
          if (vector !== undefined) vectors[row.index] = vector;
        });
        from = to;
      }
      const dimension = vectors[0]?.length ?? 0;
      const all = new Float32Array(texts.length * dimension);
      vectors.forEach((vector, index) => {
        all.set(vector, index * dimension);
      });
      return { dimension, vectors: all, tokens: rows.reduce((total, { ids }) => total + ids.length, 0) };
    },
    dispose: () => session.release(),
  };
};

const pool = (
  states: Float32Array,
  tokens: number,
  dimension: number,
  pooling: 'mean' | 'first',
): Float32Array => {
  const vector = states.slice(0, dimension);
  if (pooling === 'mean')
    for (let token = 1; token < tokens; token += 1)
      for (let d = 0; d < dimension; d += 1)
        vector[d] = (vector[d] ?? 0) + (states[token * dimension + d] ?? 0);
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
};
