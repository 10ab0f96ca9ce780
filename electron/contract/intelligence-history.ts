/** What became of an analysis over time: each change a person or a repeat has made, and two finished runs side by side. */
import { z } from 'zod';
import { id } from './base.ts';
import { coverage } from './intelligence-traits.ts';

/** Before and after are whole groups, personas or agents. */
export const historyEntry = z.object({
  id,
  subjectId: id,
  kind: z.enum(['group', 'persona', 'agent']),
  action: z.enum([
    'created',
    'edited',
    'locked',
    'unlocked',
    'merged',
    'split',
    'removed',
    'restored',
    'repeated',
  ]),
  at: z.iso.datetime(),
  changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

/** Of whom a statement speaks: the name of the group or persona; missing in runs that did not keep it. */
const place = { key: z.string(), groupKey: z.string().nullable(), owner: z.string().nullable() };
const difference = z.object({
  added: z.array(z.object({ ...place, text: z.string() })),
  changed: z.array(z.object({ ...place, before: z.string(), after: z.string() })),
  vanished: z.array(z.object({ ...place, text: z.string() })),
  same: z.int(),
});

export const versionComparison = z.object({
  from: z.int(),
  to: z.int(),
  evidence: difference,
  groups: difference,
  traits: difference,
});
export type VersionComparison = z.infer<typeof versionComparison>;

export const analysisVersion = z.object({
  number: z.int(),
  at: z.iso.datetime(),
  documents: z.int(),
  groups: z.int(),
  personas: z.int(),
  coverage,
});
