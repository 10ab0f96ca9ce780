/** Answers from sources: first a sourced extract without any language model, then prose; every claim with its proof. */
import { z } from 'zod';
import { id, reads, writes } from './base.ts';
import { searchFilters } from './knowledge.ts';

const range = { startOffset: z.int().min(0), endOffset: z.int().min(0) };

/** A place in a stored version. `quote` stands there letter for letter: checked, not promised. */
export const citation = z.object({
  /** From 1, as shown in the chip. */
  number: z.int().min(1),
  documentId: id,
  versionId: id,
  spaceId: id,
  title: z.string(),
  source: z.string(),
  headingPath: z.array(z.string()),
  page: z.int().nullable(),
  ...range,
  quote: z.string(),
  /** SHA-256 of the version's text, hex. */
  textHash: z.string(),
});
export type Citation = z.infer<typeof citation>;

export const claim = z.object({
  /** Range in the text of the answer. */
  ...range,
  text: z.string(),
  citations: z.array(z.int()),
  /** `verified`: its words and every number, date, fee and § in it stand in the cited sentences. */
  status: z.enum(['verified', 'unverified', 'no-claim']),
  /** Numbers, dates, fees, § that stand in no retrieved passage. */
  unsupported: z.array(z.string()),
  /** The cited source says the same with another number. */
  contradictions: z.array(z.object({ said: z.string(), source: z.string(), citation: z.int() })),
});
export type Claim = z.infer<typeof claim>;

/** What belongs to one answer given from sources. */
export const evidence = z.object({
  spaceIds: z.array(id),
  onlyFromSources: z.boolean(),
  /** Nothing in the sources supports an answer. */
  abstained: z.boolean(),
  /** Quoted sentences in reading order, best documents first. */
  extract: z.array(z.object({ text: z.string(), citation: z.int() })),
  citations: z.array(citation),
  /** Of the prose; empty without one. */
  claims: z.array(claim),
  /** Share of claims that are verified, 0 to 1; `null` without claims. */
  evidenceRate: z.number().nullable(),
  timings: z.object({ searchMs: z.number(), extractMs: z.number(), proseMs: z.number().nullable() }),
});
export type Evidence = z.infer<typeof evidence>;

/** Documents of a space that speak of the same. */
export const summaryTopic = z.object({
  /** That tell it from the others, as they are written; none where nothing does. */
  words: z.array(z.string()),
  documents: z.int(),
  /** Numbers of its citations. */
  citations: z.array(z.int()),
});
export type SummaryTopic = z.infer<typeof summaryTopic>;

export const answersContract = {
  /** The extract at once; with a model and `prose`, the text follows through `runs.watch`. */
  ask: writes('knowledge.read')
    .input(
      z.object({
        question: z.string().trim().min(1).max(4000),
        spaceIds: z.array(id).max(200).nullable().default(null),
        filters: searchFilters.default({}),
        onlyFromSources: z.boolean().default(true),
        prose: z.boolean().default(false),
        modelId: z.string().max(200).nullable().default(null),
      }),
    )
    .output(z.object({ answerId: id, evidence, runId: id.nullable() })),
  /** After the run has ended: prose and checked claims. */
  get: reads('knowledge.read')
    .input(z.object({ answerId: id }))
    .output(z.object({ answerId: id, question: z.string(), text: z.string(), evidence })),
  /** Central sentences, quoted; of a space by topic. With a model and `prose`, a text follows through `runs.watch`, checked like any answer. */
  summarise: writes('knowledge.read')
    .input(
      z
        .object({
          documentId: id.nullable().default(null),
          spaceId: id.nullable().default(null),
          sentences: z.int().min(1).max(30).default(7),
          prose: z.boolean().default(false),
          modelId: z.string().max(200).nullable().default(null),
        })
        .refine((one) => (one.documentId === null) !== (one.spaceId === null), 'a document or a space'),
    )
    .output(
      z.object({
        evidence,
        /** Of a space, the largest first. */
        topics: z.array(summaryTopic),
        /** A large space is read in part, from all its folders alike. */
        documents: z.object({ read: z.int(), total: z.int() }),
        /** For `get` once the run has ended; both `null` without prose, or without a model that may write it. */
        answerId: id.nullable(),
        runId: id.nullable(),
      }),
    ),
};
