/** All traits of a group or persona, and how many of an analysis rest on evidence. Pure. */
import type { Persona, TargetGroup } from '../../../contract/intelligence-groups.ts';
import type { Trait } from '../../../contract/intelligence-traits.ts';

export const traitsOfGroup = (group: TargetGroup): Trait[] => [
  ...group.needs,
  ...group.barriers,
  ...group.languages,
  ...group.channels,
  ...group.accessibility,
  ...(group.readingLevel === null ? [] : [group.readingLevel]),
];

export const traitsOfPersona = (persona: Persona): Trait[] => [
  ...persona.situation,
  ...persona.goals,
  ...persona.painPoints,
  ...persona.characteristics,
  ...persona.questions,
  ...(persona.readingLevel === null ? [] : [persona.readingLevel]),
  ...persona.channels,
  persona.tone,
  ...persona.accessibility,
];

export const coverageOf = (traits: readonly Trait[]) => {
  const evidenced = traits.filter(({ basis }) => basis === 'evidence').length;
  return {
    traits: traits.length,
    evidenced,
    assumptions: traits.length - evidenced,
    share: traits.length === 0 ? 1 : evidenced / traits.length,
  };
};
