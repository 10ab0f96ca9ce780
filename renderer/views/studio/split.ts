/** What stays and what moves when a group is split, counted as the engine does it: all sentences, also those not stored. Pure. */
import type { TargetGroup } from '../../../electron/contract/intelligence-groups.ts';
import type { Trait } from '../../../electron/contract/intelligence-traits.ts';
import { groupLists } from './traits.ts';

export type Half = { sentences: number; statements: number };

/** A statement goes along when all of its sentences do. */
const goesAlong = ({ evidence }: Trait, taken: ReadonlySet<string>): boolean =>
  evidence.length > 0 && evidence.every((id) => taken.has(id));

export const halvesOf = (group: TargetGroup, chosen: readonly string[]): { stays: Half; moves: Half } => {
  const taken = new Set(chosen.filter((id) => group.evidence.includes(id)));
  const traits = groupLists.flatMap((list) => group[list]);
  const moving = traits.filter((trait) => goesAlong(trait, taken)).length;
  return {
    stays: { sentences: group.size.sentences - taken.size, statements: traits.length - moving },
    moves: { sentences: taken.size, statements: moving },
  };
};

/** Statements whose sentences belong to the group, with those sentences: what a person moves in one go. */
export const bundlesOf = (group: TargetGroup): { trait: Trait; sentences: string[] }[] =>
  groupLists.flatMap((list) =>
    group[list].flatMap((trait) => {
      const sentences = trait.evidence.filter((id) => group.evidence.includes(id));
      return sentences.length === 0 ? [] : [{ trait, sentences }];
    }),
  );
