/** The agent that leads a conversation, and how one is chosen. It is chosen once: whoever wants another begins anew. */
import type { Agent } from '../../../electron/contract/agents.ts';
import { navigate } from '../../app/router.ts';
import { usePublishedAgents } from '../../client/agent-queries.ts';
import { setWishes } from './drafts.ts';

export type LeadingAgent =
  | { state: 'none' }
  /** The list has not come yet. */
  | { state: 'pending'; name: string }
  | { state: 'here'; agent: Agent }
  /** Taken back or removed since: the conversation can be read, not continued. */
  | { state: 'gone'; name: string };

export type Led = { agentId: string | null; agentName: string | null };

/** `published`: of all. For a conversation that does not exist yet, an agent that is gone counts as none. */
const leadingAgent = (
  published: readonly Agent[] | undefined,
  { agentId, agentName }: Led,
  isNew: boolean,
): LeadingAgent => {
  if (agentId === null) return { state: 'none' };
  if (published === undefined) return { state: 'pending', name: agentName ?? '' };
  const agent = published.find(({ id }) => id === agentId);
  if (agent) return { state: 'here', agent };
  return isNew ? { state: 'none' } : { state: 'gone', name: agentName ?? '' };
};

export const useLeadingAgent = (led: Led, isNew: boolean): LeadingAgent =>
  leadingAgent(usePublishedAgents().data, led, isNew);

/** Opens an empty conversation that this agent leads; `null`: one without an agent. */
export const openWithAgent = (agentId: string | null): void => {
  setWishes({ agentId, temporary: false, confidential: false });
  navigate('/chat');
};
