/** The window: sandboxed, without Node, remembered in place and size, shown when its first picture is ready. */
import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { onScreen, saveWindowState, type WindowState } from './window-state.ts';

/** `--surface-canvas` of renderer/ui/tokens.css: what shows before the page has painted. */
const canvas = { light: '#f6f8f9', dark: '#0f1517' };

export type WindowOptions = {
  state: WindowState;
  stateFile: string;
  preload: string;
  pageUrl: string;
};

export const createWindow = ({ state, stateFile, preload, pageUrl }: WindowOptions): BrowserWindow => {
  const bounds = onScreen(
    state.bounds,
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const window = new BrowserWindow({
    width: 1280,
    height: 832,
    ...bounds,
    minWidth: 480,
    minHeight: 600,
    show: false,
    title: 'WattOS Desktop',
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? canvas.dark : canvas.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      v8CacheOptions: 'bypassHeatCheck',
    },
  });
  if (state.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  // A page that never paints must not hide the window, and with it every message, for good.
  const impatient = setTimeout(() => window.show(), 4000);
  window.once('show', () => clearTimeout(impatient));

  window.on('close', () => {
    clearTimeout(impatient);
    saveWindowState(stateFile, {
      ...state,
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
    });
  });
  window.on('page-title-updated', (event) => event.preventDefault());
  void window.loadURL(pageUrl).catch(() => {});
  return window;
};

export const preloadFile = (mainDir: string): string => join(mainDir, '..', 'preload', 'index.cjs');
