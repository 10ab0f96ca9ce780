import type { Agent } from '../../../electron/contract/agents.ts';
import { expect, it } from 'vitest';
import { anyLanguage, foundAgents, languagesOf } from './found-agents.ts';

const agent = (name: string, language: Agent['language'], published = false) => ({
  name,
  role: `Hilft: ${name}`,
  language,
  published,
});
const agents = [
  agent('Auskunft für Familien', 'de', true),
  agent('Aileler', 'tr'),
  agent('Auskunft für Ältere', 'de'),
];
const names = (wanted: Parameters<typeof foundAgents>[1]) =>
  foundAgents(agents, wanted).map(({ name }) => name);

it('finds by every word of name or role, umlauts in any case', () => {
  expect(names({ release: 'all', language: anyLanguage, words: ' ältere  AUSKUNFT ' })).toEqual([
    'Auskunft für Ältere',
  ]);
  expect(names({ release: 'all', language: anyLanguage, words: 'hilft' })).toHaveLength(3);
});

it('language and release narrow together', () => {
  expect(names({ release: 'draft', language: 'de', words: '' })).toEqual(['Auskunft für Ältere']);
  expect(names({ release: 'published', language: 'tr', words: '' })).toEqual([]);
});

it('names the most frequent language first', () => {
  expect(languagesOf(agents)).toEqual(['de', 'tr']);
});
