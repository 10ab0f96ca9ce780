/** Turns texts into vectors whose cosine tells how close their meaning is. */

export type EmbedRole = 'query' | 'passage';

export type EmbedderInfo = {
  /** Stored with every vector: vectors of different models are never compared. */
  modelId: string;
  dimension: number;
  /**
   * BCP 47 language → how far its similarities may move a result, 0 to 1, measured. `*` is for all others.
   * An English model is worth something for German and nothing for Turkish.
   */
  trust: Readonly<Record<string, number>>;
};

export type Embedder = {
  /** `null` while no embedding model is installed: search then lives from the full text alone. */
  info(): Promise<EmbedderInfo | null>;
  /**
   * Unit vectors, in the order of the texts. A text beyond the model's context is cut, never refused.
   * Throws `models.*` when the model cannot be used, `worker.*` when its process died, `request.CANCELLED`.
   */
  embed(
    texts: readonly string[],
    /** `onTokens`: tokens the model has read, whenever some texts are done. */
    options: { role: EmbedRole; signal: AbortSignal; onTokens?: (count: number) => void },
  ): Promise<Float32Array[]>;
  close(): Promise<void>;
};

export const trustOf = (info: EmbedderInfo, language: string): number =>
  info.trust[language] ?? info.trust['*'] ?? 0;
