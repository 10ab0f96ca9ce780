/**
 * Many mixed files into one space through the real headless host while a chat streams in a real page, the host killed
 * (SIGKILL) five times on the way: what is lost, what is doubled, how fast, and how smooth the page stays. Needs a build;
 * with the starter model the chat is answered by it. `WATTOS_EVAL_FILES` sets the number of files, 10,000 by default.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, chromium, type Page } from '@playwright/test';
import type { Client } from '../electron/contract/index.ts';
import { startHeadlessHost, type HeadlessHost } from './headless-host.ts';
import { makeFiles } from './ingestion-files.ts';
import { type Metrics, quantile, type Suite } from './measure.ts';

const kills = 5;
const lookEveryMs = 2_500;
const pingEveryMs = 500;
const longFrameMs = 100;
/** The page at rest, before anything is read or asked: what the machine alone does to its frames. */
const restMs = 20_000;

/** Gaps between two frames: how long, and when (in ms since the page was opened); and what the page itself did long. */
type Probe = { gaps: { ms: number; atMs: number }[]; frames: number; busy: string[] };

/** Runs in the page: the time between two frames, as the page itself sees it. */
const watchFrames = (): void => {
  const probe: Probe = { gaps: [], frames: 0, busy: [] };
  Object.assign(globalThis, { frameProbe: probe });
  let last = performance.now();
  const frame = (now: number): void => {
    probe.frames += 1;
    if (now - last > 50) probe.gaps.push({ ms: now - last, atMs: now });
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (entry.duration > 80) probe.busy.push(JSON.stringify(entry.toJSON()));
  }).observe({ type: 'long-animation-frame' });
};

/** Also in the page: what was seen so far, and starts anew. */
const takeFrames = (): Probe => {
  const { frameProbe } = globalThis as unknown as { frameProbe: Probe };
  const taken = { ...frameProbe };
  frameProbe.gaps = [];
  frameProbe.busy = [];
  frameProbe.frames = 0;
  return taken;
};

const longFrames = (probe: Probe | undefined): number[] =>
  (probe?.gaps ?? []).map((gap) => gap.ms).filter((ms) => ms > longFrameMs);

const openPage = async (browser: Browser, host: HeadlessHost): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 832 }, locale: 'en-US' });
  page.setDefaultTimeout(30_000);
  await page.goto(host.url);
  // Starting the page is measured elsewhere.
  await page.locator('textarea').first().waitFor();
  await sleep(3_000);
  return page;
};

/** Asks again as soon as an answer is there, through the page, until told to stop. */
const keepChatting = async (page: Page, signal: AbortSignal): Promise<number> => {
  const send = page.getByRole('button', { name: 'Send', exact: true });
  let asked = 0;
  while (!signal.aborted) {
    try {
      const box = page.locator('textarea').first();
      await box.fill(`Tell me a long story about number ${asked}.`, { timeout: 5_000 });
      await send.click({ timeout: 20_000 });
      asked += 1;
      await sleep(1_000, undefined, { signal });
    } catch {
      // The host is just being started again.
      await sleep(1_000);
    }
  }
  return asked;
};

const ping = async (origin: () => string, signal: AbortSignal): Promise<number[]> => {
  const times: number[] = [];
  while (!signal.aborted) {
    const startedMs = performance.now();
    try {
      await (await fetch(`${origin()}/health`)).text();
      times.push(performance.now() - startedMs);
    } catch {
      // Between a kill and the next start.
    }
    await sleep(pingEveryMs);
  }
  return times;
};

const everything = async (client: Client, spaceId: string) => {
  const sources: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof client.knowledge.documents>> = await client.knowledge.documents({
      ...{ spaceId, limit: 200, cursor, order: 'title' },
    });
    for (const item of page.items) if (item.parentId === null) sources.push(item.source);
    cursor = page.nextCursor;
    await sleep(650);
  } while (cursor !== null);
  return sources;
};

/** What the chat brought meanwhile, so that a page that was never answered cannot pass for a smooth one. */
const answersWritten = async (client: Client): Promise<{ answers: number; characters: number }> => {
  let answers = 0;
  let characters = 0;
  for (const { id: conversationId } of (await client.chat.list({})).items) {
    const { messages } = await client.chat.get({ conversationId });
    for (const { role, text } of messages) {
      if (role !== 'assistant' || text === '') continue;
      answers += 1;
      characters += text.length;
    }
  }
  return { answers, characters };
};

