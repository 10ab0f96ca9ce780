/** `wattos analyze --space S`: target groups, personas and agents from a knowledge space, each trait with its evidence. */
import type { Client } from '../../contract/index.ts';
import type { AnalysisView } from '../../contract/intelligence.ts';
import { type ContentLanguage, contentLanguage, type Evidence } from '../../contract/intelligence-traits.ts';
import { appError } from '../../core/kernel/errors.ts';
import type { Words } from '../locales/words.ts';
import { type Command, type CommandContext, UsageError } from './command.ts';
import { followRun } from './follow-run.ts';
import { findSpace } from './spaces.ts';

const usage = 'wattos analyze --space S [--model M] [--language de|en|tr] [--agents de,en,tr] [--repeat]';

export const analyze: Command = async ({ args, flags, client: connect, words, io }) => {
  const language = contentLanguage.optional().safeParse(flags.language);
  const agents = contentLanguage.array().optional().safeParse(flags.agents?.split(','));
  if (flags.space === undefined || args.length > 0 || !language.success || !agents.success)
    throw new UsageError(words.cli.usage(usage));
  const client = await connect();
  if (flags.model !== undefined) await checkModel(client, flags.model);
  const space = await findSpace(client, flags.space);
  const view = await analyseSpace(
    client,
    {
      spaceId: space.id,
      name: space.name,
      language: language.data,
      agentLanguages: agents.data,
      modelId: flags.model,
      repeat: flags.repeat,
    },
    io,
    words,
  );
  const evidence = await evidenceOf(client, view);
  return { json: { ...view, evidence: Object.fromEntries(evidence) }, text: describe(view, evidence, words) };
};

/** A mistyped or missing model is said before the work; without it the rules alone would write everything. */
export const checkModel = async (client: Client, modelId: string): Promise<void> => {
  if ((await client.gateway.models()).some(({ id }) => id === modelId)) return;
  const { models } = await client.models.list();
  throw models.some(({ id }) => id === modelId)
    ? appError('models.NOT_INSTALLED', { modelId })
    : appError('models.NOT_FOUND', {});
};

/**
 * The analysis of exactly this space goes on or is repeated, with the settings it has but for those that are wished for; without
 * one there is a new one.
 */
export const analyseSpace = async (
  client: Client,
  wish: {
    spaceId: string;
    name: string;
    language?: ContentLanguage | null | undefined;
    agentLanguages?: ContentLanguage[] | undefined;
    modelId?: string | null | undefined;
    repeat: boolean;
  },
  io: CommandContext['io'],
  words: Words,
): Promise<AnalysisView> => {
  const { spaceId, name, language, agentLanguages, modelId } = wish;
  const wished = {
    ...(language !== undefined && { language }),
    ...(agentLanguages !== undefined && { agentLanguages }),
    ...(modelId !== undefined && { modelId }),
  };
  const { items } = await client.intelligence.list({ limit: 200 });
  const known = items.find(
    ({ sources }) =>
      sources.spaceIds.length === 1 &&
      sources.spaceIds[0] === spaceId &&
      sources.documentIds.length + sources.conversationIds.length === 0,
  );
  const { id: analysisId } =
    known === undefined
      ? await client.intelligence.create({ name, ...wished, sources: { spaceIds: [spaceId] } })
      : await client.intelligence.update({ ...wished, analysisId: known.id });
  const { runId } = await client.intelligence.start({ analysisId, repeat: wish.repeat });
  let shown = '';
  await followRun(client, runId, io.signal, (phase) => {
    if (phase !== shown) io.stderr(`${words.cli.intelligence.phase(phase)}\n`);
    shown = phase;
  });
  return client.intelligence.get({ analysisId });
};

/** Ids are told by their form, wherever in the result they stand. */
const idPattern = /\be[0-9a-f]{15}\b/g;
const idsAtOnce = 500;

const evidenceOf = async (client: Client, view: AnalysisView): Promise<Map<string, Evidence>> => {
  const ids = [...new Set(JSON.stringify(view).match(idPattern) ?? [])];
  const found = new Map<string, Evidence>();
  for (let at = 0; at < ids.length; at += idsAtOnce)
    for (const one of await client.intelligence.evidence({
      analysisId: view.analysis.id,
      ids: ids.slice(at, at + idsAtOnce),
    }))
      found.set(one.id, one);
  return found;
};

/** `null`: no trait, so no share of them either. */
export const shareOf = ({ coverage }: AnalysisView['analysis']): number | null =>
  coverage.traits === 0 ? null : coverage.share;

const describe = (view: AnalysisView, evidence: ReadonlyMap<string, Evidence>, words: Words): string => {
  const say = words.cli.intelligence;
  const { analysis, groups, personas, agents } = view;
  return [
    say.summary({ ...analysis, share: shareOf(analysis) }),
    ...analysis.notices.map(({ code, count }) => say.notice(code, count)),
    ...groups.flatMap((group) => [
      '',
      `${group.name} · ${say.size(group.size.sentences, group.size.documents)}`,
      ...group.needs
        .slice(0, 4)
        .map((need) => `  - ${need.text}${need.basis === 'assumption' ? ` (${say.assumption})` : ''}`),
      ...group.evidence.slice(0, 2).flatMap((id) => {
        const found = evidence.get(id);
        return found === undefined ? [] : [`    „${found.quote}“ (${found.title})`];
      }),
      ...personas
        .filter((persona) => persona.groupId === group.id)
        .map((persona) => `  ${persona.name} (${say.fictional}): ${persona.headline}`),
    ]),
    '',
    ...agents.map((agent) => `${agent.id}  ${agent.language}  ${agent.name}`),
  ].join('\n');
};
