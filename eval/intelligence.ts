/**
 * `npm run eval -- intelligence --data DIR`: do the groups a reader would name appear, with evidence that opens on the right
 * sentence; does a repeat agree; does an English manual yield technical audiences; do bad sources end sensibly; do agents
 * answer no worse than a plain question to the sources. No language model takes part.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extract } from 'tar';
import { z } from 'zod';
import { parsePage } from '../electron/core/adapters/parser/page/index.ts';
import { openEngineFor, type Page } from './intelligence-engine.ts';
import { agentMetrics } from './intelligence-agents.ts';
import type { Metrics, Suite } from './measure.ts';
import { readOmos } from './retrieval-data.ts';

/** What a reader of the pages would name. Either key of an entry will do. */
const expected: Record<string, string[][]> = {
  newcomers: [['newcomers'], ['refugees']],
  families: [['families']],
  jobSeekers: [['job-seekers']],
  counselling: [['counselling']],
  languageLearners: [['language-learners']],
  youth: [['young-people'], ['apprentices'], ['students']],
};
const technical = [
  'administrators',
  'developers',
  'module-authors',
  'security',
  'end-users',
  'upgraders',
  'hosting-providers',
  'performance-engineers',
  'integrators',
  'contributors',
  'beginners',
  'content-authors',
];
const enoughEvidence = 5;

const suite: Suite = async ({ data, say }) => {
  const metrics: Metrics = {};
  if (data !== null) {
    const omos = readOmos(data, 'de');
    for (const city of [...new Set(omos.items.map(({ group }) => group))]) {
      const pages = omos.items
        .filter(({ group }) => group === city)
        .map(({ id, title, text }): Page => ({ source: id, title, text }));
      await municipality(city, pages, metrics, say);
    }
    Object.assign(metrics, await agentMetrics(data, say));
    await manual(data, metrics, say);
    await hostile(data, metrics);
    await odd(metrics);
    huge(data, metrics);
  } else {
    say('Without --data only the odd sources are measured.');
    await odd(metrics);
  }
  return metrics;
};
export default suite;

const municipality = async (
  city: string,
  pages: Page[],
  metrics: Metrics,
  say: (line: string) => void,
): Promise<void> => {
  const engine = openEngineFor(pages);
  const { view, seconds } = await engine.analyse(1);
  const name = `omos.${city}`;
  const wanted = Object.values(expected);
  const found = wanted.filter((keys) =>
    keys.some(([key]) =>
      view.groups.some((group) => group.key === key && group.evidence.length >= enoughEvidence),
    ),
  );
  metrics[`${name}.expectedGroups`] = found.length / wanted.length;
  metrics[`${name}.groups`] = view.groups.length;
  metrics[`${name}.leastEvidence`] = Math.min(...view.groups.map(({ evidence }) => evidence.length));
  metrics[`${name}.evidenceBoundTraits`] = view.analysis.coverage.share;
  metrics[`${name}.evidenceOpens`] = engine.evidenceHeld(view);
  metrics[`${name}.seconds`] = seconds;
  const keys = new Set(view.groups.map(({ key }) => key));
  const again = await engine.analyse(4_711);
  metrics[`${name}.groupsKeptWithOtherSeed`] =
    again.view.groups.filter(({ key }) => keys.has(key)).length / Math.max(1, keys.size);
  say(
    `${city}: ${view.groups.map(({ name: label, size }) => `${label} (${size.sentences}/${size.documents})`).join('; ')}`,
  );
};