const suite: Suite = async ({ data, say }): Promise<Metrics> => {
  const count = Number(process.env.WATTOS_EVAL_FILES ?? 10_000);
  const folder = mkdtempSync(join(tmpdir(), 'wattos-ingestion-'));
  const dataDir = join(folder, 'data');
  const made = makeFiles(join(folder, 'files'), count, data);
  say(`${made.files} files with ${made.contents} different contents`);
  let host = await startHeadlessHost(dataDir, 0);
  const chromiumPath = process.env.WATTOS_CHROMIUM ?? '';
  const browser = existsSync(chromiumPath)
    ? await chromium.launch({
        executablePath: chromiumPath,
        args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
      })
    : null;
  const stop = new AbortController();
  try {
    await host.client.settings.update({
      onboarding: { completedAt: new Date().toISOString() },
      chat: { maxAnswerTokens: 256 },
    });
    const page = browser === null ? null : await openPage(browser, host);
    await page?.evaluate(watchFrames);
    await sleep(restMs);
    const rest = await page?.evaluate(takeFrames);
    const chatting = page === null ? Promise.resolve(0) : keepChatting(page, stop.signal);
    const pinging = ping(() => host.origin, stop.signal);
    const { id: spaceId } = await host.client.knowledge.createSpace({ name: 'Viele Dateien' });
    const startedMs = performance.now();
    await host.client.ingestion.add({ spaceId, paths: [made.folder] });
    let killed = 0;
    for (;;) {
      await sleep(lookEveryMs);
      const state = await host.client.ingestion.state({ spaceId });
      const settled = state.done + state.failed;
      say(`${settled} of ${count} after ${Math.round((performance.now() - startedMs) / 1000)} s`);
      if (state.waiting + state.active + state.walking === 0 && settled >= count) break;
      if (killed < kills && settled >= ((killed + 0.5) * count) / kills) {
        killed += 1;
        await host.kill();
        host = await startHeadlessHost(dataDir, host.port);
        const atMs = await page?.evaluate(() => performance.now());
        say(`killed and started again (${killed}), ${Math.round(atMs ?? 0)} ms into the page`);
      }
    }
    const seconds = (performance.now() - startedMs) / 1000;
    stop.abort();
    const probe = await page?.evaluate(takeFrames);
    const asked = await chatting;
    const pings = await pinging;
    const state = await host.client.ingestion.state({ spaceId });
    const sources = await everything(host.client, spaceId);
    const written = await answersWritten(host.client);
    const long = longFrames(probe);
    for (const { ms, atMs } of probe?.gaps ?? [])
      if (ms > longFrameMs) say(`a frame of ${Math.round(ms)} ms, ${Math.round(atMs)} ms into the page`);
    for (const entry of probe?.busy ?? []) say(`the page was busy: ${entry}`);
    return {
      'ingestion.files': count,
      'ingestion.kills': killed,
      'ingestion.seconds': seconds,
      'ingestion.filesPerMinute': (count * 60) / seconds,
      'ingestion.failed': state.failed,
      'ingestion.documents': sources.length,
      'ingestion.lost': Math.max(0, made.contents - state.failed - new Set(sources).size),
      'ingestion.doubled':
        sources.length - new Set(sources).size + Math.max(0, sources.length - made.contents),
      'ingestion.questionsAsked': asked,
      'ingestion.answers': written.answers,
      'ingestion.answerCharacters': written.characters,
      'ingestion.frames': probe?.frames ?? 0,
      'ingestion.framesOver60Ms': (probe?.gaps ?? []).filter(({ ms }) => ms > 60).length,
      'ingestion.framesOver80Ms': (probe?.gaps ?? []).filter(({ ms }) => ms > 80).length,
      'ingestion.framesOver100Ms': long.length,
      'ingestion.framesOver100MsPerMinute': (long.length * 60) / seconds,
      'ingestion.framesOver100MsPerMinuteAtRest': (longFrames(rest).length * 60_000) / restMs,
      'ingestion.longestFrameMs': Math.max(0, ...long),
      'ingestion.engineAnswerMsP95': quantile(pings, 0.95),
      'ingestion.engineAnswerMsLongest': Math.max(...pings),
    };
  } finally {
    stop.abort();
    await browser?.close();
    await host.kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};
export default suite;
