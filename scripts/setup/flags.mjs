/**
 * Takes the known flags out of a command line and leaves the rest in its order. `known` maps a name to whether it has a value;
 * `--name value` and `--name=value` both work.
 */
import { SetupError } from './report.mjs';

export function takeFlags(args, known) {
  const flags = {};
  const rest = [];
  const waiting = [...args];
  while (waiting.length > 0) {
    const argument = waiting.shift();
    const match = /^--([a-z-]+)(?:=(.*))?$/.exec(argument);
    const name = match?.[1];
    if (name === undefined || !Object.hasOwn(known, name)) {
      rest.push(argument);
    } else if (!known[name]) {
      flags[name] = true;
    } else {
      const value = match[2] ?? waiting.shift();
      if (!value) throw new SetupError(`--${name} needs a value.`);
      flags[name] = value;
    }
  }
  return { flags, rest };
}
