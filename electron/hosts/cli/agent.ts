/** `wattos agent [list | ask <agent> "<question>" | test <agent>]`. An agent is named by its id or its name. */
import type { Agent, AgentAnswer } from '../../contract/agents.ts';
import type { Client } from '../../contract/index.ts';
import { appError } from '../../core/kernel/errors.ts';
import { type Command, UsageError } from './command.ts';
import { followRun } from './follow-run.ts';

const usage = 'wattos agent [list | ask <agent> "<question>" | test <agent>]';

export const agent: Command = async ({ args, client: connect, words, io }) => {
  const [verb = 'list', wanted, question] = args;
  if (verb === 'ask' && question?.trim() === '') throw new UsageError(words.cli.emptyQuestion);
  const client = await connect();
  if (verb === 'list' && args.length <= 1) {
    const all = await client.agents.list({});
    const text = all
      .map((one) => `${one.id}  ${one.language}  ${one.published ? '●' : '○'}  ${one.name}`)
      .join('\n');
    return { json: all, text: text || words.cli.intelligence.noAgents };
  }
  if (verb === 'ask' && wanted !== undefined && question !== undefined && args.length === 3) {
    const { id } = await findAgent(client, wanted);
    const answer = await client.agents.ask({ agentId: id, question });
    return { json: { agentId: id, ...answer }, text: describeAnswer(answer) };
  }
  if (verb === 'test' && wanted !== undefined && args.length === 2) {
    const { id } = await findAgent(client, wanted);
    const { runId } = await client.agents.test({ agentId: id });
    await followRun(client, runId, io.signal, () => {});
    const { passport } = await client.agents.get({ agentId: id });
    return { json: passport, text: passport === null ? '' : words.cli.intelligence.passport(passport) };
  }
  throw new UsageError(words.cli.usage(usage));
};

const findAgent = async (client: Client, wanted: string): Promise<Agent> => {
  const all = await client.agents.list({});
  const found = all.find(({ id }) => id === wanted) ?? all.find(({ name }) => name === wanted);
  if (found === undefined) throw appError('agents.NOT_FOUND', {});
  return found;
};

export const describeAnswer = ({ text, claims, citations }: AgentAnswer): string =>
  claims.length === 0
    ? text
    : [
        ...claims.map((claim) => `${claim.text}${claim.citation === null ? '' : ` [${claim.citation + 1}]`}`),
        '',
        ...citations.map(
          (one, at) => `[${at + 1}] ${one.title}${one.page === null ? '' : `, ${one.page}`} · ${one.source}`,
        ),
      ].join('\n');
