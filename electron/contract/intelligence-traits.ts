/** What customer intelligence is made of: sentences as evidence, traits that point at them, profile, topics and signals. */
import { z } from 'zod';
import { id } from './base.ts';

/** Languages target groups, personas and agents can be written in. */
export const contentLanguages = ['de', 'en', 'tr'] as const;
export const contentLanguage = z.enum(contentLanguages);
export type ContentLanguage = z.infer<typeof contentLanguage>;

/** Derived from document and sentence, so that the same sentence keeps its id when an analysis is repeated. */
export const evidenceId = z.string().regex(/^e[0-9a-f]{15}$/);

/** One sentence of a stored document. `quote` is the text of `versionId` from `startOffset` to `endOffset` (UTF-16, end exclusive). */
export const evidence = z.object({
  id: evidenceId,
  documentId: id,
  versionId: id,
  title: z.string(),
  /** Address or path of the document. */
  source: z.string(),
  page: z.int().nullable(),
  startOffset: z.int(),
  endOffset: z.int(),
  quote: z.string(),
  /** SHA-256 of `quote` in UTF-8, hexadecimal. */
  hash: z.string(),
  language: z.string(),
});
export type Evidence = z.infer<typeof evidence>;

const traitOrigins = ['rules', 'model', 'person'] as const;

/** A statement about an organisation, a group or a persona. `assumption` exactly when `evidence` is empty. */
export const trait = z.object({
  id: z.string(),
  text: z.string().max(4_000),
  basis: z.enum(['evidence', 'assumption']),
  evidence: z.array(evidenceId).max(50),
  origin: z.enum(traitOrigins),
});
export type Trait = z.infer<typeof trait>;

export const sectors = [
  'public',
  'software',
  'health',
  'education',
  'retail',
  'finance',
  'tourism',
  'industry',
  'nonprofit',
  'other',
] as const;

export const channels = ['phone', 'email', 'in-person', 'online', 'post', 'chat', 'app', 'forum'] as const;

export const tones = ['formal', 'informal', 'mixed', 'neutral'] as const;
export type Tone = (typeof tones)[number];

export const organisationProfile = z.object({
  name: trait.nullable(),
  sector: trait.extend({ code: z.enum(sectors) }).nullable(),
  places: z.array(trait),
  services: z.array(trait),
  channels: z.array(trait.extend({ code: z.enum(channels) })),
  openingHours: z.array(trait),
  /** Share of sentences, most first; `offered`: languages the sources say help is available in. */
  languages: z.array(z.object({ language: z.string(), documents: z.int(), sentences: z.int() })),
  offeredLanguages: z.array(trait),
  /** German and Turkish: how readers are addressed; other languages are `neutral`. */
  tone: trait.extend({ code: z.enum(tones), formal: z.int(), informal: z.int() }),
});
export type OrganisationProfile = z.infer<typeof organisationProfile>;

export const topic = z.object({
  id: z.string(),
  label: z.string(),
  terms: z.array(z.string()),
  documents: z.int(),
  representative: z.array(evidenceId),
});

/** A question that stands in the sources, and the sentence after it where the sources answer it. */
export const sourceQuestion = z.object({
  text: z.string(),
  evidence: evidenceId,
  answer: evidenceId.nullable(),
  language: z.string(),
  topicId: z.string().nullable(),
});
export type SourceQuestion = z.infer<typeof sourceQuestion>;

export const signalKinds = [
  'life-situation',
  'role',
  'age',
  'language',
  'technical',
  'accessibility',
  'motive',
] as const;

export const audienceSignal = z.object({
  /** Of the lexicon (`newcomers`), or `found:` and a word for an audience only these sources name. */
  key: z.string(),
  label: z.string(),
  kind: z.enum(signalKinds),
  origin: z.enum(['lexicon', 'discovered']),
  sentences: z.int(),
  documents: z.int(),
  /** The strongest first; `sentences` may be more. */
  evidence: z.array(evidenceId),
});
export type AudienceSignal = z.infer<typeof audienceSignal>;

const readingLevels = ['plain', 'standard', 'demanding', 'expert'] as const;
/**
 * Over the documents closest to the group. `lix` (Björnsson 1968): below 40 plain, 50 standard, 60 demanding.
 * `atesman` (Ateşman 1997), for Turkish: from 70 plain, 50 standard, 30 demanding.
 */
export const readingLevel = trait.extend({
  code: z.enum(readingLevels),
  /** Missing in analyses of older versions. */
  measure: z.enum(['lix', 'atesman']).optional(),
  value: z.number().optional(),
});
export type ReadingLevel = z.infer<typeof readingLevel>;

/** How many of the traits have evidence. */
export const coverage = z.object({
  traits: z.int(),
  evidenced: z.int(),
  assumptions: z.int(),
  /** Of `traits`, 0 to 1; 1 for none. */
  share: z.number(),
});
