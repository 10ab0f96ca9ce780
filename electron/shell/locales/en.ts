/** English of the shell. */
import type { Words } from './words.ts';

export const en: Words = {
  menu: {
    file: 'File',
    quit: 'Quit',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    resetZoom: 'Actual size',
    fullScreen: 'Full screen',
    about: 'About WattOS Desktop',
    hide: 'Hide WattOS Desktop',
    hideOthers: 'Hide others',
    showAll: 'Show all',
  },
  dialog: {
    engineFailed: 'WattOS cannot start',
    engineGone: 'The core of WattOS crashed several times in a row.',
    engineGoneDetail:
      'Nothing stored is lost. Restart it; if that does not help, the log in the data folder names the cause.',
    restart: 'Restart',
    quit: 'Quit',
    windowRestored: 'The window had crashed and was restored.',
    windowRestoredDetail: 'Nothing stored is lost. Text that was not sent may be missing.',
    close: 'Close',
    modelFiles: 'Language models (GGUF)',
    allFiles: 'All files',
  },
};
