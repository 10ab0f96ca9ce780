/**
 * Runs child processes: stop signals reach them, a long silence is broken by a heartbeat line, and the exit code comes back.
 * Nothing outlives the script that started it.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { SetupError, seconds } from './report.mjs';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const living = new Set();
let stopping;

for (const signal of STOP_SIGNALS) {
  process.on(signal, () => {
    // On a terminal, Ctrl+C reaches the whole process group anyway; a second SIGINT would read as "force quit".
    stop(signal, signal === 'SIGINT' && process.stdin.isTTY);
  });
}

/**
 * A stop signal to `npm start` ends npm and its shell but does not reach us. Losing that parent is the same wish.
 * Started without npm, we may be left behind on purpose (nohup).
 */
const parent = process.ppid;
if (process.env.npm_lifecycle_event) {
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop('SIGTERM', false);
  }, 500);
  watch.unref();
}

function stop(signal, alreadyDelivered) {
  stopping ??= signal;
  if (!alreadyDelivered) for (const child of living) child.kill(signal);
  if (living.size === 0) process.exit(128 + constants.signals[signal]);
}

process.on('exit', () => {
  for (const child of living) child.kill('SIGTERM');
});

/** Whether a stop signal has arrived, so that what ends now ends on purpose. */
export const isStopping = () => stopping !== undefined;

/** Starts a child. `exited` resolves to its exit code (128 + signal number when a signal ended it) and never rejects. */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'inherit', windowsHide: true, ...options });
  living.add(child);
  const exited = new Promise((resolve) => {
    child.once('error', (error) => {
      living.delete(child);
      process.stderr.write(`${command}: ${error.message}\n`);
      resolve(127);
    });
    child.once('close', (code, signal) => {
      living.delete(child);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
  return { child, exited };
}

/** Runs a child to its end with our own output, and returns its exit code. */
export async function run(command, args, options) {
  return await start(command, args, options).exited;
}

/**
 * Runs a step's child quietly: its output is kept and shown only if it fails; every ten seconds a line says that it still works.
 * `limitMs` ends it early. Throws SetupError with `failure` and the output, its middle left out when long.
 */
export async function runQuietly(command, args, { say, failure, limitMs, ...options }) {
  const startedAt = Date.now();
  const { child, exited } = start(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk) => {
    output += chunk;
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const heartbeat = setInterval(() => {
    say(`… ${seconds(Date.now() - startedAt)}`);
  }, 10_000);
  const limit = limitMs && setTimeout(() => child.kill('SIGKILL'), limitMs);
  const code = await exited;
  clearInterval(heartbeat);
  clearTimeout(limit);
  if (stopping) process.exit(128 + constants.signals[stopping]);
  if (code !== 0) throw new SetupError(`${failure}\n\n${shortened(output)}\n`);
}

/** The first and the last lines: npm names the cause first, a compiler last. */
function shortened(output) {
  const lines = output.trim().split('\n');
  if (lines.length <= 60) return lines.join('\n');
  return [...lines.slice(0, 30), '…', ...lines.slice(-30)].join('\n');
}

/** How to call npm: the one that started us, by file, so that no shell is needed on Windows. */
export function npm(args) {
  const file = process.env.npm_execpath;
  if (file && /npm-cli\.[cm]?js$/.test(file)) return [process.execPath, [file, ...args]];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', args];
}

/** The environment without the traces of an outer `npm run`, so that an inner npm looks at its own folder. */
export function cleanEnvironment(extra = {}) {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_(package_|lifecycle_|command$|config_local_prefix$)/.test(name),
  );
  return { ...Object.fromEntries(kept), ...extra };
}

/** Runs a child to its end and returns `{ code, output }`, with stdout and stderr together. */
export async function collect(command, args, options = {}) {
  const { child, exited } = start(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk) => {
    output += chunk;
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const code = await exited;
  return { code, output: output.trim() };
}
