/** Agents: all of them with their passports, one in full, two side by side, the ways to new ones, and the characters they carry. */
import { useRoute } from '../../app/router.ts';
import { AgentList } from './agent-list.tsx';
import { AgentPage } from './agent-page.tsx';
import { CharacterPage } from './character-page.tsx';
import { Characters } from './characters.tsx';
import { FromTemplate } from './from-template.tsx';
import { ImportPackage } from './import-package.tsx';
import { Rehearsal } from './rehearsal.tsx';

export default function Agents() {
  const [first, second] = useRoute().segments;
  if (first === undefined) return <AgentList />;
  if (first === 'rehearsal') return <Rehearsal />;
  if (first === 'new') return <FromTemplate />;
  if (first === 'import') return <ImportPackage />;
  if (first === 'characters') {
    if (second === undefined) return <Characters />;
    return <CharacterPage key={second} characterId={second === 'new' ? null : second} />;
  }
  return <AgentPage key={first} agentId={first} />;
}
