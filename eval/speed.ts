/**
 * How much our engine costs: tokens per second and time to the first token through the whole engine (contract, chat,
 * runs, worker) against node-llama-cpp used directly, by turns in the same run. Also: what a second turn saves, and how
 * much memory an idle engine takes. Needs the starter model, and a build for the idle engine.
 * `WATTOS_EVAL_ROUNDS` sets the number of rounds, 5 by default.
 */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createMemoryHost, type MemoryHost } from '../electron/hosts/memory.ts';
import { type Metrics, median, type Suite } from './measure.ts';

const modelId = 'tinyllama-1.1b-chat-iq2';
const answerTokens = 64;
const contextTokens = 2048;

type Timing = { firstTokenMs: number; tokensPerSecond: number };

/** Differs in its first words, so that no round profits from the one before; the length stays the same. */
const question = (round: number): string =>
  `Letter ${String.fromCharCode(65 + round)}: write a long story about a lighthouse keeper and the sea, with many details.`;

const suite: Suite = async ({ say }): Promise<Metrics> => {
  const rounds = Number(process.env.WATTOS_EVAL_ROUNDS ?? 5);
  await using host = await createMemoryHost();
  await host.client.settings.update({
    chat: { temperature: 0, maxAnswerTokens: answerTokens, systemPrompt: '', defaultModelId: modelId },
    models: { contextTokens },
  });
  await warmUp(host);
  const { threads } = await host.client.models.runtime();
  const yardstick = await startDirect(threads ?? 1);
  const ours: Timing[] = [];
  const theirs: Timing[] = [];
  await askDirect(yardstick, question(rounds + 1));
  for (let round = 0; round < rounds; round += 1) {
    // Whoever comes second in a round finds the machine warmer; so they take turns.
    for (const who of round % 2 === 0 ? ['ours', 'direct'] : ['direct', 'ours']) {
      if (who === 'ours') ours.push((await ask(host, question(round))).timing);
      else theirs.push(await askDirect(yardstick, question(round)));
    }
    say(`round ${round + 1} of ${rounds}: ${show(ours.at(-1))} ours, ${show(theirs.at(-1))} direct`);
  }
  yardstick.kill();
  const turns = await measureTurns(host, say);
  const idleEngineMb = await measureIdle(say);
  // Per round, because the speed of a shared machine drifts more between rounds than within one.
  const pairs = ours.map((timing, round) => ({ our: timing, direct: theirs[round] ?? timing }));
  return {
    'speed.tokensPerSecond': median(ours.map((timing) => timing.tokensPerSecond)),
    'speed.directTokensPerSecond': median(theirs.map((timing) => timing.tokensPerSecond)),
    'speed.tokensPerSecondRatio': median(
      pairs.map(({ our, direct }) => our.tokensPerSecond / direct.tokensPerSecond),
    ),
    'speed.firstTokenMs': median(ours.map((timing) => timing.firstTokenMs)),
    'speed.directFirstTokenMs': median(theirs.map((timing) => timing.firstTokenMs)),
    'speed.firstTokenDeltaMs': median(pairs.map(({ our, direct }) => our.firstTokenMs - direct.firstTokenMs)),
    ...turns,
    ...(idleEngineMb === null ? {} : { 'speed.idleEngineMb': idleEngineMb }),
  };
};
export default suite;

const show = (timing: Timing | undefined): string =>
  timing === undefined
    ? ''
    : `${timing.tokensPerSecond.toFixed(2)} tokens/s, first after ${timing.firstTokenMs.toFixed(0)} ms`;

/** Asks in a new conversation, or goes on in a given one; times are what a client of the contract sees. */
const ask = async (
  { client }: MemoryHost,
  text: string,
  previous?: { conversationId: string; parentId: string },
) => {
  const conversationId =
    previous?.conversationId ?? (await client.chat.create({ temporary: true })).conversation.id;
  const startedAt = performance.now();
  const { runId } = await client.chat.send({ conversationId, parentId: previous?.parentId ?? null, text });
  let firstAt = 0;
  let lastAt = 0;
  let tokens = 0;
  for await (const { body } of await client.runs.watch({ runId })) {
    if (body.type === 'text') firstAt ||= performance.now();
    if (body.type === 'metrics') tokens = body.metrics.completionTokens;
    if (body.type === 'state' && body.error !== null)
      throw new Error(`the answer failed: ${body.error.code}`);
    lastAt = performance.now();
  }
  const parentId = (await client.chat.get({ conversationId })).conversation.leafMessageId ?? '';
  const timing = {
    firstTokenMs: firstAt - startedAt,
    tokensPerSecond: ((tokens - 1) / (lastAt - firstAt)) * 1000,
  };
  return { timing, next: { conversationId, parentId } };
};

/** The first answer loads the model; nobody measures that here. */
const warmUp = async (host: MemoryHost): Promise<void> => {
  await ask(host, 'Hello');
};

const startDirect = async (threads: number): Promise<ChildProcess> => {
  const models =
    process.env.WATTOS_MODELS ??
    join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local/share'), 'wattos/models');
  const path = join(models, modelId, 'model.gguf');
  if (!existsSync(path)) throw new Error(`the starter model is not installed (${path})`);
  const child = fork(
    join(import.meta.dirname, 'speed-direct.ts'),
    [path, String(contextTokens), String(threads)],
    {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    },
  );
  await once(child, 'message');
  return child;
};

const askDirect = async (child: ChildProcess, text: string): Promise<Timing> => {
  child.send({ text, maxTokens: answerTokens });
  const [timing] = await once(child, 'message');
  return timing;
};

/** A long first turn and a short second one in the same conversation: the second must not read the first again. */
const measureTurns = async (host: MemoryHost, say: (line: string) => void): Promise<Metrics> => {
  await host.client.settings.update({ chat: { maxAnswerTokens: 24 } });
  const first: number[] = [];
  const second: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const long = `Text ${round}. ${'The keeper climbed the stairs of the tower and lit the lamp before the storm came in. '.repeat(24)}What did the keeper do?`;
    const one = await ask(host, long);
    const two = await ask(host, 'And then?', one.next);
    first.push(one.timing.firstTokenMs);
    second.push(two.timing.firstTokenMs);
    say(
      `first turn ${first.at(-1)?.toFixed(0)} ms, second turn ${second.at(-1)?.toFixed(0)} ms to the first token`,
    );
  }
  return {
    'speed.longTurnFirstTokenMs': median(first),
    'speed.secondTurnFirstTokenMs': median(second),
    'speed.secondTurnFirstTokenRatio': median(second) / median(first),
  };
};

/** Resident memory of the built headless engine, started with an empty data folder and left alone for a while. */
const measureIdle = async (say: (line: string) => void): Promise<number | null> => {
  const built = join(import.meta.dirname, '../out/main/headless.js');
  if (!existsSync(built) || process.platform !== 'linux') {
    say('idle engine not measured: needs a build and Linux');
    return null;
  }
  const data = mkdtempSync(join(tmpdir(), 'wattos-idle-'));
  const engine = spawn(process.execPath, [built, '--port', '0', '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await once(engine.stdout, 'data');
    await sleep(3_000);
    const status = readFileSync(`/proc/${engine.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(?<kilobytes>\d+)/.exec(status)?.groups?.kilobytes) / 1024;
  } finally {
    engine.kill('SIGTERM');
    await once(engine, 'exit');
    rmSync(data, { recursive: true, force: true });
  }
};
