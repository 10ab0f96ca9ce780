/** What of an agent's form is a change: untouched fields are not sent, so that a repeat may still renew them. Pure. */
import type { Agent, AgentInput } from '../../../electron/contract/agents.ts';

/** By the contract. */
const longestStarter = 500;
const mostStarters = 20;

export type AgentForm = Pick<
  AgentInput,
  'name' | 'role' | 'language' | 'tone' | 'instructions' | 'modelId'
> & {
  abstention: string;
  contact: string;
  /** One per line. */
  starters: string;
  spaceIds: readonly string[];
};

export const formOf = (agent: Agent): AgentForm => ({
  name: agent.name,
  role: agent.role,
  language: agent.language,
  tone: agent.tone,
  instructions: agent.instructions,
  modelId: agent.modelId,
  abstention: agent.abstention.text,
  contact: agent.abstention.contact ?? '',
  starters: agent.starterQuestions.join('\n'),
  spaceIds: agent.knowledge.spaceIds,
});

const inputOf = (form: AgentForm, agent: Agent): Partial<AgentInput> => ({
  name: form.name.trim(),
  role: form.role,
  language: form.language,
  tone: form.tone,
  instructions: form.instructions,
  modelId: form.modelId,
  abstention: { text: form.abstention, contact: form.contact.trim() || null },
  starterQuestions: [
    ...new Set(
      form.starters
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean)
        .map((line) => line.slice(0, longestStarter)),
    ),
  ].slice(0, mostStarters),
  knowledge: { ...agent.knowledge, spaceIds: [...form.spaceIds] },
});

export const changeOf = (form: AgentForm, agent: Agent): Partial<AgentInput> => {
  const before = new Map<string, unknown>(Object.entries(agent));
  return Object.fromEntries(
    Object.entries(inputOf(form, agent)).filter(
      ([field, value]) => JSON.stringify(before.get(field)) !== JSON.stringify(value),
    ),
  );
};
