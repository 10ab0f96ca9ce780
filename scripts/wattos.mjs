/** `npm run wattos -- <command>`: the command line of WattOS. Set-up speaks on stderr, so stdout belongs to the command. */
import { at } from './setup/paths.mjs';
import { createReport, main } from './setup/report.mjs';
import { run } from './setup/child.mjs';
import { alone } from './setup/lock.mjs';
import { prepareApp } from './setup/prepare.mjs';

await main(async () => {
  const report = createReport({ total: 3, quiet: true });
  const { node } = await alone(report, () => prepareApp(report));
  return await run(node, [at('out/main/cli.js'), ...process.argv.slice(2)]);
});
