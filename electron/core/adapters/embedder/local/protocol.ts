/** What the local embedder and the embed worker say to each other; parsed on both sides of the process border. */
import { z } from 'zod';

export const embedParams = z.object({
  model: z.object({
    modelId: z.string(),
    /** Folder with `tokenizer.json`, `tokenizer_config.json` and the ONNX file. */
    folder: z.string(),
    file: z.string(),
    pooling: z.enum(['mean', 'first']),
    maxTokens: z.int().min(8),
    /** `0`: all cores but one. */
    threads: z.int().min(0),
  }),
  texts: z.array(z.string()).min(1),
  /** Somebody waits: goes before what is being indexed. */
  urgent: z.boolean(),
});
export type EmbedParams = z.infer<typeof embedParams>;

export const embedResult = z.object({
  dimension: z.int(),
  /** All vectors, one after the other. */
  vectors: z.instanceof(Float32Array),
  /** Read by the model: cut, with its own marks, without padding. */
  tokens: z.int(),
});
export type EmbedResult = z.infer<typeof embedResult>;
