/** `wattos demo [--no-llm]`: the sample municipality from its pages to target groups, personas, agents and cited answers. */
import type { AgentAnswer } from '../../contract/agents.ts';
import type { Client } from '../../contract/index.ts';
import { analyseSpace } from './analyze.ts';
import { describeAnswer } from './agent.ts';
import type { Command } from './command.ts';

/** Asked in all three languages; the last one no municipality can answer. */
const questions = {
  de: [
    'Welche Unterlagen brauche ich für die Anmeldung einer Wohnung?',
    'Wie hoch ist der höchste Berg auf dem Mars?',
  ],
  tr: ['Entegrasyon kursuna nasıl kayıt olabilirim?'],
  en: ['When is the citizens’ office open?'],
} as const;

export const demo: Command = async ({ flags, client: connect, words, io }) => {
  const startedMs = performance.now();
  const say = words.cli.intelligence;
  const tell = (line: string): void => {
    if (!flags.json) io.stdout(`${line}\n`);
  };
  const client = await connect();
  tell(say.demo.reading);
  const { spaceId, documents } = await client.intelligence.installSample();
  tell(say.demo.read(documents));
  const modelId = flags.noLlm ? null : (flags.model ?? (await chatModel(client)));
  if (modelId === null) tell(say.demo.withoutModel);
  const view = await analyseSpace(
    client,
    { spaceId, name: 'Lindenau', language: null, agentLanguages: ['de', 'tr', 'en'], modelId, repeat: true },
    io,
    words,
  );
  const { analysis, groups, personas, agents } = view;
  tell(say.summary({ ...analysis, share: analysis.coverage.share }));
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
  const seconds = Math.round((performance.now() - startedMs) / 100) / 10;
  tell(say.demo.took(seconds));
  return {
    text: '',
    json: {
      ...{ documents, seconds, modelId, spaceId, analysisId: analysis.id, coverage: analysis.coverage },
      groups: groups.map(({ key, name, size }) => ({ key, name, size })),
      personas: personas.map(({ name, headline }) => ({ name, headline })),
      agents: agents.map(({ id, name, language }) => ({ id, name, language })),
      answers,
    },
  };
};

/** The best chat model that is installed here. */
const chatModel = async (client: Client): Promise<string | null> => {
  const { models } = await client.models.list();
  return models.find(({ task, install }) => task === 'chat' && install.state === 'installed')?.id ?? null;
};
