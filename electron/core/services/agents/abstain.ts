/**
 * What an agent says instead of guessing: its own words and where people get help. Whoever asked in another language than the
 * agent's first reads the same in their own; the agent's words stay, for they may have been written by hand. Pure.
 */
import type { Agent } from '../../../contract/agents.ts';
import type { ContentLanguage } from '../../../contract/intelligence-traits.ts';

export const abstentionFor = (
  { language, abstention: { text, contact } }: Pick<Agent, 'language' | 'abstention'>,
  askedIn: ContentLanguage | null,
  notFound: (language: ContentLanguage) => string,
): string => {
  const own = contact === null || contact === '' || text.includes(contact) ? text : `${text}\n\n${contact}`;
  return askedIn === null || askedIn === language ? own : `${notFound(askedIn)}\n\n${own}`;
};
