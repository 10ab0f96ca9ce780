/**
 * `npm start`: from a fresh checkout to the open window, or without a display to a local web address.
 *
 *   --headless      no window: the engine serves a browser on 127.0.0.1
 *   --port N        its port
 *   --data DIR      where conversations, settings and keys live
 *   --no-models     do not fetch the starter models
 *
 * Everything else is handed to the product. The starter models arrive beside the running product and never block it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { takeFlags } from './setup/flags.mjs';
import { at, root } from './setup/paths.mjs';
import { createReport, main } from './setup/report.mjs';
import { isStopping, start } from './setup/child.mjs';
import { prepareApp, prepareElectron } from './setup/prepare.mjs';
import { alone } from './setup/lock.mjs';

await main(async () => {
  const { flags, rest } = takeFlags(process.argv.slice(2), {
    headless: false,
    port: true,
    data: true,
    'no-models': false,
  });
  const hasDisplay =
    process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  const headless = flags.headless || !hasDisplay;
  const report = createReport({ total: headless ? 3 : 5 });

  const { node, electron } = await alone(report, async () => {
    const app = await prepareApp(report);
    return { ...app, electron: headless ? undefined : await prepareElectron(report, app.node) };
  });

  const data = flags.data ? ['--data', flags.data] : [];
  if (headless && !flags.headless)
    report.line('No display here: WattOS opens in a browser instead of a window.');
  const product = headless ? startHost(node, flags.port, data, rest) : startWindow(electron, data, rest);
  const models = flags['no-models'] ? undefined : fetchModels(node, data, product.exited);
  const code = await product.exited;
  models?.stop();
  return code;
});

function startHost(node, port, data, rest) {
  return start(node, [at('out/main/headless.js'), ...(port ? ['--port', port] : []), ...data, ...rest]);
}

function startWindow(electron, data, rest) {
  // Chromium's sandbox refuses to run as root. Everyone else gets it.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return start(electron.path, [root, ...sandbox, ...data, ...rest], { env: withoutNodeMode() });
}

/** ELECTRON_RUN_AS_NODE, inherited from some editors' terminals, would turn the window into a plain Node. */
function withoutNodeMode() {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  return env;
}

/** Fetches the starter models once the product had time to come up. Its end ends the fetching, which resumes next time. */
function fetchModels(node, data, productExited) {
  let fetching;
  (async () => {
    const ended = await Promise.race([productExited.then(() => true), sleep(3000, false, { ref: false })]);
    if (ended) return;
    fetching = start(node, [at('out/main/cli.js'), 'models', 'pull', 'starter', ...data], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    prefixLines(fetching.child.stdout, process.stdout);
    prefixLines(fetching.child.stderr, process.stderr);
    const code = await fetching.exited;
    if (code !== 0 && !fetching.stopped && !isStopping()) {
      process.stdout.write(
        '[models] not complete. WattOS works without them; the next start goes on from here.\n',
      );
    }
  })();
  return {
    stop: () => {
      if (!fetching) return;
      fetching.stopped = true;
      fetching.child.kill('SIGTERM');
      setTimeout(() => fetching.child.kill('SIGKILL'), 3000).unref();
    },
  };
}

function prefixLines(from, to) {
  let rest = '';
  from.setEncoding('utf8');
  from.on('data', (chunk) => {
    const lines = (rest + chunk).split(/\r\n|\n|\r/);
    rest = lines.pop();
    for (const line of lines) if (line.trim()) to.write(`[models] ${line}\n`);
  });
  from.on('end', () => {
    if (rest.trim()) to.write(`[models] ${rest}\n`);
  });
}
