/**
 * The real Electron window: how soon it is there and usable after the process starts, and what it needs with 3,000 lines
 * of Markdown on show. Warm starts: the first one is not counted. WATTOS_ELECTRON and a display come from `npm run eval`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import { type Metrics, median, type Suite } from './measure.ts';
import { prepareData } from './prepared-data.ts';

const root = join(import.meta.dirname, '..');
const starts = 5;

const block = (n: number): string =>
  `## Section ${n}

The municipality answers within **${n % 28} days**. See \`form-${n}\` and the list below.

- first point of section ${n}
- second point, a little longer than the first one, so that it wraps in a narrow column

| item | value |
|---|---:|
| ${n} | ${n * 7} |

\`\`\`ts
export const section${n} = (days: number): number => days * ${n};
\`\`\`
`;

/** Questions and answers by turns; the answers have `lines` lines in all. */
const longConversation = (lines: number): string[] => {
  const perBlock = block(1).split('\n').length;
  const blocks = Math.ceil(lines / perBlock);
  const turns: string[] = [];
  for (let n = 0; n < blocks; n += 10) {
    turns.push(`Question ${n}`);
    turns.push(Array.from({ length: Math.min(10, blocks - n) }, (_, k) => block(n + k)).join('\n'));
  }
  return turns;
};

const launch = (dataDir: string): Promise<ElectronApplication> => {
  const electron = process.env.WATTOS_ELECTRON;
  if (electron === undefined) throw new Error('WATTOS_ELECTRON names no Electron; use npm run eval');
  // With this, Playwright watches from the first moment; with `executablePath` it may miss the window.
  process.env.ELECTRON_OVERRIDE_DIST_PATH = dirname(electron);
  return _electron.launch({
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--lang=en-US', '--password-store=basic', root, '--data', dataDir],
    env: { ...(process.env as Record<string, string>), WATTOS_KEY_FILE: `${dataDir}.key` },
  });
};

const measureStart = async (dataDir: string) => {
  const app = await launch(dataDir);
  try {
    const page = await app.firstWindow();
    // The process's own clock: from its creation to the window's `show`.
    const visibleMs = await app.evaluate(async ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      while (window !== undefined && !window.isVisible()) await new Promise((wake) => setTimeout(wake, 5));
      return performance.now();
    });
    await page.locator('textarea:enabled').waitFor();
    const usableMs = await app.evaluate(() => performance.now());
    const metrics = await app.evaluate(({ app: electron }) =>
      electron.getAppMetrics().map(({ name, serviceName, memory }) => ({
        title: name ?? serviceName,
        mb: memory.workingSetSize / 1024,
      })),
    );
    const engineMb = metrics.find((one) => one.title === 'WattOS engine')?.mb ?? Number.NaN;
    return { visibleMs, usableMs, engineMb };
  } finally {
    await app.close();
  }
};

/** Megabytes of the page's process after scrolling through the whole conversation. */
const measureLong = async (dataDir: string, conversationId: string): Promise<number> => {
  const app = await launch(dataDir);
  try {
    const page = await app.firstWindow();
    await page.locator('textarea:enabled').waitFor();
    await page.evaluate((id) => {
      location.hash = `#/chat/${id}`;
    }, conversationId);
    await page.locator('article').first().waitFor();
    let peak = 0;
    for (let step = 0; step < 60; step += 1) {
      await page.mouse.move(800, 400);
      await page.mouse.wheel(0, step < 30 ? -3_000 : 3_000);
      await page.waitForTimeout(60);
      const mb = await app.evaluate(({ app: electron }) =>
        Math.max(
          ...electron
            .getAppMetrics()
            .filter(({ type }) => type === 'Tab')
            .map(({ memory }) => memory.workingSetSize / 1024),
        ),
      );
      peak = Math.max(peak, mb);
    }
    return peak;
  } finally {
    await app.close();
  }
};

const suite: Suite = async ({ say }): Promise<Metrics> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'wattos-window-'));
  try {
    const [conversationId = ''] = await prepareData(dataDir, {
      conversations: [{ title: 'A long conversation', turns: longConversation(3_000) }],
    });
    await measureStart(dataDir);
    const runs = [];
    for (let n = 1; n <= starts; n += 1) {
      const run = await measureStart(dataDir);
      say(
        `start ${n} of ${starts}: visible ${Math.round(run.visibleMs)} ms, usable ${Math.round(run.usableMs)} ms`,
      );
      runs.push(run);
    }
    return {
      'window.visibleMs': median(runs.map((run) => run.visibleMs)),
      'window.usableMs': median(runs.map((run) => run.usableMs)),
      'window.engineIdleMb': median(runs.map((run) => run.engineMb)),
      'window.rendererMb3000Lines': await measureLong(dataDir, conversationId),
    };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(`${dataDir}.key`, { force: true });
  }
};

export default suite;
