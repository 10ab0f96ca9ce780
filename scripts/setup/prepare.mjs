/** The set-up steps in the order every script needs them. Each is skipped at once when its work is done already. */
import { ensureBuild } from './build.mjs';
import { ensureElectronLibraries } from './debian.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureElectron } from './electron-runtime.mjs';
import { ensureNode } from './node-runtime.mjs';

/** Three steps: dependencies, Node, build. Returns `{ node }`, the path of the Node that runs the product. */
export async function prepareApp(report) {
  await report.step('Dependencies', ensureDependencies);
  const node = await report.step('Node', ensureNode);
  await report.step('Build', (say) => ensureBuild(say, node));
  return { node };
}

/** Two steps: Electron and the libraries it links to. Returns what `ensureElectron` found. */
export async function prepareElectron(report, node) {
  const electron = await report.step('Electron', (say) => ensureElectron(say, node));
  await report.step('System libraries', (say) => ensureElectronLibraries(say, electron.path));
  return electron;
}
