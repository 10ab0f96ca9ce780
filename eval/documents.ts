/**
 * Parses every file of a collection in the product's own limited processes: outcome per file, strings that must be found
 * per type, speed on born-digital PDF, peak memory. Nothing may crash or hang. `WATTOS_EVAL_OCR` names a folder of Tesseract
 * language data (`deu`, `eng`); with it scanned pages and images are read as well.
 */
import { spawnParser } from './documents-process.ts';
import type { Metrics, Suite } from './measure.ts';
import { readCorpus, scoreOracles } from './documents-corpus.ts';
import { measurePdfSpeed } from './documents-speed.ts';
import { createDocumentParsing } from '../electron/core/services/ingestion/parse/index.ts';
import { silentLog } from '../electron/core/kernel/log.ts';

const hangMs = 90_000;
const ocrPath = process.env.WATTOS_EVAL_OCR ?? '';
const ocr = ocrPath === '' ? null : { langPath: ocrPath, languages: ['deu', 'eng'], maxPages: 10 };

type Outcome = {
  name: string;
  type: string;
  outcome: 'text' | 'empty' | 'error' | 'crash' | 'hang';
  code: string;
};

const suite: Suite = async ({ data, say }): Promise<Metrics> => {
  if (data === null) throw new Error('documents needs --data');
  const corpus = readCorpus(data);
  const pids = new Set<number>();
  const peak = { bytes: 0 };
  const parsing = createDocumentParsing({ spawn: spawnParser(pids, peak), log: silentLog, processes: 2 });
  const outcomes: Outcome[] = [];
  const found = new Map<string, { found: number; total: number; plainFound: number }>();
  const startedMs = performance.now();
  const pending = [...corpus];
  const work = async (): Promise<void> => {
    for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
      const began = performance.now();
      const { type, name } = file;
      const counts = found.get(type) ?? { found: 0, total: 0, plainFound: 0 };
      found.set(type, counts);
      const entry: Outcome = { name, type, outcome: 'text', code: '' };
      outcomes.push(entry);
      try {
        const document = await parsing.parseDocument({
          path: file.path,
          fileName: name,
          ocr,
          signal: AbortSignal.timeout(hangMs),
        });
        if (document.text === '' && document.attachments.length === 0) entry.outcome = 'empty';
        const score = scoreOracles(file, document);
        counts.found += score.found;
        counts.plainFound += score.plainFound;
        for (const missed of score.missed) say(`missed in ${name}: ${JSON.stringify(missed)}`);
      } catch (error) {
        entry.code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
        entry.outcome =
          entry.code === 'documents.PARSER_CRASHED'
            ? 'crash'
            : entry.code === 'request.CANCELLED'
              ? 'hang'
              : 'error';
        for (const missed of file.oracles)
          say(`missed in ${name} (${entry.code}): ${JSON.stringify(missed)}`);
      }
      counts.total += file.oracles.length;
      const tookMs = performance.now() - began;
      if (tookMs > 3000 || entry.outcome !== 'text')
        say(`${name}: ${entry.outcome} ${entry.code} ${tookMs.toFixed(0)} ms`);
    }
  };
  await Promise.all([work(), work()]);
  const tookSeconds = (performance.now() - startedMs) / 1000;
  parsing.close();
  const speed = await measurePdfSpeed(data);

  const count = (outcome: Outcome['outcome']): number =>
    outcomes.filter((entry) => entry.outcome === outcome).length;
  const metrics: Metrics = {
    'documents.files': outcomes.length,
    'documents.text': count('text'),
    'documents.empty': count('empty'),
    'documents.codedErrors': count('error'),
    'documents.crashes': count('crash'),
    'documents.hangs': count('hang'),
    'documents.encrypted': outcomes.filter(({ code }) => code === 'documents.ENCRYPTED').length,
    'documents.seconds': tookSeconds,
    'documents.peakMb': peak.bytes / 2 ** 20,
    'documents.pdf.pagesPerSecond': speed.pagesPerSecond,
    'documents.pdf.pagesPerCpuSecond': speed.pagesPerCpuSecond,
    'documents.pdf.pagesPerSecondOneProcess': speed.pagesPerSecondOneProcess,
  };
  let all = { found: 0, total: 0, plainFound: 0 };
  for (const [type, counts] of [...found].sort(([a], [b]) => a.localeCompare(b))) {
    if (counts.total === 0) continue;
    metrics[`documents.oracles.${type}.found`] = counts.found;
    metrics[`documents.oracles.${type}.foundWithoutMarkup`] = counts.plainFound;
    metrics[`documents.oracles.${type}.total`] = counts.total;
    all = {
      found: all.found + counts.found,
      total: all.total + counts.total,
      plainFound: all.plainFound + counts.plainFound,
    };
  }
  metrics['documents.oracles.found'] = all.found;
  metrics['documents.oracles.foundWithoutMarkup'] = all.plainFound;
  metrics['documents.oracles.total'] = all.total;
  return metrics;
};

export default suite;
