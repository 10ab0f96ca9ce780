/** An edit must not hand the evidence of one statement to another, nor take it from one that was left alone. */
import { expect, it } from 'vitest';
import type { Trait } from '../../../electron/contract/intelligence-traits.ts';
import { coverageOf, evidenceIdsOf, traitsFromLines } from './traits.ts';

const trait = (text: string, evidence: string[]): Trait => ({
  id: text,
  text,
  basis: evidence.length > 0 ? 'evidence' : 'assumption',
  evidence,
  origin: 'rules',
});
const known = [trait('Fristen', ['e1', 'e2']), trait('Kosten', ['e2', 'e3'])];

it('keeps the evidence of untouched lines in their new order, and gives none to changed ones', () => {
  const edited = traitsFromLines('Kosten\n  Fristen im Herbst \n\nKosten', known);
  expect(edited.map(({ text, basis, origin }) => [text, basis, origin])).toEqual([
    ['Kosten', 'evidence', 'rules'],
    ['Fristen im Herbst', 'assumption', 'person'],
  ]);
  expect(edited[0]).toBe(known[1]);
});

it('numbers each sentence once, and counts what rests on none', () => {
  const sections = [{ field: 'goals', traits: [...known, trait('Vertrauen', [])] }];
  expect(evidenceIdsOf(sections)).toEqual(['e1', 'e2', 'e3']);
  expect(coverageOf(sections.flatMap(({ traits }) => traits))).toEqual({
    ...{ traits: 3, evidenced: 2, assumptions: 1 },
    share: 2 / 3,
  });
  expect(coverageOf([]).share).toBe(1);
});
