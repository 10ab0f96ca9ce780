/** Agents: all of them with their passports, one in full, and two side by side. */
import { useRoute } from '../../app/router.ts';
import { AgentList } from './agent-list.tsx';
import { AgentPage } from './agent-page.tsx';
import { Rehearsal } from './rehearsal.tsx';

export default function Agents() {
  const [first] = useRoute().segments;
  if (first === undefined) return <AgentList />;
  if (first === 'rehearsal') return <Rehearsal />;
  return <AgentPage key={first} agentId={first} />;
}
