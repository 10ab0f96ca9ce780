/** What the shell says in a language: menu, dialogs. Everything else is the page's. */
export type Words = {
  menu: {
    file: string;
    quit: string;
    edit: string;
    undo: string;
    redo: string;
    cut: string;
    copy: string;
    paste: string;
    selectAll: string;
    view: string;
    zoomIn: string;
    zoomOut: string;
    resetZoom: string;
    fullScreen: string;
    about: string;
    hide: string;
    hideOthers: string;
    showAll: string;
  };
  dialog: {
    engineFailed: string;
    engineGone: string;
    engineGoneDetail: string;
    restart: string;
    quit: string;
    windowRestored: string;
    windowRestoredDetail: string;
    close: string;
    modelFiles: string;
    allFiles: string;
  };
};
