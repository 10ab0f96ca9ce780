/** A crashed page is loaded again, with a notice; one that crashes at once, again and again, is not. */
import { type BrowserWindow, dialog } from 'electron';
import type { Words } from './locales/words.ts';

const reloadsAllowed = 3;
const reloadWindowMs = 60_000;

export const recoverWindow = (window: BrowserWindow, words: () => Words): void => {
  let reloads: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = Date.now();
    reloads = [...reloads.filter((at) => at > now - reloadWindowMs), now];
    const { windowRestored, windowRestoredDetail, close, engineFailed } = words().dialog;
    if (reloads.length > reloadsAllowed) {
      dialog.showErrorBox(engineFailed, reason);
      window.destroy();
      return;
    }
    // Not within the event: Electron is still taking the old page down.
    setImmediate(() => window.webContents.reload());
    void dialog.showMessageBox(window, {
      type: 'info',
      message: windowRestored,
      detail: windowRestoredDetail,
      buttons: [close],
    });
  });
};
