import { expect, it } from 'vitest';
import type { Citation } from '../../../electron/contract/answers.ts';
import { quotedGroups } from './quoted.ts';

const citation = (number: number, documentId: string, startOffset: number, quote: string): Citation => ({
  ...{ number, documentId, versionId: 'v', spaceId: 's', title: '', source: '', headingPath: [], page: null },
  ...{ startOffset, endOffset: startOffset + quote.length, quote, textHash: '' },
});

it('opens each sentence of a long passage at its own place, also one that stands there twice', () => {
  const long = citation(1, 'a', 100, 'Kita\nBitte anmelden.\nHort\nBitte anmelden.');
  const [group] = quotedGroups({
    citations: [long],
    extract: ['Bitte anmelden.', 'Hort', 'Bitte anmelden.'].map((text) => ({ text, citation: 1 })),
  });
  expect(group?.sentences.map(({ place }) => [place.startOffset, place.endOffset, place.quote])).toEqual([
    [105, 120, 'Bitte anmelden.'],
    [121, 125, 'Hort'],
    [126, 141, 'Bitte anmelden.'],
  ]);
  expect(group?.sentences.every((one) => one.citation === long)).toBe(true);
});

it('opens the whole passage where the sentence does not stand in it letter for letter', () => {
  const passage = citation(1, 'a', 0, 'Mo–Fr 8–12');
  const [group] = quotedGroups({ citations: [passage], extract: [{ text: 'Mo-Fr 8-12', citation: 1 }] });
  expect(group?.sentences[0]?.place).toBe(passage);
});

it('keeps sentences of one document together and leaves out what has lost its citation', () => {
  const groups = quotedGroups({
    citations: [citation(1, 'a', 0, 'Eins. Zwei.'), citation(2, 'b', 0, 'Drei.')],
    extract: [
      { text: 'Eins.', citation: 1 },
      { text: 'Zwei.', citation: 1 },
      { text: 'Drei.', citation: 2 },
      { text: 'Vier.', citation: 9 },
    ],
  });
  expect(groups.map(({ sentences }) => sentences.map(({ text }) => text))).toEqual([
    ['Eins.', 'Zwei.'],
    ['Drei.'],
  ]);
});
