/** Entry of the command line: `wattos <command>`. */
import { runCli } from './cli/run.ts';

const abort = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // A second time means it: do not wait for anything.
    if (abort.signal.aborted) process.exit(130);
    abort.abort();
  });
}
// `wattos models list | head` closes the pipe early; that is no error.
process.stdout.on('error', () => process.exit(0));

const code = await runCli(process.argv.slice(2), {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  columns: process.stderr.isTTY ? process.stderr.columns : undefined,
  env: process.env,
  terminal:
    process.stdin.isTTY && process.stderr.isTTY
      ? { input: process.stdin, output: process.stderr }
      : undefined,
  signal: abort.signal,
});
process.exitCode = code;
// A library that forgot a timer must not keep a finished command alive; what is written gets time to arrive.
setTimeout(() => process.exit(code), 500).unref();
