/** What a finished run came to, kept small, and the difference between two of them. */
import { z } from 'zod';
import type { Persona, TargetGroup } from '../../../contract/intelligence-groups.ts';
import type { VersionComparison } from '../../../contract/intelligence-history.ts';
import { coverage, type Evidence } from '../../../contract/intelligence-traits.ts';
import { coverageOf, traitsOfGroup, traitsOfPersona } from './traits-of.ts';

const entry = z.object({
  key: z.string(),
  text: z.string(),
  groupKey: z.string().nullable(),
  /** Of a trait: the name of its group or persona. */
  owner: z.string().optional(),
  /** Of a trait: what it rests on, so that it can go with its documents. */
  evidence: z.array(z.string()).optional(),
  /** Of a group: keys of all groups a person has merged into it. */
  members: z.array(z.string()).optional(),
});
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
        owner: group.name,
        evidence: trait.evidence,
      })),
    ),
    ...personas.flatMap((persona) =>
      traitsOfPersona(persona).map((trait) => ({
        key: `${persona.key} ${trait.id}`,
        text: trait.text,
        groupKey: keyOf.get(persona.groupId) ?? null,
        owner: persona.name,
        evidence: trait.evidence,
      })),
    ),
  ];
  return {
    documents,
    personas: personas.length,
    coverage: coverageOf([...groups.flatMap(traitsOfGroup), ...personas.flatMap(traitsOfPersona)]),
    evidence: evidence.map(({ id, quote }) => ({ key: id, text: quote, groupKey: owners.get(id) ?? null })),
    groups: groups.map(({ key, name, signalKeys }) => ({
      key,
      text: name,
      groupKey: key,
      members: signalKeys,
    })),
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
  groups: difference(mergedGroups(from.snapshot, to.snapshot), to.snapshot.groups),
  traits: difference(mergedTraits(from.snapshot, to.snapshot), to.snapshot.traits),
});

/** Old key → key of the group that has taken it in since. */
const mergers = (from: Snapshot, to: Snapshot): Map<string, string> => {
  const present = new Set(to.groups.map(({ key }) => key));
  return new Map(
    from.groups.flatMap(({ key }) => {
      const into = present.has(key) ? undefined : to.groups.find(({ members }) => members?.includes(key));
      return into === undefined ? [] : [[key, into.key] as const];
    }),
  );
};

/** What a person has put together has not vanished. */
const mergedGroups = (from: Snapshot, to: Snapshot): Entry[] => {
  const into = mergers(from, to);
  return from.groups.filter(({ key }) => !into.has(key));
};

const mergedTraits = (from: Snapshot, to: Snapshot): Entry[] => {
  const into = mergers(from, to);
  if (into.size === 0) return from.traits;
  const present = new Set(to.traits.map(({ key }) => key));
  const texts = new Set(to.traits.map(({ groupKey, text }) => `${groupKey} ${text}`));
  return from.traits.flatMap((one) => {
    const group = one.groupKey === null ? undefined : into.get(one.groupKey);
    // Traits of personas keep their key; those of groups move to the group they are in now.
    if (group === undefined || present.has(one.key)) return [one];
    const key = one.key.replace(one.groupKey ?? '', group);
    if (present.has(key)) return [];
    return texts.has(`${group} ${one.text}`) ? [] : [{ ...one, key, groupKey: group }];
  });
};

const difference = (before: readonly Entry[], after: readonly Entry[]): VersionComparison['groups'] => {
  const known = new Map(before.map((one) => [one.key, one]));
  const found: VersionComparison['groups'] = { added: [], changed: [], vanished: [], same: 0 };
  for (const one of after) {
    const old = known.get(one.key);
    known.delete(one.key);
    if (old === undefined) found.added.push(shown(one));
    else if (old.text !== one.text) found.changed.push({ ...place(one), before: old.text, after: one.text });
    else found.same += 1;
  }
  found.vanished.push(...[...known.values()].map(shown));
  return found;
};

const place = ({ key, groupKey, owner }: Entry) => ({ key, groupKey, owner: owner ?? null });
const shown = (one: Entry) => ({ ...place(one), text: one.text });
