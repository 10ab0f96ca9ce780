/**
 * How the real Electron window feels: from the start of the process until it is visible and usable (medians of five warm
 * starts), how long a stop takes from the click to the word on the screen, how much memory an idle engine takes, and the page
 * at its most while a conversation of 3,000 lines is scrolled through. Needs a build, the starter model and a display.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Metrics, median, type Suite } from './measure.ts';
import { prepareData } from './prepared-data.ts';
import { openWindowSession, type ProcessMetrics, type WindowSession } from './window-session.ts';

const starts = 5;
const stops = 5;
const lines = 3_000;
const settleMs = 3_000;

const suite: Suite = async ({ say }): Promise<Metrics> => {
  const folder = mkdtempSync(join(tmpdir(), 'wattos-window-'));
  const dataDir = join(folder, 'data');
  try {
    const [conversationId = ''] = await prepareData(dataDir, {
      settings: { chat: { maxAnswerTokens: 512, temperature: 0 }, appearance: { language: 'en' } },
      conversations: [{ title: 'Three thousand lines', turns: longConversation() }],
    });
    const timings = await measureStarts(dataDir, say);
    const session = await openWindowSession(dataDir);
    try {
      await sleep(settleMs);
      const engineIdleMb = megabytesOf(await session.metrics(), isEngine);
      say(`idle engine ${engineIdleMb.toFixed(0)} MB`);
      const rendererMb = await measureScrolling(session, conversationId);
      say(`page with ${lines} lines ${rendererMb.toFixed(0)} MB at most`);
      const stopTimes = await measureStops(session, say);
      return {
        ...timings,
        'window.rendererMb3000Lines': rendererMb,
        'window.engineIdleMb': engineIdleMb,
        'window.stopMs': median(stopTimes),
      };
    } finally {
      await session.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};
export default suite;

/** The first start is a cold one and counts for nobody. */
const measureStarts = async (dataDir: string, say: (line: string) => void): Promise<Metrics> => {
  const visible: number[] = [];
  const usable: number[] = [];
  for (let start = 0; start <= starts; start += 1) {
    const session = await openWindowSession(dataDir);
    await session.close();
    if (start === 0) continue;
    visible.push(session.visibleMs);
    usable.push(session.usableMs);
    say(
      `start ${start} of ${starts}: visible after ${session.visibleMs} ms, usable after ${session.usableMs} ms`,
    );
  }
  return { 'window.visibleMs': median(visible), 'window.usableMs': median(usable) };
};

const isEngine = ({ name }: ProcessMetrics) => name === 'WattOS engine';
const isPage = ({ type }: ProcessMetrics) => type === 'Tab';

const megabytesOf = (metrics: ProcessMetrics[], wanted: (one: ProcessMetrics) => boolean): number => {
  const found = metrics.find(wanted);
  if (found === undefined)
    throw new Error(`no such process among ${metrics.map(({ name }) => name).join(', ')}`);
  return found.memory.workingSetSize / 1024;
};

/** Through the whole conversation and back, sampled on the way. */
const measureScrolling = async (session: WindowSession, conversationId: string): Promise<number> => {
  await session.page(`location.hash = '#/chat/${conversationId}'; 0`);
  const scrolled = session.page<number>(`(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    while (!document.querySelector('[role=feed] article')) await frame();
    const feed = document.querySelector('[role=feed]');
    for (const step of [-600, 600]) {
      feed.dispatchEvent(new WheelEvent('wheel', { deltaY: step }));
      for (let before = -1; before !== feed.scrollTop; ) {
        before = feed.scrollTop;
        feed.scrollTop += step;
        await frame();
      }
    }
    return feed.scrollHeight;
  })()`);
  let peak = 0;
  let isDone = false;
  const done = scrolled.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    peak = Math.max(peak, megabytesOf(await session.metrics(), isPage));
    await sleep(100);
  }
  await done;
  return Math.max(peak, megabytesOf(await session.metrics(), isPage));
};

const question = (round: number): string =>
  `Write a very long story about lighthouse keeper number ${round + 1}, and count to one hundred.`;

/** From the click on “Stop answer” until the page says that the answer was stopped. */
const measureStops = async (session: WindowSession, say: (line: string) => void): Promise<number[]> => {
  const times: number[] = [];
  for (let round = 0; round < stops; round += 1) {
    await session.page(`location.hash = '#/chat'; 0`);
    await session.page(`(async () => {
      const frame = () => new Promise(requestAnimationFrame);
      while (!document.querySelector('main li button')) await frame();
      const field = document.querySelector('[data-region=composer] textarea');
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(field, ${JSON.stringify(question(round))});
      field.dispatchEvent(new Event('input', { bubbles: true }));
      while (!document.querySelector('button[aria-label="Send"]:enabled')) await frame();
      document.querySelector('button[aria-label="Send"]').click();
    })()`);
    times.push(
      await session.page<number>(`(async () => {
        const frame = () => new Promise(requestAnimationFrame);
        const answer = () => document.querySelector('article[data-role=assistant] .prose');
        while ((answer()?.textContent ?? '').length < 20) await frame();
        const clickedAt = performance.now();
        document.querySelector('button[aria-label="Stop answer"]').click();
        while (!document.querySelector('article[data-role=assistant]:last-of-type')?.textContent.includes('Stopped by you'))
          await frame();
        return performance.now() - clickedAt;
      })()`),
    );
    say(`stop ${round + 1} of ${stops}: ${times.at(-1)?.toFixed(0)} ms`);
  }
  return times;
};

/** Answers of 100 lines each with all that Markdown has, until there are enough lines. */
const longConversation = (): string[] => {
  const turns: string[] = [];
  for (let count = 0; count < lines; ) {
    const part = turns.length / 2 + 1;
    const answer = [
      `## Part ${part}`,
      '',
      ...Array.from(
        { length: 20 },
        (_, index) =>
          `Paragraph ${index} of part ${part} with **bold** words, \`code\` and a [link](https://example.org/${index}).\n`,
      ),
      '| number | name | amount |',
      '|---:|---|---:|',
      ...Array.from(
        { length: 20 },
        (_, index) => `| ${index} | entry ${index} of part ${part} | ${(index * 17.5).toFixed(2)} |`,
      ),
      '',
      '```ts',
      ...Array.from(
        { length: 20 },
        (_, index) => `export const value${index} = (x: number): number => x * ${index} + ${part};`,
      ),
      '```',
      '',
      ...Array.from({ length: 10 }, (_, index) => `- item ${index} with $x_{${index}}^2 + ${part}$`),
    ].join('\n');
    turns.push(`Please write part ${part}.`, answer);
    count += answer.split('\n').length + 1;
  }
  return turns;
};
