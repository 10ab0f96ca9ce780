/**
 * Writes THIRD_PARTY_NOTICES.md: every package that reaches people, its licence and the licence's text.
 *
 * Shipped is the closure of `dependencies`, and of each devDependency that the sources of electron/ or renderer/ import (the
 * build bundles those). `--check` writes nothing and fails when the file is stale or a licence does not allow shipping.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolvePackage } from './setup/lockfile.mjs';
import { at } from './setup/paths.mjs';
import { main, SetupError } from './setup/report.mjs';

const manifest = JSON.parse(readFileSync(at('package.json'), 'utf8'));
const { packages } = JSON.parse(readFileSync(at('package-lock.json'), 'utf8'));

/** Stands in the lockfile for GPU builds that we leave out; ships nothing. */
const PLACEHOLDER = 'empty-npm-package';
/** Runs the product in development; people get Electron's own Node. */
const NOT_SHIPPED = /^node_modules\/node-(linux|darwin|win)-/;
const LICENCE_FILE = /^(licen[cs]e|copying|notice)([-._].*)?$/i;

function write() {
  const shipped = shippedPaths();
  const refused = shipped.filter((path) => !allowed(licenceOf(path)));
  if (refused.length > 0) {
    const list = refused.map((path) => `  ${nameOf(path)} (${licenceOf(path)})`).join('\n');
    throw new SetupError(`These licences do not allow shipping with WattOS:\n${list}`);
  }
  const text = render(shipped);
  const file = at('THIRD_PARTY_NOTICES.md');
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
    process.stdout.write(`THIRD_PARTY_NOTICES.md: ${shipped.length} packages\n`);
    return 0;
  }
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return 0;
  throw new SetupError('THIRD_PARTY_NOTICES.md is stale. Run: node scripts/notices.mjs');
}

/** Lockfile paths of everything shipped, each once, sorted by name and version. */
function shippedPaths() {
  const imported = new Set(['electron', ...sourceFiles().flatMap(importsOf)]);
  const bundled = Object.keys(manifest.devDependencies ?? {}).filter((name) => imported.has(name));
  const found = new Set();
  const queue = [...Object.keys(manifest.dependencies ?? {}), ...bundled].map((name) =>
    resolvePackage(packages, '', name),
  );
  while (queue.length > 0) {
    const path = queue.pop();
    if (!path || found.has(path) || NOT_SHIPPED.test(path) || packages[path].name === PLACEHOLDER) continue;
    found.add(path);
    // Of Electron, its binary is shipped, not the packages that download it.
    if (path === 'node_modules/electron') continue;
    const needs = { ...packages[path].dependencies, ...packages[path].optionalDependencies };
    queue.push(...Object.keys(needs).map((name) => resolvePackage(packages, path, name)));
  }
  const unique = new Map([...found].map((path) => [title(path), path]));
  return [...unique.keys()].sort((a, b) => (a < b ? -1 : 1)).map((key) => unique.get(key));
}

function sourceFiles() {
  return ['electron', 'renderer'].flatMap((folder) =>
    readdirSync(at(folder), { recursive: true })
      .filter((name) => /\.(tsx?|css)$/.test(name) && !/\.(test|spec)\.tsx?$/.test(name))
      .map((name) => at(folder, name)),
  );
}

function importsOf(file) {
  const specifiers = readFileSync(file, 'utf8').matchAll(
    /(?:\bfrom\s*|\bimport\s*\(?\s*|@import\s+|@plugin\s+)['"]((?:@[\w.-]+\/)?[\w.-]+)(?:\/[^'"]*)?['"]/g,
  );
  return [...specifiers].map((match) => match[1]);
}

const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
const title = (path) => `${nameOf(path)} ${packages[path].version}`;

/** SPDX expression of a package; where its manifest names none, the heading of its licence file decides. */
function licenceOf(path) {
  if (packages[path].license) return packages[path].license;
  return /^(The )?MIT License/i.test(licenceText(path) ?? '') ? 'MIT' : 'unknown';
}

/** Of "A OR B" one must be allowed, of "A AND B" both. GPL and AGPL are not; neither is an unknown licence. */
function allowed(expression) {
  return expression
    .replace(/[()]/g, '')
    .split(/ OR /)
    .some((choice) =>
      choice.split(/ AND /).every((licence) => !/^(A?GPL|unknown|UNLICENSED|SEE )/i.test(licence.trim())),
    );
}

/**
 * The licence files of an installed package. Packages for one platform are left to their parent's text: they are not installed
 * everywhere, and the notices must not depend on the machine that writes them.
 */
function licenceText(path) {
  if (packages[path].os || packages[path].cpu || packages[path].optional || !existsSync(at(path)))
    return undefined;
  const files = readdirSync(at(path))
    .filter((name) => LICENCE_FILE.test(name))
    .sort();
  const texts = files.map((name) =>
    readFileSync(join(at(path), name), 'utf8')
      .replace(/\r\n/g, '\n')
      .trim(),
  );
  return texts.length > 0 ? texts.join('\n\n') : undefined;
}

function render(shipped) {
  const byText = new Map();
  for (const path of shipped) {
    const text = licenceText(path);
    if (text) byText.set(text, [...(byText.get(text) ?? []), title(path)]);
  }
  const rows = shipped.map((path) => `| ${nameOf(path)} | ${packages[path].version} | ${licenceOf(path)} |`);
  const texts = [...byText].map(
    ([text, names]) => `### ${names.join(', ')}\n\n\`\`\`text\n${text}\n\`\`\`\n`,
  );
  return `# Third-party notices

WattOS Desktop is licensed under Apache-2.0 (see LICENSE). It ships with the work of others, listed here with their licences.
Electron brings Chromium and Node.js; their notices lie beside the installed program as \`LICENSES.chromium.html\`.
Written by \`node scripts/notices.mjs\` from package-lock.json; do not edit.

| package | version | licence |
|---|---|---|
${rows.join('\n')}

## Licence texts

${texts.join('\n')}`;
}

await main(write);
