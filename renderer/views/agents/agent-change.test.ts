/** Saving a form nobody touched must change nothing: a field that is sent is a person's own from then on. */
import { expect, it } from 'vitest';
import type { Agent } from '../../../electron/contract/agents.ts';
import { changeOf, formOf } from './agent-change.ts';

const agent: Agent = {
  ...{ id: 'a', analysisId: null, groupId: null, personaId: null, template: null, published: false },
  ...{ locked: false, passport: null, createdAt: '', updatedAt: '', characterId: null, modelId: null },
  ...{ name: 'Auskunft', role: 'Hilft', instructions: 'Kurz.', tools: ['knowledge.search'] },
  language: 'de',
  tone: 'formal',
  knowledge: { spaceIds: ['s1'], languages: ['de'], tags: [] },
  starterQuestions: ['Wann?', 'Wo?'],
  abstention: { text: 'Weiß ich nicht.', contact: null },
};

it('sends nothing that was not touched', () => {
  expect(changeOf(formOf(agent), agent)).toEqual({});
});

it('sends what was changed, with the filters of the knowledge left as they are', () => {
  const form = { ...formOf(agent), starters: ' Wo? \n\nWarum?\nWo?', spaceIds: ['s2'], contact: ' Rathaus ' };
  expect(changeOf(form, agent)).toEqual({
    starterQuestions: ['Wo?', 'Warum?'],
    knowledge: { spaceIds: ['s2'], languages: ['de'], tags: [] },
    abstention: { text: 'Weiß ich nicht.', contact: 'Rathaus' },
  });
});
