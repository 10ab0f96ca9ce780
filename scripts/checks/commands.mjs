/** The checks that are one command each. A check returns `{ passed, failed, output }`; output is shown only when something failed. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { collect, run } from '../setup/child.mjs';
import { at, cacheDir, root } from '../setup/paths.mjs';

const bin = (path) => at('node_modules', path);

/** Type-checks every zone with its own tsconfig, so that `window` in core or `process` in the renderer does not compile. */
export async function checkTypes({ node }) {
  const zones = readdirSync(root).filter((name) => /^tsconfig\.(?!base)\w+\.json$/.test(name));
  const results = [];
  for (const zone of zones) {
    results.push(
      await collect(node, [bin('typescript/bin/tsc'), '-p', zone, '--pretty', 'false'], { cwd: root }),
    );
  }
  return sum(results);
}

/** Biome: lint, format and accessibility rules; a warning is an error. */
export async function checkLint({ node }) {
  const args = ['check', '.', '--error-on-warnings', '--max-diagnostics=50', '--colors=off'];
  return sum([await collect(node, [bin('@biomejs/biome/bin/biome'), ...args], { cwd: root })]);
}

/** Import boundaries, and the proof that a forbidden import is seen. */
export async function checkBoundaries({ node }) {
  const folders = ['electron', 'renderer', 'e2e', 'eval', 'scripts'];
  const result = await cruise(node, root, folders);
  return sum([result, await boundaryProof(node)]);
}

function cruise(node, cwd, folders) {
  const config = at('.dependency-cruiser.mjs');
  const args = ['--config', config, '--output-type', 'err', '--no-progress', ...folders];
  const parser = ['--import', pathToFileURL(at('scripts/checks/typescript-6.mjs')).href];
  return collect(node, [...parser, bin('dependency-cruiser/bin/dependency-cruiser.mjs'), ...args], { cwd });
}

/** A parser that reads no TypeScript would find no violations either: a small tree of bad imports must fail. */
async function boundaryProof(node) {
  const folder = join(cacheDir, 'boundary-proof');
  const files = {
    'package.json': '{}',
    'electron/contract/bad.ts':
      "import type { Secret } from '../core/kernel/secret.ts';\nexport type Bad = Secret;\n",
    'electron/core/kernel/secret.ts': "import 'electron';\nexport type Secret = string;\n",
    'electron/hosts/headless.ts': "import '../core/kernel/secret.ts';\n",
    'renderer/bad.tsx': "import '../electron/core/kernel/secret.ts';\nexport const Bad = () => <p />;\n",
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const { output } = await cruise(node, folder, ['electron', 'renderer']);
  rmSync(folder, { recursive: true });
  const expected = [
    'contract-sees-nothing-of-ours',
    'renderer:',
    'headless-reaches-no-electron: electron/hosts/headless.ts',
  ];
  const unseen = expected.filter((rule) => !output.includes(rule));
  return {
    code: unseen.length,
    output: unseen.map((rule) => `The rule no longer bites: ${rule}`).join('\n'),
  };
}

/** knip: no unused file, export or dependency. */
export async function checkUnused({ node }) {
  return sum([await collect(node, [bin('knip/bin/knip.js'), '--no-progress'], { cwd: root })]);
}

export async function checkNotices({ node }) {
  return sum([await collect(node, [at('scripts/notices.mjs'), '--check'], { cwd: root })]);
}

/** Unit and conformance tests. They speak for themselves while they run. */
export async function checkUnit({ node, environment }) {
  const report = reportFile('unit');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await run(node, [bin('vitest/vitest.mjs'), ...args], { cwd: root, env: environment });
  const { numPassedTests = 0, numFailedTests = 0 } = readReport(report);
  return counted(numPassedTests, numFailedTests, code);
}

/** Playwright: `project` is `window` (real Electron) or `headless` (the host in Chromium). A flaky test counts as failed. */
export async function checkEndToEnd(project, { node, environment }) {
  const report = reportFile(project);
  const args = ['test', `--project=${project}`, '--reporter=list,json'];
  const code = await run(node, [bin('@playwright/test/cli.js'), ...args], {
    cwd: root,
    env: { ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  const { expected = 0, unexpected = 0, flaky = 0 } = readReport(report).stats ?? {};
  return counted(expected, unexpected + flaky, code);
}

function reportFile(name) {
  const file = join(cacheDir, 'reports', `${name}.json`);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

/** A run that ended badly, or tested nothing, has failed even if it reports no failed test. */
function counted(passed, failed, code) {
  const silentFailure = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: silentFailure ? 1 : failed, output: passed === 0 ? 'No test ran.' : '' };
}

function sum(results) {
  const bad = results.filter((result) => result.code !== 0);
  return {
    passed: results.length - bad.length,
    failed: bad.length,
    output: bad.map((result) => result.output).join('\n'),
  };
}
