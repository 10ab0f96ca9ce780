/** Reads question and passage together and says how well the passage answers: slower and surer than comparing vectors. */
export type Reranker = {
  /** `null` while no reranking model is installed. */
  modelId(): Promise<string | null>;
  /** One score from 0 to 1 per passage, in their order. Throws `models.*`, `worker.*`, `request.CANCELLED`. */
  score(query: string, passages: readonly string[], options: { signal: AbortSignal }): Promise<number[]>;
  close(): Promise<void>;
};
