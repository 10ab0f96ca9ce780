/** A virtual display for the window tests. */
import { randomInt } from 'node:crypto';
import { start } from '../setup/child.mjs';
import { SetupError } from '../setup/report.mjs';

/**
 * Returns `{ name, close }`, for example `:28411`. The number is drawn from many: where network namespaces hide one display
 * from another, Xvfb's own choice takes the first number and with it the socket of a display that is in use.
 */
export async function openDisplay(attempts = 5) {
  const name = `:${randomInt(1000, 60_000)}`;
  const { child, exited } = start(
    'Xvfb',
    [name, '-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const isUp = await Promise.race([
    new Promise((resolve) => child.stdio[3].once('data', () => resolve(true))),
    exited.then(() => false),
  ]);
  if (!isUp) {
    if (attempts > 1) return openDisplay(attempts - 1);
    throw new SetupError('The virtual display (Xvfb) did not start.');
  }
  const close = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  return { name, close };
}
