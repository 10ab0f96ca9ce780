/** What a person adds by hand, what they took away, and what a persona says in a rehearsal. */
import { z } from 'zod';
import { id } from './base.ts';
import { evidenceId } from './intelligence-traits.ts';

/** A statement of a person: an assumption, unless sentences are attached. */
export const ownStatement = z.object({
  text: z.string().trim().min(1).max(4_000),
  evidence: z.array(evidenceId).max(50).default([]),
});
export type OwnStatement = z.infer<typeof ownStatement>;
const ownStatements = z.array(ownStatement).max(50).default([]);

export const ownGroup = z.object({
  name: z.string().trim().min(1).max(200),
  description: z.string().max(4_000).default(''),
  /** Sentences that speak to the group. */
  evidence: z.array(evidenceId).max(500).default([]),
  needs: ownStatements,
  barriers: ownStatements,
});
export type OwnGroup = z.infer<typeof ownGroup>;

export const ownPersona = z.object({
  /** Without one a name is made up. */
  name: z.string().trim().min(1).max(120).optional(),
  headline: z.string().trim().max(400).default(''),
  /** Begins with what the sources say about the whole group. */
  fromGroup: z.boolean().default(true),
  goals: ownStatements,
  painPoints: ownStatements,
  questions: ownStatements,
});
export type OwnPersona = z.infer<typeof ownPersona>;

/** Taken away by a person: a repeat does not bring it back, restoring `historyId` does. */
export const removedByHand = z.object({
  kind: z.enum(['group', 'persona']),
  id,
  name: z.string(),
  at: z.iso.datetime(),
  historyId: id,
});
export type RemovedByHand = z.infer<typeof removedByHand>;

export const rehearsalTurn = z.object({ role: z.enum(['person', 'persona']), text: z.string().max(4_000) });
export type RehearsalTurn = z.infer<typeof rehearsalTurn>;

/** One sentence of the persona and the statements about it that the sentence rests on. */
export const rehearsedSentence = z.object({
  text: z.string(),
  /** `field`: the persona's list the statement stands in. */
  traits: z.array(z.object({ field: z.string(), id: z.string(), text: z.string() })),
  evidence: z.array(evidenceId),
  /** `null`: says nothing about the persona, such as a greeting. */
  basis: z.enum(['evidence', 'assumption']).nullable(),
});
export type RehearsedSentence = z.infer<typeof rehearsedSentence>;

export const rehearsal = z.object({
  text: z.string(),
  sentences: z.array(rehearsedSentence),
  evidence: z.array(evidenceId),
  basis: z.enum(['evidence', 'assumption']),
  /** `null`: put together from the persona's statements, without a model. */
  modelId: z.string().nullable(),
});
export type Rehearsal = z.infer<typeof rehearsal>;
