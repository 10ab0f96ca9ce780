/** What chat is given, and the words its parts share. */
import type { Agent } from '../../../contract/agents.ts';
import type { AnswerRoute } from '../../../contract/gateway.ts';
import type { Settings } from '../../../contract/settings.ts';
import type { Answer, AnswerRequest } from '../../adapters/llm/kind.ts';
import type { Db } from '../../db/open.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import type { Runs } from '../../runs/runs.ts';
import type { Answers } from '../knowledge/index.ts';
import type * as conversationStore from './conversation-store.ts';

export type ChatModel = { id: string; name: string };
export type Owner = { tenantId: string; userId: string };

/** What leads a conversation: its own knowledge, rules, model and way of abstaining. */
export type ChatAgent = Pick<
  Agent,
  'id' | 'name' | 'language' | 'knowledge' | 'instructions' | 'abstention' | 'modelId'
>;

/** Where the text of a request comes from, which decides where it may go. */
export type Origin =
  | { kind: 'conversation'; conversationId: string; spaceIds?: string[] }
  | { kind: 'declared'; dataClass: 'internal' | 'confidential' };

/** Language models, known to the gateway: it is told who asks and from where, and says where the answer comes from. */
export type ChatLlm = {
  answer(
    request: AnswerRequest & {
      owner: Owner;
      origin: Origin;
      onRoute(route: AnswerRoute): void;
    },
  ): Promise<Pick<Answer, 'metrics' | 'droppedTurns'> & { finish: string }>;
};

export type ChatOptions = {
  db: Db;
  /** Same schema, in memory: the home of temporary conversations. */
  temporaryDb: Db;
  runs: Runs;
  llm: ChatLlm;
  models: {
    /** Throws `models.*` when it cannot be used. */
    resolve(modelId: string): Promise<ChatModel>;
    /** The best installed chat model. */
    recommend(): Promise<ChatModel | null>;
  };
  /** Answers from knowledge spaces; `null`: conversations have no sources here. */
  sources: Answers | null;
  /** Published agents; `null` for one that is not, or no longer there. */
  findAgent(tenantId: string, agentId: string): ChatAgent | null;
  /** What it says to a question that its sources do not answer. */
  abstain(agent: ChatAgent, question: string): string;
  /** Inside the transaction that deletes a stored conversation, while its messages are still there. */
  onRemoving(tenantId: string, conversationId: string): void;
  settings: { get(owner: Owner): Settings };
  clock: Clock;
  log: Log;
  onChange: (topic: 'conversations' | 'conversation', id: string | null) => void;
};

export type Home = { db: Db; temporary: boolean };
export type Place = Home & { conversation: conversationStore.ConversationRecord };
