/** `wattos demo [--no-llm]`: the sample municipality from its pages to target groups, personas, agents and cited answers. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AgentAnswer } from '../../contract/agents.ts';
import { crawlOptions } from '../../contract/crawler.ts';
import type { Client } from '../../contract/index.ts';
import { appError, fromEnvelope } from '../../core/kernel/errors.ts';
import { describeAnswer } from './agent.ts';
import { analyseSpace, checkModel, shareOf } from './analyze.ts';
import type { Command, CommandContext } from './command.ts';
import { spaceFor } from './ingest.ts';
import { serveSample } from './serve-sample.ts';

/** Asked in all three languages; the last one no municipality can answer. */
const questions = {
  de: [
    'Welche Unterlagen brauche ich für die Anmeldung einer Wohnung?',
    'Wie hoch ist der höchste Berg auf dem Mars?',
  ],
  tr: ['Entegrasyon kursuna nasıl kayıt olurum?'],
  en: ['When is the citizens’ office open?'],
} as const;

export const demo: Command = async (context) => {
  const { flags, client: connect, words, io } = context;
  const startedMs = performance.now();
  const say = words.cli.intelligence;
  const tell = (line: string): void => {
    if (!flags.json) io.stdout(`${line}\n`);
  };
  const client = await connect();
  if (flags.model !== undefined && !flags.noLlm) await checkModel(client, flags.model);
  const { id: spaceId } = await spaceFor(client, spaceName);
  const crawl = await crawlSample(context, client, spaceId, tell);
  const documents = (await spaceFor(client, spaceName)).documents;
  tell(say.demo.read(documents));
  const crawledSeconds = since(startedMs);
  const modelId = flags.noLlm ? null : (flags.model ?? (await chatModel(client)));
  if (modelId === null) tell(say.demo.withoutModel);
  const view = await analyseSpace(
    client,
    { spaceId, name: 'Lindenau', language: null, agentLanguages: ['de', 'tr', 'en'], modelId, repeat: true },
    io,
    words,
  );
  const { analysis, groups, personas, agents } = view;
  tell(say.summary({ ...analysis, share: shareOf(analysis) }));
  for (const group of groups)
    tell(`  ${group.name} · ${say.size(group.size.sentences, group.size.documents)}`);
  const answers: { agent: string; language: string; question: string; answer: AgentAnswer }[] = [];
  for (const [language, asked] of Object.entries(questions)) {
    const agent = agents.find((one) => one.language === language);
    if (agent === undefined) continue;
    for (const question of asked) {
      tell(say.demo.asking(question));
      const answer = await client.agents.ask({ agentId: agent.id, question });
      tell(describeAnswer(answer));
      answers.push({ agent: agent.name, language, question, answer });
    }
  }
  const seconds = since(startedMs);
  tell(say.demo.took(seconds));
  return {
    text: '',
    json: {
      ...{
        crawl,
        documents,
        crawledSeconds,
        seconds,
        modelId,
        spaceId,
        analysisId: analysis.id,
        coverage: analysis.coverage,
      },
      groups: groups.map(({ key, name, size }) => ({ key, name, size })),
      personas: personas.map(({ name, headline }) => ({ name, headline })),
      agents: agents.map(({ id, name, language }) => ({ id, name, language })),
      answers,
    },
  };
};

const since = (startedMs: number): number => Math.round((performance.now() - startedMs) / 100) / 10;

/** As the sample is called where it is installed with one click. */
const spaceName = 'Gemeinde Lindenau am See';
const lookEveryMs = 200;

/** The sample's pages on the loopback, read like any website: the person who calls the demo asks for it. */
const crawlSample = async (
  { io, paths, words }: CommandContext,
  client: Client,
  spaceId: string,
  tell: (line: string) => void,
) => {
  const site = await serveSample(join(paths.programDir, 'resources', 'sample', 'site'));
  try {
    tell(words.cli.intelligence.demo.crawling(site.url));
    const options = crawlOptions.parse({ intranet: true, requestsPerSecond: 0, render: 'never' });
    const { crawlId } = await client.crawler.start({ url: site.url, spaceId, options });
    for (;;) {
      const { state, error, counts, ingestion } = await client.crawler.get({ crawlId });
      if (state === 'failed' && error !== null) throw fromEnvelope(error);
      const queue = await client.ingestion.state({ spaceId });
      const open = ingestion.waiting + queue.waiting + queue.active + queue.walking;
      if (state !== 'running' && open === 0) return { crawlId, counts };
      if (io.signal.aborted) {
        await client.crawler.pause({ crawlId });
        throw appError('request.CANCELLED', {});
      }
      await sleep(lookEveryMs, undefined, { signal: io.signal }).catch(() => {});
    }
  } finally {
    await site.close();
  }
};

/** The best chat model that is installed here. */
const chatModel = async (client: Client): Promise<string | null> => {
  const { models } = await client.models.list();
  return models.find(({ task, install }) => task === 'chat' && install.state === 'installed')?.id ?? null;
};
