/** Target groups, their personas and the texts written for them: each held by its evidence, some of it by a person's hand. */
import { z } from 'zod';
import { id } from './base.ts';
import { contentLanguage, evidenceId, readingLevel, tones, trait } from './intelligence-traits.ts';

const heldFields = {
  /** Confirmed by a person: a repeat leaves it as it is. */
  locked: z.boolean(),
  /** `person`: added by hand. */
  origin: z.enum(['rules', 'model', 'person']),
  /** Of the last repeat: its evidence is gone from the sources. */
  vanished: z.boolean(),
  updatedAt: z.iso.datetime(),
};

export const targetGroup = z.object({
  id,
  analysisId: id,
  /** Stays the same over repeats: a signal's key. */
  key: z.string(),
  name: z.string().trim().min(1).max(200),
  description: z.string().max(4_000),
  /** Counted in the sources, never estimated. */
  size: z.object({ sentences: z.int(), documents: z.int(), signals: z.int() }),
  /** Sentences that address or imply the group, the strongest first; of a whole analysis the first 40, all of them by `groupEvidence`. */
  evidence: z.array(evidenceId),
  needs: z.array(trait),
  barriers: z.array(trait),
  languages: z.array(trait),
  channels: z.array(trait),
  accessibility: z.array(trait),
  readingLevel: readingLevel.nullable(),
  topicIds: z.array(z.string()),
  signalKeys: z.array(z.string()),
  position: z.int(),
  ...heldFields,
});
export type TargetGroup = z.infer<typeof targetGroup>;

/** Parameters of a drawn, abstract portrait: indexes into the renderer's palette of shapes. No photographs, nothing derived from traits. */
export const portrait = z.object({
  hue: z.int().min(0).max(359),
  face: z.int().min(0).max(7),
  hair: z.int().min(0).max(11),
  hairTone: z.int().min(0).max(5),
  skinTone: z.int().min(0).max(5),
  glasses: z.boolean(),
  clothing: z.int().min(0).max(7),
});
export type Portrait = z.infer<typeof portrait>;

export const persona = z.object({
  id,
  analysisId: id,
  groupId: id,
  key: z.string(),
  /** Made up; always shown with the mark “fiktiv”. */
  name: z.string().trim().min(1).max(120),
  fictional: z.literal(true),
  headline: z.string().max(400),
  portrait,
  language: contentLanguage,
  situation: z.array(trait),
  goals: z.array(trait),
  painPoints: z.array(trait),
  characteristics: z.array(trait),
  /** In the persona's own words. */
  questions: z.array(trait),
  readingLevel: readingLevel.nullable(),
  channels: z.array(trait),
  tone: trait.extend({ code: z.enum(tones) }),
  accessibility: z.array(trait),
  ...heldFields,
});
export type Persona = z.infer<typeof persona>;

const plainRules = [
  'sentence-length',
  'word-length',
  'passive',
  'genitive',
  'subjunctive',
  'negation',
  'foreign-words',
  'abbreviations',
  'one-statement',
] as const;

export const contentEnrichment = z.object({
  id,
  analysisId: id,
  groupId: id,
  kind: z.enum(['explanation', 'faq', 'plain']),
  language: contentLanguage,
  title: z.string(),
  /** `faq`: question and answer; otherwise `heading` is null. Each part is cited or an assumption. */
  parts: z.array(z.object({ heading: z.string().nullable(), body: trait })),
  /** Rules of plain language (DIN 8581-1, “Einfache Sprache”), with what breaks them; texts of every kind are checked. */
  checks: z.array(
    z.object({ rule: z.enum(plainRules), passed: z.boolean(), offending: z.array(z.string()) }),
  ),
});
export type ContentEnrichment = z.infer<typeof contentEnrichment>;

/** What a person may change. A text given by hand is a trait of origin `person`. */
export const groupEdit = targetGroup
  .pick({
    name: true,
    description: true,
    needs: true,
    barriers: true,
    languages: true,
    channels: true,
    accessibility: true,
    position: true,
  })
  .partial();

export const personaEdit = persona
  .pick({
    name: true,
    headline: true,
    portrait: true,
    language: true,
    situation: true,
    goals: true,
    painPoints: true,
    characteristics: true,
    questions: true,
    channels: true,
    tone: true,
    accessibility: true,
  })
  .partial();
