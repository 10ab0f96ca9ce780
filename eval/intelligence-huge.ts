/** One analysis of a huge collection in a process of its own, with its database in a file as on a desk: time and memory as they are there. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngineFor, type Page } from './intelligence-engine.ts';
import { readOmos } from './retrieval-data.ts';

const hugePages = 20_000;

/** The same municipal texts over and over, each page with words of its own. */
function* pagesOf(items: readonly { title: string; text: string }[]): Generator<Page> {
  for (let at = 0; at < hugePages; at += 1) {
    const item = items[at % items.length];
    if (item === undefined) return;
    yield {
      source: `${at}`,
      title: `${item.title} ${at}`,
      text: `${item.title} ${at}\n${item.text}\nStelle ${at} hilft Familien in Bezirk ${at}.`,
    };
  }
}

const [, , data = ''] = process.argv;
const folder = mkdtempSync(join(tmpdir(), 'wattos-huge-'));
try {
  const startedMs = performance.now();
  const engine = openEngineFor(pagesOf(readOmos(data, 'de').items), join(folder, 'huge.db'));
  process.stderr.write(
    `huge: ${hugePages} pages stored after ${Math.round((performance.now() - startedMs) / 1000)} s\n`,
  );
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 100);
  const { view, state, seconds } = await engine.analyse();
  clearInterval(watch);
  process.stderr.write(
    `huge: ${view.groups.map(({ name, size }) => `${name} (${size.sentences}/${size.documents})`).join('; ')}\n`,
  );
  const result = {
    finished: Number(state === 'finished'),
    groups: view.groups.length,
    evidenceBoundTraits: view.analysis.coverage.share,
    seconds,
    // What storing the pages has left; the rest is the analysis.
    memoryBeforeMb: before / 2 ** 20,
    memoryMb: Math.max(peak, process.memoryUsage.rss()) / 2 ** 20,
  };
  process.stdout.write(JSON.stringify(result));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