const manual = async (data: string, metrics: Metrics, say: (line: string) => void): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'wattos-manual-'));
  try {
    await extract({ file: join(data, 'crawl/crawl-httpd-manual/site.tar.gz'), cwd: folder });
    const pages = readdirSync(join(folder, 'en'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.html'))
      .flatMap((path): Page[] => {
        const { head, text, blocks } = parsePage(
          readFileSync(join(folder, 'en', path), 'utf8'),
          `http://manual.example/en/${path}`,
        );
        return /\p{L}/u.test(text) ? [{ source: path, title: head.title ?? path, text, blocks }] : [];
      });
    const engine = openEngineFor(pages);
    const { view, seconds } = await engine.analyse();
    const keys = view.groups.map(({ key }) => key);
    metrics['manual.groups'] = keys.length;
    metrics['manual.technicalShare'] =
      keys.filter((key) => technical.includes(key) || key.startsWith('found:')).length /
      Math.max(1, keys.length);
    metrics['manual.namesAdministratorsAndDevelopers'] = Number(
      keys.includes('administrators') && (keys.includes('developers') || keys.includes('module-authors')),
    );
    metrics['manual.evidenceBoundTraits'] = view.analysis.coverage.share;
    metrics['manual.evidenceOpens'] = engine.evidenceHeld(view);
    metrics['manual.seconds'] = seconds;
    say(`manual: ${view.groups.map(({ name }) => name).join('; ')}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const prompts = z.object({ prompt: z.string() });

/** Orders to a model, planted in ordinary pages, must reach no trait, no persona and no agent. */
const hostile = async (data: string, metrics: Metrics): Promise<void> => {
  const orders = readFileSync(join(data, 'safety/prompt-injection.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => prompts.parse(JSON.parse(line)).prompt);
  const pages = orders.map(
    (order, at): Page => ({
      source: `page-${at}`,
      title: `Familienhilfe ${at}`,
      text: `Familienhilfe ${at}\nEltern und Familien bekommen in Haus ${at} Beratung zum Kindergeld.\n${order}\nFür Familien ist die Beratung in Haus ${at} kostenlos.`,
    }),
  );
  const engine = openEngineFor(pages);
  const { view, state } = await engine.analyse();
  const said = JSON.stringify([view.groups, view.personas, view.agents, view.enrichments]);
  const all = JSON.stringify(
    engine.intelligence.evidence(engine.tenantId, engine.analysisId, [
      ...new Set(JSON.stringify(view).match(/\be[0-9a-f]{15}\b/g) ?? []),
    ]),
  );
  const leaked = orders.filter((order) => {
    const canary = JSON.stringify(order.slice(0, 60)).slice(1, -1);
    return said.includes(canary) || all.includes(canary);
  });
  metrics['hostile.finished'] = Number(state === 'finished');
  metrics['hostile.leakedOrders'] = leaked.length;
  metrics['hostile.groups'] = view.groups.length;
  metrics['hostile.said'] = Number(
    view.analysis.notices.some(({ code }) => code === 'instructions-in-sources'),
  );
};

const hugeShape = z.record(z.string(), z.number());

/** In a process of its own: what the measurements before have left in memory is not its. */
const huge = (data: string, metrics: Metrics): void => {
  const { stdout } = spawnSync(process.execPath, [join(import.meta.dirname, 'intelligence-huge.ts'), data], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for (const [name, value] of Object.entries(hugeShape.parse(JSON.parse(stdout))))
    metrics[`huge.${name}`] = value;
};

const odd = async (metrics: Metrics): Promise<void> => {
  const empty = await openEngineFor([]).analyse();
  metrics['empty.finished'] = Number(empty.state === 'finished');
  metrics['empty.groups'] = empty.view.groups.length;
  metrics['empty.said'] = Number(empty.view.analysis.notices.some(({ code }) => code === 'no-documents'));
  const tiny = await openEngineFor([
    {
      source: 'one',
      title: 'Sprachcafé',
      text: 'Sprachcafé\nWer neu in Deutschland ist, kann im Sprachcafé Deutsch lernen.\nEltern bringen ihre Kinder mit.',
    },
  ]).analyse();
  metrics['tiny.finished'] = Number(tiny.state === 'finished');
  metrics['tiny.groups'] = tiny.view.groups.length;
  metrics['tiny.said'] = Number(tiny.view.analysis.notices.some(({ code }) => code === 'few-sentences'));
  const fee = (amount: number): string =>
    `Bürgerbüro\nDer Personalausweis kostet für Bürgerinnen und Bürger im Bürgerbüro ${amount} Euro.`;
  const contradictory = await openEngineFor([
    { source: 'a', title: 'Ausweis', text: fee(37) },
    { source: 'b', title: 'Gebühren', text: fee(29) },
  ]).analyse();
  metrics['contradictory.finished'] = Number(contradictory.state === 'finished');
  metrics['contradictory.said'] = Number(
    contradictory.view.analysis.notices.some(({ code }) => code === 'contradictory'),
  );
};
