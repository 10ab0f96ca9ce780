/** The commands a consultant types, each in a process of its own: the sample from crawl to cited answer, without a language model. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wattos-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

const wattos = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [
        join(import.meta.dirname, '..', 'cli.ts'),
        ...args,
        ...['--data', join(folder, 'data'), '--models', join(folder, 'models')],
      ],
      {
        env: { PATH: process.env.PATH, HOME: folder, LANG: 'de_DE.UTF-8' },
        maxBuffer: 50_000_000,
      },
      (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr }),
    );
  });

const answerShape = z.object({
  state: z.enum(['answered', 'abstained']),
  citations: z.array(z.object({ quote: z.string(), source: z.string() })),
});
const demoShape = z.object({
  modelId: z.null(),
  coverage: z.object({ share: z.number() }),
  groups: z.array(z.object({ key: z.string() })),
  agents: z.array(z.object({ language: z.string() })),
  answers: z.array(z.object({ language: z.string(), question: z.string(), answer: answerShape })),
});

test('demo, analyze and agent ask: from a crawl to groups, agents in three languages, and answers with their sentence', async () => {
  const demo = await wattos('demo', '--no-llm', '--json');
  expect(demo.stderr).toContain('Zielgruppen');
  expect(demo.code).toBe(0);
  const { coverage, groups, agents, answers } = demoShape.parse(JSON.parse(demo.stdout));
  expect(groups.map(({ key }) => key)).toEqual(expect.arrayContaining(['families', 'newcomers', 'seniors']));
  expect(coverage.share).toBeGreaterThan(0.9);
  expect([...new Set(agents.map(({ language }) => language))].sort()).toEqual(['de', 'en', 'tr']);
  const [german, mars, ...foreign] = answers;
  expect(german?.answer.citations.map(({ quote }) => quote).join(' ')).toContain('Personalausweis');
  expect(mars?.answer.state).toBe('abstained');
  expect(
    foreign.map(({ language, answer }) => [language, answer.state, answer.citations.length > 0]),
  ).toEqual([
    ['tr', 'answered', true],
    ['en', 'answered', true],
  ]);

  const analyze = await wattos(
    'analyze',
    '--space',
    'Gemeinde Lindenau am See',
    '--agents',
    'de',
    '--repeat',
  );
  expect(analyze.code).toBe(0);
  expect(analyze.stdout).toMatch(/^Familien und Eltern · /m);
  expect(analyze.stdout).toMatch(/\(fiktiv\): Hat Kinder und möchte /);

  const name = 'Auskunft für Familien und Eltern';
  const ask = await wattos('agent', 'ask', name, 'Wie melde ich mein Kind in der Kita an?', '--json');
  expect(ask.code).toBe(0);
  const answer = answerShape.parse(JSON.parse(ask.stdout));
  expect(answer.state).toBe('answered');
  expect(answer.citations.map(({ quote }) => quote).join(' ')).toContain('Kita-Portal');
  expect((await wattos('agent', 'ask', 'Niemand', 'Wer?')).stderr).toContain('[agents.NOT_FOUND]');
  expect((await wattos('analyze')).code).toBe(2);
  // Eight processes, of which two read and analyse fifty pages: on a machine with much other work that is more than the usual limit.
}, 900_000);

test('a missing model is said before the work, and nothing is not backed to a hundred per cent', async () => {
  await wattos('spaces', 'create', 'Leer');
  const unknown = await wattos('analyze', '--space', 'Leer', '--model', 'gibt-es-nicht');
  expect([unknown.code, unknown.stderr]).toEqual([5, expect.stringContaining('[models.NOT_FOUND]')]);
  const absent = await wattos('demo', '--model', 'tinyllama-1.1b-chat-iq2');
  expect([absent.code, absent.stderr]).toEqual([5, expect.stringContaining('[models.NOT_INSTALLED]')]);
  const empty = await wattos('analyze', '--space', 'Leer');
  expect(empty.code).toBe(0);
  expect(empty.stdout).toMatch(/^0 Dokumente, 0 Sätze: 0 Zielgruppen, 0 Personas, 0 Agenten\.$/m);
});
