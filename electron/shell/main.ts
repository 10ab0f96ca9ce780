/**
 * The desktop program: one window, one engine process beside it. Imports little, so that the window is there at once;
 * everything that thinks lives in the engine.
 */
import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, nativeTheme, session } from 'electron';
import { type Engine, startEngine } from './engine.ts';
import { chooseWords } from './locales/choose.ts';
import { isOurFrame, lockPages, lockSession } from './lockdown.ts';
import { setMenu } from './menu.ts';
import { declareScheme, servePage } from './page.ts';
import { pageOrigin } from './page-address.ts';
import { recoverWindow } from './recovery.ts';
import { dataSwitch } from './switches.ts';
import { createWindow, preloadFile } from './window.ts';
import { loadWindowState, saveWindowState } from './window-state.ts';

const mainDir = import.meta.dirname;
const dataDir = dataSwitch(process.argv);
const devUrl = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;
const devOrigin = devUrl && new URL(devUrl).origin;
const portChannels = {
  request: 'wattos:port-request',
  answer: 'wattos:port',
  pickFile: 'wattos:pick-file',
  pickFiles: 'wattos:pick-files',
};

// Each data folder has its own instance lock and browser profile.
if (dataDir !== null) app.setPath('userData', join(dataDir, 'shell'));
// enableSandbox() would defeat --no-sandbox, which only our launcher gives and only to root.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
declareScheme();

let engine: Engine | undefined;
let window: BrowserWindow | undefined;

const run = (): void => {
  const stateFile = join(app.getPath('userData'), 'window.json');
  const state = loadWindowState(stateFile);
  // In a bare environment Linux reports the language “c”.
  const locales = app.getPreferredSystemLanguages().filter((tag) => /^[a-z]{2,3}\b/i.test(tag));
  const words = () => chooseWords(state.language, locales);
  const applyAppearance = () => {
    nativeTheme.themeSource = state.theme === 'contrast' ? 'dark' : state.theme;
    setMenu(words());
  };

  const startedEngine = startEngine({
    file: join(mainDir, 'desktop.js'),
    workerFile: (name) => join(mainDir, 'workers', `${name}.js`),
    dataDir,
    version: app.getVersion(),
    locales,
    onAppearance: ({ language, theme }) => {
      if (language === state.language && theme === state.theme) return;
      Object.assign(state, { language, theme });
      applyAppearance();
      saveWindowState(stateFile, state);
    },
    onFailed: (sentence) => {
      const { engineFailed, quit } = words().dialog;
      void dialog
        .showMessageBox({ type: 'error', message: engineFailed, detail: sentence, buttons: [quit] })
        .then(() => app.exit(1));
    },
    onRestarted: () => {
      if (window && !window.isDestroyed()) startedEngine.connect(window.webContents, portChannels.answer);
    },
    onGivenUp: async (retry) => {
      const { engineGone, engineGoneDetail, restart, quit } = words().dialog;
      const { response } = await dialog.showMessageBox({
        type: 'error',
        message: engineGone,
        detail: engineGoneDetail,
        buttons: [restart, quit],
        defaultId: 0,
        cancelId: 1,
      });
      if (response === 0) retry();
      else app.exit(1);
    },
  });
  engine = startedEngine;

  nativeTheme.themeSource = state.theme === 'contrast' ? 'dark' : state.theme;
  lockSession(session.defaultSession, devOrigin);
  servePage(join(mainDir, '..', 'renderer'));
  const open = () => {
    window = createWindow({
      state,
      stateFile,
      preload: preloadFile(mainDir),
      pageUrl: devUrl ?? `${pageOrigin}/index.html`,
    });
    recoverWindow(window, words);
  };
  open();
  setMenu(words());

  ipcMain.on(portChannels.request, (event) => {
    if (isOurFrame(event.senderFrame, event.sender, devOrigin))
      startedEngine.connect(event.sender, portChannels.answer);
  });
  ipcMain.handle(portChannels.pickFile, async (event, kind: unknown) => {
    if (!isOurFrame(event.senderFrame, event.sender, devOrigin) || !window) return null;
    const { modelFiles, allFiles } = words().dialog;
    const all = { name: allFiles, extensions: ['*'] };
    const filters = kind === 'gguf' ? [{ name: modelFiles, extensions: ['gguf'] }, all] : [all];
    const { filePaths } = await dialog.showOpenDialog(
      window,
      kind === 'folder' ? { properties: ['openDirectory'] } : { properties: ['openFile'], filters },
    );
    return filePaths[0] ?? null;
  });
  ipcMain.handle(portChannels.pickFiles, async (event) => {
    if (!isOurFrame(event.senderFrame, event.sender, devOrigin) || !window) return [];
    const { filePaths } = await dialog.showOpenDialog(window, {
      properties: ['openFile', 'multiSelections'],
    });
    return filePaths;
  });
  // On a Mac the program lives on without a window.
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open();
  });
};

if (app.requestSingleInstanceLock()) {
  lockPages(devOrigin);
  app.on('second-instance', () => {
    if (!window || window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  // Not awaited at top level: an ES module that waits here would never let the app become ready.
  void app.whenReady().then(run);
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed || !engine) return;
    event.preventDefault();
    void engine.close().then(() => {
      closed = true;
      app.quit();
    });
  });
} else {
  app.quit();
}
