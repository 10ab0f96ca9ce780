/** Which agents a person is looking for: by release, language, and words of name or role. Pure. */
import type { Agent } from '../../../electron/contract/agents.ts';

export type Release = 'all' | 'published' | 'draft';
type Findable = Pick<Agent, 'name' | 'role' | 'language' | 'published'>;
export type Wanted = { release: Release; language: string; words: string };

/** For every language. */
export const anyLanguage = 'any';

/** The agents that fit, in the order given; each word must stand in the name or the role, upper and lower case alike. */
export const foundAgents = <A extends Findable>(
  agents: readonly A[],
  { release, language, words }: Wanted,
): A[] => {
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return agents.filter((agent) => {
    if (release !== 'all' && agent.published !== (release === 'published')) return false;
    if (language !== anyLanguage && agent.language !== language) return false;
    const text = `${agent.name} ${agent.role}`.toLocaleLowerCase();
    return wanted.every((word) => text.includes(word));
  });
};

/** The languages there are agents for, the most frequent first. */
export const languagesOf = (agents: readonly Findable[]): string[] => {
  const counts = new Map<string, number>();
  for (const { language } of agents) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([language]) => language);
};
