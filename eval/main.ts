/**
 * `npm run eval -- <suite> [--data DIR] [--json]`: runs one suite and prints a table, or with `--json` one object
 * `{ suite, metrics, machine, durationMs }`. Exit code 2 for an unknown suite or option.
 */
import { cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Suite } from './measure.ts';

const suites: Record<string, () => Promise<{ default: Suite }>> = {
  answers: () => import('./answers.ts'),
  'answers-train': () => import('./answers-train.ts'),
  asking: () => import('./asking.ts'),
  confidential: () => import('./confidential.ts'),
  documents: () => import('./documents.ts'),
  ingestion: () => import('./ingestion.ts'),
  extraction: () => import('./extraction.ts'),
  'extraction-training': () => import('./extraction-training.ts'),
  intelligence: () => import('./intelligence.ts'),
  models: () => import('./models.ts'),
  retrieval: () => import('./retrieval.ts'),
  vectors: () => import('./vectors.ts'),
  crawl: () => import('./crawl.ts'),
  pii: () => import('./pii.ts'),
  durability: () => import('./durability.ts'),
  speed: () => import('./speed.ts'),
  window: () => import('./window.ts'),
};

const fail = (line: string): never => {
  process.stderr.write(`${line}\nSuites: ${Object.keys(suites).join(', ')}\n`);
  process.exit(2);
};

const readArguments = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { data: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
};

const { positionals, values } = readArguments();
const name = positionals[0] ?? fail('Name a suite.');
const load = suites[name] ?? fail(`There is no suite “${name}”.`);
const startedMs = performance.now();
const { default: suite } = await load();
const metrics = await suite({
  data: values.data === undefined ? null : resolve(values.data),
  say: (line) => process.stderr.write(`${line}\n`),
});
const machine = {
  cpu: cpus()[0]?.model.trim() ?? '',
  cores: cpus().length,
  memoryMb: Math.round(totalmem() / 2 ** 20),
  platform: `${process.platform}-${process.arch}`,
  node: process.versions.node,
};
const durationMs = Math.round(performance.now() - startedMs);

if (values.json) process.stdout.write(`${JSON.stringify({ suite: name, metrics, machine, durationMs })}\n`);
else {
  const width = Math.max(...Object.keys(metrics).map((key) => key.length));
  process.stdout.write(`${name} on ${machine.cpu}, ${machine.cores} cores, ${machine.memoryMb} MB\n`);
  for (const [key, value] of Object.entries(metrics))
    process.stdout.write(`${key.padEnd(width)}  ${Number(value.toPrecision(4))}\n`);
  process.stdout.write(`took ${(durationMs / 1000).toFixed(1)} s\n`);
}
process.exit(0);
