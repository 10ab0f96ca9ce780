/** What a finished run came to, kept small, and the difference between two of them. */
import { z } from 'zod';
import type { VersionComparison } from '../../../contract/intelligence.ts';
import { coverage, type Persona, type TargetGroup } from '../../../contract/intelligence.ts';
import type { Evidence } from '../../../contract/intelligence-traits.ts';
import { coverageOf, traitsOfGroup, traitsOfPersona } from './traits-of.ts';

const entry = z.object({ key: z.string(), text: z.string(), groupKey: z.string().nullable() });
type Entry = z.infer<typeof entry>;
const snapshotShape = z.object({
  documents: z.int(),
  personas: z.int(),
  coverage,
  evidence: z.array(entry),
  groups: z.array(entry),
  traits: z.array(entry),
});
export type Snapshot = z.infer<typeof snapshotShape>;
export const parseSnapshot = (value: unknown): Snapshot => snapshotShape.parse(value);

export const takeSnapshot = (
  groups: readonly TargetGroup[],
  personas: readonly Persona[],
  evidence: readonly Evidence[],
  documents: number,
): Snapshot => {
  const keyOf = new Map(groups.map(({ id, key }) => [id, key]));
  const owners = new Map<string, string>();
  for (const group of groups) for (const id of group.evidence) if (!owners.has(id)) owners.set(id, group.key);
  const traits = [
    ...groups.flatMap((group) =>
      traitsOfGroup(group).map((trait) => ({
        key: `${group.key} ${trait.id}`,
        text: trait.text,
        groupKey: group.key,
      })),
    ),
    ...personas.flatMap((persona) =>
      traitsOfPersona(persona).map((trait) => ({
        key: `${persona.key} ${trait.id}`,
        text: trait.text,
        groupKey: keyOf.get(persona.groupId) ?? null,
      })),
    ),
  ];
  return {
    documents,
    personas: personas.length,
    coverage: coverageOf([...groups.flatMap(traitsOfGroup), ...personas.flatMap(traitsOfPersona)]),
    evidence: evidence.map(({ id, quote }) => ({ key: id, text: quote, groupKey: owners.get(id) ?? null })),
    groups: groups.map(({ key, name }) => ({ key, text: name, groupKey: key })),
    traits,
  };
};

export const compareSnapshots = (
  from: { number: number; snapshot: Snapshot },
  to: { number: number; snapshot: Snapshot },
): VersionComparison => ({
  from: from.number,
  to: to.number,
  evidence: difference(from.snapshot.evidence, to.snapshot.evidence),
  groups: difference(from.snapshot.groups, to.snapshot.groups),
  traits: difference(from.snapshot.traits, to.snapshot.traits),
});

const difference = (before: readonly Entry[], after: readonly Entry[]): VersionComparison['groups'] => {
  const known = new Map(before.map((one) => [one.key, one]));
  const found: VersionComparison['groups'] = { added: [], changed: [], vanished: [], same: 0 };
  for (const one of after) {
    const old = known.get(one.key);
    known.delete(one.key);
    if (old === undefined) found.added.push(one);
    else if (old.text !== one.text)
      found.changed.push({ key: one.key, before: old.text, after: one.text, groupKey: one.groupKey });
    else found.same += 1;
  }
  found.vanished.push(...known.values());
  return found;
};
