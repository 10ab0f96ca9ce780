/** The whole contract: what any client may ask of the engine, over any transport. */
import type { ContractRouterClient } from '@orpc/contract';
import { agentsContract, charactersContract } from './agents.ts';
import { answersContract } from './answers.ts';
import { chatContract } from './chat.ts';
import { crawlerContract } from './crawler.ts';
import { eventsContract } from './events.ts';
import { gatewayContract } from './gateway.ts';
import { ingestionContract } from './ingestion.ts';
import { intelligenceContract } from './intelligence.ts';
import { knowledgeContract } from './knowledge.ts';
import { modelsContract } from './models.ts';
import { privacyContract } from './privacy.ts';
import { runsContract } from './runs.ts';
import { settingsContract } from './settings.ts';
import { systemContract, vaultContract } from './system.ts';

export const contract = {
  agents: agentsContract,
  characters: charactersContract,
  answers: answersContract,
  chat: chatContract,
  crawler: crawlerContract,
  events: eventsContract,
  gateway: gatewayContract,
  ingestion: ingestionContract,
  intelligence: intelligenceContract,
  knowledge: knowledgeContract,
  models: modelsContract,
  privacy: privacyContract,
  runs: runsContract,
  settings: settingsContract,
  system: systemContract,
  vault: vaultContract,
};

/** The typed client every host hands out. */
export type Client = ContractRouterClient<typeof contract>;
