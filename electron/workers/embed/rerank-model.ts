/** An ONNX cross-encoder: question and passage in one run of the graph, one logit out. The same files as on public hubs. */
import { Tensor } from 'onnxruntime-node';
import type { RerankParams, RerankResult } from '../../core/adapters/reranker/local/protocol.ts';
import { openOnnx } from './onnx.ts';

export type RerankModel = {
  params: RerankParams['model'];
  score(query: string, passages: readonly string[]): Promise<RerankResult>;
  dispose(): Promise<void>;
};

export const loadRerankModel = async (params: RerankParams['model']): Promise<RerankModel> => {
  const { tokenizer, session, padId, longestText, cut } = await openOnnx(params);

  const encode = (query: string, passage: string): { ids: readonly number[]; types: readonly number[] } => {
    const pair = { text_pair: passage.slice(0, longestText), return_token_type_ids: true as const };
    const { ids, token_type_ids } = tokenizer.encode(query, pair);
    return { ids: cut(ids), types: cut(token_type_ids) };
  };

  return {
    params,
    score: async (query, passages) => {
      const rows = passages.map((passage) => encode(query, passage));
      const width = Math.max(...rows.map(({ ids }) => ids.length));
      const shape = [rows.length, width];
      const filled = (padding: number, of: (row: (typeof rows)[number]) => readonly number[]): Tensor => {
        const values = new BigInt64Array(rows.length * width).fill(BigInt(padding));
        rows.forEach((row, at) => {
          of(row).forEach((value, column) => {
            values[at * width + column] = BigInt(value);
          });
        });
        return new Tensor('int64', values, shape);
      };
      const feeds: Record<string, Tensor> = {
        input_ids: filled(padId, ({ ids }) => ids),
        attention_mask: filled(0, ({ ids }) => ids.map(() => 1)),
      };
      if (session.inputNames.includes('token_type_ids'))
        feeds.token_type_ids = filled(0, ({ types }) => types);
      const outputs = await session.run(feeds);
      const logits = outputs[session.outputNames[0] ?? ''];
      if (logits === undefined || !(logits.data instanceof Float32Array))
        throw new TypeError('the graph has no float output');
      // With two classes the second one is “answers the question”.
      const classes = logits.data.length / rows.length;
      const { data } = logits;
      return {
        scores: rows.map((_, at) => {
          const yes = data[at * classes + classes - 1] ?? 0;
          return 1 / (1 + Math.exp((classes === 2 ? (data[at * classes] ?? 0) : 0) - yes));
        }),
      };
    },
    dispose: () => session.release(),
  };
};
