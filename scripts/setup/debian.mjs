/**
 * Provides the system parts that npm cannot: the shared libraries Electron links to, and for tests a virtual display,
 * Chromium and a reader of our PDFs. Looks at what is missing first; installs through apt as root, otherwise says the one command to run.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runQuietly } from './child.mjs';
import { SetupError } from './report.mjs';

const LIBRARIES_FOR_ELECTRON = [
  ...['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libcups2', 'libatk-bridge2.0-0', 'libatspi2.0-0'],
  ...['libdrm2', 'libxcomposite1', 'libxdamage1', 'libxfixes3', 'libxkbcommon0', 'libxrandr2'],
];

/** Command on the path → package that brings it. */
const TOOLS_FOR_TESTS = { Xvfb: 'xvfb', chromium: 'chromium', pdftotext: 'poppler-utils' };

/** Makes sure the Electron binary finds its libraries. */
export async function ensureElectronLibraries(say, electronPath) {
  if (process.platform !== 'linux') return { already: 'not needed here' };
  const missing = missingLibraries(electronPath);
  if (missing.length === 0) return { already: 'already there' };
  say(`Electron needs ${missing.join(', ')}`);
  return await install(say, LIBRARIES_FOR_ELECTRON);
}

/** Makes sure the tools of `npm test` are there. */
export async function ensureTestTools(say) {
  if (process.platform !== 'linux') return { already: 'not needed here' };
  const missing = Object.entries(TOOLS_FOR_TESTS).filter(([command]) => !onPath(command));
  if (missing.length === 0) return { already: 'already there' };
  return await install(
    say,
    missing.map(([, name]) => name),
  );
}

/** Full path of a command, or undefined. */
export function onPath(command) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, command)).find((path) => existsSync(path));
}

function missingLibraries(binary) {
  const lines = execFileSync('ldd', [binary], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes('not found')).map((line) => line.trim().split(' ')[0]);
}

async function install(say, packages) {
  const sentence = `Please install: ${packages.join(' ')}`;
  if (!onPath('apt-get'))
    throw new SetupError(`${sentence} (with your distribution's package manager), then start again.`);
  if (process.getuid?.() !== 0) {
    throw new SetupError(`Please run "sudo apt-get install -y ${packages.join(' ')}", then start again.`);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const failure = `Debian packages could not be installed: ${packages.join(' ')}.`;
  say('reading the list of Debian packages');
  await runQuietly('apt-get', ['update', '-q'], { say, env, failure });
  const names = packages.map(nameHere);
  say(`installing ${names.join(' ')}`);
  await runQuietly('apt-get', ['install', '-qy', '--no-install-recommends', ...names], { say, env, failure });
  return { done: `${names.length} Debian packages installed` };
}

/** Debian 13 and Ubuntu 24.04 renamed some libraries for 64-bit time (libgtk-3-0 → libgtk-3-0t64). */
function nameHere(name) {
  if (installable(name) || !installable(`${name}t64`)) return name;
  return `${name}t64`;
}

function installable(name) {
  try {
    return /Candidate: (?!\(none\))/.test(execFileSync('apt-cache', ['policy', name], { encoding: 'utf8' }));
  } catch {
    return false;
  }
}
