/** “Speak as the persona”: its next question or worry, from its own traits in their order. Pure. */
import type { Persona } from '../../../contract/intelligence.ts';
import type { Trait } from '../../../contract/intelligence-traits.ts';
import type { IntelligenceResources } from './resources.ts';

export type Turn = { role: 'person' | 'persona'; text: string };
export type Rehearsed = { text: string; evidence: string[]; basis: 'evidence' | 'assumption' };

export const rehearse = (
  persona: Persona,
  turns: readonly Turn[],
  resources: IntelligenceResources,
): Rehearsed => {
  const said = turns.filter(({ role }) => role === 'persona').length;
  const say = (key: string, parameters: Record<string, string> = {}): string =>
    resources.say(persona.language, `rehearsal.${key}`, parameters);
  const from = (trait: Trait, text: string): Rehearsed => ({
    text,
    evidence: trait.evidence,
    basis: trait.basis,
  });
  // A question, a worry, a question …
  const next = said % 2 === 0 ? persona.questions[said / 2] : undefined;
  if (next !== undefined) return from(next, say(said === 0 ? 'opening' : 'next', { question: next.text }));
  const worry = said % 2 === 1 ? persona.painPoints[(said - 1) / 2] : undefined;
  if (worry !== undefined) return from(worry, say('pain', { pain: worry.text }));
  const left = persona.questions[Math.ceil(said / 2)];
  if (left !== undefined) return from(left, say('next', { question: left.text }));
  return { text: say('end'), evidence: [], basis: 'assumption' };
};
