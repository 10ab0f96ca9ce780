/**
 * Prints what set-up does and how far it is: one numbered line per step, its time at the end.
 * `quiet` reports to stderr and mentions only steps that had something to do, so that stdout stays clean for `--json`.
 */
export function createReport({ total, quiet = false }) {
  const out = quiet ? process.stderr : process.stdout;
  let number = 0;

  /**
   * Runs one step. `work` gets `say(line)` and returns `{ result, done, already }`: what the step is for, what was done in
   * words, or in words that nothing had to be done. Returns `result`.
   */
  async function step(title, work) {
    number += 1;
    const label = `[${number}/${total}] ${title}`;
    const startedAt = Date.now();
    const say = (line) => out.write(`${label}: ${line}\n`);
    const { result, done, already } = await work(say);
    if (done) say(`${done} (${seconds(Date.now() - startedAt)})`);
    else if (!quiet) say(already ?? 'already there');
    return result;
  }

  /** A line of its own that belongs to no step. */
  function line(text) {
    out.write(`${text}\n`);
  }

  return { step, line };
}

/** 950 → "1.0 s", 83000 → "1 min 23 s". */
export function seconds(durationMs) {
  const total = durationMs / 1000;
  if (total < 60) return `${total.toFixed(1)} s`;
  return `${Math.floor(total / 60)} min ${Math.round(total % 60)} s`;
}

/** A failure the person can act on: printed as its sentence, without a stack. */
export class SetupError extends Error {}

/** Runs a script's main function; a SetupError ends it with its sentence, anything else with its stack. */
export async function main(run) {
  try {
    process.exitCode = await run();
  } catch (error) {
    process.stderr.write(`\n${error instanceof SetupError ? error.message : (error?.stack ?? error)}\n`);
    process.exitCode = 1;
  }
}
