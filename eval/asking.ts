/**
 * `npm run eval -- asking --data DIR`: how long a person waits for the extract of an answer while the machine has other work
 * to do: while files are read, while they are indexed, and at rest. The real headless host, OMoS-QA pages and one long
 * text as files, a question every 650 ms (below the limit per minute). Needs a build; with the embedding model installed its vectors are made.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { startHeadlessHost } from './headless-host.ts';
import { type Metrics, quantile, type Suite } from './measure.ts';

const everyMs = 650;
const restQuestions = 15;
/** Of a phase: a slow machine is not asked for an hour. */
const mostQuestions = 60;
/** A quarter of the German Civil Code. */
const longTextLength = 400_000;
/** Enough that reading and indexing take a while. */
const pages = 150;

const line = z.object({ text: z.string() });
const question = z.object({ question: z.string() });

const readLines = <T>(file: string, shape: z.ZodType<T>): T[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((one) => one !== '')
    .map((one) => shape.parse(JSON.parse(one)));

type Phase = 'reading' | 'indexing' | 'rest';
type Asked = { phase: Phase; tookMs: number; searchMs: number; extractMs: number };

const suite: Suite = async ({ data, say }): Promise<Metrics> => {
  if (data === null) throw new Error('needs --data');
  const omos = join(data, 'retrieval/omos');
  const folder = mkdtempSync(join(tmpdir(), 'wattos-asking-'));
  const files = join(folder, 'files');
  mkdirSync(files);
  const texts = readLines(join(omos, 'pages.de.jsonl'), line).slice(0, pages);
  for (const [at, { text }] of texts.entries()) writeFileSync(join(files, `page-${at}.md`), text);
  const all = texts.map(({ text }) => text).join('\n\n');
  const book = all.repeat(Math.ceil(longTextLength / all.length)).slice(0, longTextLength);
  writeFileSync(join(files, 'book.txt'), book);
  const questions = readLines(join(omos, 'questions.dev.de.jsonl'), question);
  const host = await startHeadlessHost(join(folder, 'data'), 0);
  const asked: Asked[] = [];
  let next = 0;
  const ask = async (phase: Phase): Promise<void> => {
    const one = questions[next % questions.length]?.question ?? '';
    next += 1;
    const startedMs = performance.now();
    const { evidence } = await host.client.answers.ask({ question: one });
    const tookMs = performance.now() - startedMs;
    asked.push({ phase, tookMs, ...evidence.timings });
    if (asked.length % 20 === 0) say(`${asked.length} questions, ${phase}`);
    await sleep(Math.max(0, everyMs - tookMs));
  };
  try {
    const { id: spaceId } = await host.client.knowledge.createSpace({ name: 'Seiten' });
    await host.client.ingestion.add({ spaceId, paths: [files] });
    const count = (phase: Phase): number => asked.filter((one) => one.phase === phase).length;
    for (let ahead = 1; ahead > 0 && count('reading') < mostQuestions; ) {
      for (let at = 0; at < 4; at += 1) await ask('reading');
      const { waiting, active, walking } = await host.client.ingestion.state({ spaceId });
      ahead = waiting + active + walking;
    }
    let quiet = 0;
    while (quiet < 2 && count('indexing') < mostQuestions) {
      for (let at = 0; at < 4; at += 1) await ask('indexing');
      const { runId } = await host.client.knowledge.indexState({});
      quiet = runId === null ? quiet + 1 : 0;
    }
    // Still at work: there is no rest to measure.
    for (let at = 0; quiet === 2 && at < restQuestions; at += 1) await ask('rest');
  } finally {
    await host.kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  const metrics: Metrics = {};
  for (const phase of ['reading', 'indexing', 'rest'] as const) {
    const own = asked.filter((one) => one.phase === phase);
    if (own.length === 0) continue;
    const of = (what: 'tookMs' | 'searchMs' | 'extractMs', q: number): number =>
      quantile(
        own.map((one) => one[what]),
        q,
      );
    Object.assign(metrics, {
      [`asking.${phase}.questions`]: own.length,
      [`asking.${phase}.p50Ms`]: of('tookMs', 0.5),
      [`asking.${phase}.p95Ms`]: of('tookMs', 0.95),
      [`asking.${phase}.longestMs`]: of('tookMs', 1),
      [`asking.${phase}.searchP95Ms`]: of('searchMs', 0.95),
      [`asking.${phase}.extractP95Ms`]: of('extractMs', 0.95),
    });
    say(`${phase}: ${own.length} questions`);
    for (const one of own.toSorted((a, b) => b.tookMs - a.tookMs).slice(0, 3))
      say(
        `  ${Math.round(one.tookMs)} ms (search ${Math.round(one.searchMs)}, extract ${Math.round(one.extractMs)})`,
      );
  }
  return metrics;
};

export default suite;
