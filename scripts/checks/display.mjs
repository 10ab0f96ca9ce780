/** A virtual display for the window tests, on a free number that Xvfb picks itself. */
import { start } from '../setup/child.mjs';
import { SetupError } from '../setup/report.mjs';

/** Returns `{ name, close }`, for example `:99`. */
export async function openDisplay() {
  const { child, exited } = start(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const number = new Promise((resolve, reject) => {
    let text = '';
    child.stdio[3].on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.trim());
    });
    exited.then((code) =>
      reject(new SetupError(`The virtual display did not start (Xvfb, exit code ${code}).`)),
    );
  });
  const name = `:${await number}`;
  const close = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  return { name, close };
}
