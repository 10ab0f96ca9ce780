/** What the local reranker and the embed worker say to each other; parsed on both sides of the process border. */
import { z } from 'zod';

export const rerankParams = z.object({
  model: z.object({
    modelId: z.string(),
    /** Folder with `tokenizer.json`, `tokenizer_config.json` and the ONNX file. */
    folder: z.string(),
    file: z.string(),
    /** Question and passage together; what is longer is cut at the end of the passage. */
    maxTokens: z.int().min(8),
    /** `0`: all cores but one. */
    threads: z.int().min(0),
  }),
  query: z.string(),
  passages: z.array(z.string()).min(1),
});
export type RerankParams = z.infer<typeof rerankParams>;

/** One per passage, from 0 to 1. */
export const rerankResult = z.object({ scores: z.array(z.number()) });
export type RerankResult = z.infer<typeof rerankResult>;
