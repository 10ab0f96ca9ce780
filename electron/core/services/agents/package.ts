/** An agent package: agents, their characters and, where wanted, the texts they know, as one JSON file. Reading it trusts nothing. */
import { z } from 'zod';
import { agentInput, type Agent, characterInput, type Character } from '../../../contract/agents.ts';
import { appError } from '../../kernel/errors.ts';

const packageShape = z.object({
  format: z.literal('wattos-agents'),
  version: z.literal(1),
  agents: z
    .array(agentInput.extend({ character: z.int().min(0).nullable() }))
    .min(1)
    .max(200),
  characters: z.array(characterInput.omit({ spaceIds: true })).max(200),
  documents: z
    .array(
      z.object({
        title: z.string().max(2_000),
        source: z.string().max(4_000),
        language: z.string().max(20),
        text: z.string(),
        tags: z.array(z.string()).max(50),
      }),
    )
    .max(50_000),
});
export type AgentPackage = z.infer<typeof packageShape>;

export const writePackage = (
  agents: readonly Agent[],
  characters: readonly Character[],
  documents: AgentPackage['documents'],
): Uint8Array => {
  const carried = characters.filter(({ id }) => agents.some(({ characterId }) => characterId === id));
  const content: AgentPackage = {
    format: 'wattos-agents',
    version: 1,
    agents: agents.map((one) => ({
      ...agentInput.parse(one),
      character: one.characterId === null ? null : carried.findIndex(({ id }) => id === one.characterId),
      // Ids of this installation mean nothing elsewhere.
      characterId: null,
      knowledge: { ...one.knowledge, spaceIds: [] },
    })),
    characters: carried.map((one) => characterInput.omit({ spaceIds: true }).parse(one)),
    documents,
  };
  return new TextEncoder().encode(JSON.stringify(content));
};

/** Throws `agents.PACKAGE_UNREADABLE`. */
export const readPackage = (content: Uint8Array): AgentPackage => {
  try {
    return packageShape.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content)));
  } catch (cause) {
    throw appError('agents.PACKAGE_UNREADABLE', {}, { cause });
  }
};
