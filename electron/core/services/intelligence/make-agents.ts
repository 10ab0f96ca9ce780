/** Writes agents for the personas of an analysis: one per persona and language; a repeat renews those nobody has locked. */
import type { ContentLanguage } from '../../../contract/intelligence-traits.ts';
import type { Db } from '../../db/open.ts';
import type { Agents } from '../agents/index.ts';
import * as holdings from './holdings.ts';
import { draftAgent } from './making/agents.ts';
import type { IntelligenceResources } from './resources.ts';

export type AgentWish = {
  tenantId: string;
  analysisId: string;
  /** Of these personas only; `undefined`: of all, and agents of personas that are no more go. */
  personaIds?: readonly string[];
  languages: readonly ContentLanguage[];
  sources: { spaceIds: string[]; languages: string[]; contact: string | null };
  modelId: string | null;
};

/** Inside a transaction. Returns how many there are now. */
export type MakeAgents = (wish: AgentWish) => number;

export const createMakeAgents =
  (options: {
    db: Db;
    agents: Pick<Agents, 'generate' | 'dropLoose'>;
    resources: IntelligenceResources;
  }): MakeAgents =>
  (wish) => {
    const { db, agents, resources } = options;
    const groups = new Map(holdings.groupsOf(db, wish.analysisId).map(({ item }) => [item.id, item]));
    let count = 0;
    for (const { item: persona, removed } of holdings.personasOf(db, wish.analysisId)) {
      const group = groups.get(persona.groupId);
      const wanted = wish.personaIds?.includes(persona.id) ?? true;
      if (removed || group === undefined || !wanted) continue;
      for (const language of wish.languages) {
        const draft = draftAgent(persona, group, language, wish.sources, resources);
        agents.generate(wish.tenantId, {
          analysisId: wish.analysisId,
          groupId: group.id,
          personaId: persona.id,
          input: { ...draft, characterId: null, modelId: wish.modelId },
        });
        count += 1;
      }
    }
    if (wish.personaIds === undefined) agents.dropLoose(wish.tenantId, wish.analysisId);
    return count;
  };
