/** Which lists of traits groups and personas have, in the order they are shown, and how much of them is evidenced. Pure. */
import type { CustomerAnalysis } from '../../../electron/contract/intelligence.ts';
import type { Persona, TargetGroup } from '../../../electron/contract/intelligence-groups.ts';
import type { Trait } from '../../../electron/contract/intelligence-traits.ts';

export type Coverage = CustomerAnalysis['coverage'];

export const personaLists = [
  'situation',
  'goals',
  'painPoints',
  'questions',
  'characteristics',
  'channels',
  'accessibility',
] as const;
export type PersonaList = (typeof personaLists)[number];

export const groupLists = ['needs', 'barriers', 'languages', 'channels', 'accessibility'] as const;
export type GroupList = (typeof groupLists)[number];

export type TraitSection<F extends string> = { field: F; traits: Trait[] };

const single = (one: Trait | null): Trait[] => (one === null ? [] : [one]);

export const personaSections = (persona: Persona): TraitSection<PersonaList | 'tone' | 'readingLevel'>[] => [
  ...personaLists.map((field) => ({ field, traits: persona[field] })),
  { field: 'tone', traits: [persona.tone] },
  { field: 'readingLevel', traits: single(persona.readingLevel) },
];

export const groupSections = (group: TargetGroup): TraitSection<GroupList | 'readingLevel'>[] => [
  ...groupLists.map((field) => ({ field, traits: group[field] })),
  { field: 'readingLevel', traits: single(group.readingLevel) },
];

export const coverageOf = (traits: readonly Trait[]): Coverage => {
  const evidenced = traits.filter(({ basis }) => basis === 'evidence').length;
  return {
    traits: traits.length,
    evidenced,
    assumptions: traits.length - evidenced,
    share: traits.length === 0 ? 1 : evidenced / traits.length,
  };
};

/** Each sentence once, in the order it is first used: its place is its number on paper. */
export const evidenceIdsOf = (sections: readonly TraitSection<string>[]): string[] => [
  ...new Set(sections.flatMap(({ traits }) => traits.flatMap(({ evidence }) => evidence))),
];

/** Lines that were there keep their trait with its evidence; another line is a statement of the person, without any. */
export const traitsFromLines = (lines: string, before: readonly Trait[]): Trait[] => {
  const known = new Map(before.map((trait) => [trait.text, trait]));
  const texts = lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return [...new Set(texts)].map(
    (text): Trait =>
      known.get(text) ?? {
        id: `own-${crypto.randomUUID()}`,
        text,
        basis: 'assumption',
        evidence: [],
        origin: 'person',
      },
  );
};
