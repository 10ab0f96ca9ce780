/** `npm run eval -- <suite> [--data DIR] [--json]`: measures the product. Set-up speaks on stderr, results on stdout. */
import { at } from './setup/paths.mjs';
import { createReport, main } from './setup/report.mjs';
import { run } from './setup/child.mjs';
import { alone } from './setup/lock.mjs';
import { prepareApp, prepareElectron } from './setup/prepare.mjs';
import { openDisplay } from './checks/display.mjs';

await main(async () => {
  const args = process.argv.slice(2);
  if (args[0] === 'window') return await measureWindow(args);
  const report = createReport({ total: 3, quiet: true });
  const { node } = await alone(report, () => prepareApp(report));
  return await run(node, [at('eval/main.ts'), ...args]);
});

/** Needs Electron, and a virtual display where there is none. */
async function measureWindow(args) {
  const report = createReport({ total: 5, quiet: true });
  const { node, electron } = await alone(report, async () => {
    const app = await prepareApp(report);
    return { ...app, electron: await prepareElectron(report, app.node) };
  });
  const display = process.platform === 'linux' && !process.env.DISPLAY ? await openDisplay() : undefined;
  try {
    const env = {
      ...process.env,
      WATTOS_ELECTRON: electron.path,
      ...(display && { DISPLAY: display.name }),
    };
    return await run(node, [at('eval/main.ts'), ...args], { env });
  } finally {
    await display?.close();
  }
}
