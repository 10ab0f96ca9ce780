/**
 * What a catalog entry does not say of an embedding model: how to ask it and how far to trust it. Trust is the weight of
 * its similarity in a search, measured on OMoS-QA and XQuAD (`npm run eval -- retrieval`) where the model was at hand;
 * the multilingual ones carry the same trust in each language they were trained for.
 */
import type { EmbedderInfo } from '../kind.ts';

export type EmbedderProfile = EmbedderInfo & {
  pooling: 'mean' | 'first';
  /** Longer texts are cut. */
  maxTokens: number;
  prefix: { query: string; passage: string };
};

const none = { query: '', passage: '' };

export const embedderProfiles: readonly EmbedderProfile[] = [
  {
    modelId: 'all-minilm-l6-v2-q8',
    dimension: 384,
    trust: { en: 1, de: 0.25, '*': 0 },
    pooling: 'mean',
    maxTokens: 384,
    prefix: none,
  },
  {
    modelId: 'multilingual-e5-small',
    dimension: 384,
    trust: { '*': 1 },
    pooling: 'mean',
    maxTokens: 512,
    prefix: { query: 'query: ', passage: 'passage: ' },
  },
  { modelId: 'bge-m3', dimension: 1024, trust: { '*': 1 }, pooling: 'first', maxTokens: 1024, prefix: none },
];
