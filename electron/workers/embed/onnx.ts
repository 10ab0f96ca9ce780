/** An ONNX text model with its tokenizer, from a folder laid out as on public hubs. */
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { InferenceSession } from 'onnxruntime-node';

/** `threads`: `0` is all cores but one. */
export type OnnxParams = { folder: string; file: string; maxTokens: number; threads: number };

export const openOnnx = async ({ folder, file, maxTokens, threads }: OnnxParams) => {
  const json = async (name: string): Promise<object> =>
    JSON.parse(await readFile(join(folder, name), 'utf8'));
  const tokenizer = new Tokenizer(await json('tokenizer.json'), await json('tokenizer_config.json'));
  const session = await InferenceSession.create(join(folder, file), {
    intraOpNumThreads: threads === 0 ? Math.max(1, availableParallelism() - 1) : threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  return {
    tokenizer,
    session,
    padId: tokenizer.token_to_id('[PAD]') ?? tokenizer.token_to_id('<pad>') ?? 0,
    /** Ten characters per token is beyond any text; it keeps a book from being tokenised for its first page. */
    longestText: maxTokens * 10,
    /** The closing mark stays when a text is cut. */
    cut: (row: readonly number[]): readonly number[] => {
      const last = row.at(-1);
      return row.length <= maxTokens || last === undefined ? row : [...row.slice(0, maxTokens - 1), last];
    },
  };
};
