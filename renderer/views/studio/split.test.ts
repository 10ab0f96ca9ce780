/** The preview must promise what the engine does: a statement with a sentence on each side stays. */
import { expect, it } from 'vitest';
import type { TargetGroup } from '../../../electron/contract/intelligence-groups.ts';
import type { Trait } from '../../../electron/contract/intelligence-traits.ts';
import { bundlesOf, halvesOf } from './split.ts';

const trait = (id: string, evidence: string[]): Trait => ({
  ...{ id, text: id, evidence, origin: 'rules' },
  basis: evidence.length > 0 ? 'evidence' : 'assumption',
});
const group: TargetGroup = {
  ...{ id: 'g', analysisId: 'a', key: 'families', name: 'Familien', description: '' },
  ...{ size: { sentences: 4, documents: 1, signals: 1 }, evidence: ['e1', 'e2', 'e3', 'e4'] },
  needs: [trait('money', ['e1', 'e2']), trait('care', ['e2', 'e3']), trait('guess', [])],
  barriers: [trait('elsewhere', ['e9'])],
  ...{ languages: [], channels: [], accessibility: [], readingLevel: null, topicIds: [], signalKeys: [] },
  ...{ position: 0, locked: false, origin: 'rules', vanished: false, updatedAt: '' },
};

it('moves a statement only with all of its sentences', () => {
  expect(halvesOf(group, ['e1', 'e2'])).toEqual({
    stays: { sentences: 2, statements: 3 },
    moves: { sentences: 2, statements: 1 },
  });
  expect(halvesOf(group, []).moves).toEqual({ sentences: 0, statements: 0 });
  expect(halvesOf(group, ['e9']).moves.sentences).toBe(0);
});

it('offers only statements that have sentences of the group', () => {
  expect(bundlesOf(group).map((one) => one.trait.id)).toEqual(['money', 'care']);
});
