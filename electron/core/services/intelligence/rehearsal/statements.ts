/** The statements a persona can speak from, in the order it would. Pure. */
import type { Persona } from '../../../../contract/intelligence-groups.ts';
import type { RehearsedSentence } from '../../../../contract/intelligence-hand.ts';
import type { Trait } from '../../../../contract/intelligence-traits.ts';

export const spokenFields = [
  'situation',
  'goals',
  'painPoints',
  'questions',
  'characteristics',
  'channels',
  'accessibility',
] as const;
export type SpokenField = (typeof spokenFields)[number] | 'tone';
export type Statement = { field: SpokenField; trait: Trait };

export const statementsOf = (persona: Persona): Statement[] => [
  ...spokenFields.flatMap((field) => persona[field].map((trait) => ({ field, trait }))),
  { field: 'tone', trait: persona.tone },
];

/** Carries evidence exactly when every statement it rests on does. */
export const sentenceFrom = (text: string, statements: readonly Statement[]): RehearsedSentence => {
  const evidence = [...new Set(statements.flatMap(({ trait }) => trait.evidence))];
  const isBound = statements.length > 0 && statements.every(({ trait }) => trait.basis === 'evidence');
  return {
    text,
    traits: statements.map(({ field, trait }) => ({ field, id: trait.id, text: trait.text })),
    evidence,
    basis: isBound ? 'evidence' : 'assumption',
  };
};

/** Says nothing about the persona. */
export const courtesy = (text: string): RehearsedSentence => ({
  text,
  traits: [],
  evidence: [],
  basis: null,
});
