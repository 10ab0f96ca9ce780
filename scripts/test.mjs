/**
 * `npm test`: its own set-up, then every check in order, stopping at the first that fails. `npm test -- types,unit` runs only those.
 * The last line is always `N passed, N failed`.
 */
import { checkBoundaries, checkEndToEnd, checkLint, checkNotices, checkTypes } from './checks/commands.mjs';
import { checkUnit, checkUnused } from './checks/commands.mjs';
import { openDisplay } from './checks/display.mjs';
import { checkLockfile } from './checks/lockfile.mjs';
import { checkPackage } from './checks/package.mjs';
import { run } from './setup/child.mjs';
import { ensureTestTools, onPath } from './setup/debian.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { alone } from './setup/lock.mjs';
import { ensureNode } from './setup/node-runtime.mjs';
import { at } from './setup/paths.mjs';
import { prepareApp, prepareElectron } from './setup/prepare.mjs';
import { createReport, main, SetupError, seconds } from './setup/report.mjs';

/** Of the starter set, what tests load. Whoever writes a test with another model adds it here. */
const TEST_MODELS = ['tinyllama-1.1b-chat-iq2', 'all-minilm-l6-v2-q8'];

/** `needs: 'app'` adds the build, Electron, the system's test tools and the models to the set-up. */
const CHECKS = [
  { name: 'lockfile', title: 'Lockfile is complete for every platform', check: checkLockfile },
  { name: 'types', title: 'Types, zone by zone', check: checkTypes },
  { name: 'lint', title: 'Lint and format', check: checkLint },
  { name: 'boundaries', title: 'Import boundaries', check: checkBoundaries },
  { name: 'unused', title: 'Unused files, exports and packages', check: checkUnused },
  { name: 'notices', title: 'Third-party notices and licences', check: checkNotices },
  { name: 'unit', title: 'Unit and conformance tests', check: checkUnit, needs: 'app' },
  {
    name: 'window',
    title: 'End to end in the Electron window',
    check: (context) => checkEndToEnd('window', context),
    needs: 'app',
  },
  {
    name: 'headless',
    title: 'End to end against the headless host in Chromium',
    check: (context) => checkEndToEnd('headless', context),
    needs: 'app',
  },
  { name: 'package', title: 'Packaged app starts, fuses set', check: checkPackage, needs: 'app' },
];

await main(async () => {
  const chosen = choose(process.argv.slice(2));
  let context;
  try {
    context = await prepare(chosen.some((check) => check.needs === 'app'));
  } catch (error) {
    print(`\nThe set-up failed. ${error instanceof SetupError ? error.message : error.stack}`);
    print('0 passed, 1 failed');
    return 1;
  }
  const total = { passed: 0, failed: 0 };
  const startedAt = Date.now();
  try {
    for (const { title, check } of chosen) {
      const since = Date.now();
      print(`\n── ${title}`);
      const { passed, failed, output } = await check(context);
      total.passed += passed;
      total.failed += failed;
      if (failed > 0 && output) print(output);
      print(`${failed > 0 ? '✗' : '✓'} ${title} (${seconds(Date.now() - since)})`);
      if (failed > 0) break;
    }
  } finally {
    await context.display?.close();
  }
  print(`\nAll in ${seconds(Date.now() - startedAt)}.`);
  print(`${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 ? 1 : 0;
});

function choose(args) {
  const names = args.flatMap((argument) => argument.split(',')).filter(Boolean);
  const unknown = names.filter((name) => !CHECKS.some((check) => check.name === name));
  if (unknown.length > 0) {
    const known = CHECKS.map((check) => check.name).join(', ');
    throw new SetupError(`There is no check "${unknown.join(', ')}". There are: ${known}.`);
  }
  return names.length === 0 ? CHECKS : CHECKS.filter((check) => names.includes(check.name));
}

/** Returns what the checks run with: `{ node, electron, environment, display }`. */
async function prepare(withApp) {
  const report = createReport({ total: withApp ? 6 : 2 });
  if (!withApp) {
    const node = await alone(report, async () => {
      await report.step('Dependencies', ensureDependencies);
      return await report.step('Node', ensureNode);
    });
    return { node, environment: process.env };
  }
  const { node, electron } = await alone(report, async () => {
    const app = await prepareApp(report);
    const electron = await prepareElectron(report, app.node);
    await report.step('Test tools', ensureTestTools);
    return { ...app, electron };
  });
  print('Models (some tests need them; a failure here does not stop the others)');
  await run(node, [at('out/main/cli.js'), 'models', 'pull', ...TEST_MODELS]);
  const display = process.platform === 'linux' ? await openDisplay() : undefined;
  const environment = {
    ...process.env,
    ...(display && { DISPLAY: display.name }),
    WATTOS_NODE: node,
    WATTOS_ELECTRON: electron.path,
    WATTOS_CHROMIUM: onPath('chromium') ?? '',
  };
  return { node, electron, environment, display };
}

function print(text) {
  process.stdout.write(`${text}\n`);
}
