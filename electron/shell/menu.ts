/** The menu: what the operating system expects of every program and nothing the page does itself. */
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Words } from './locales/words.ts';

export const setMenu = ({ menu }: Words): void => {
  const quit: MenuItemConstructorOptions = { role: 'quit', label: menu.quit };
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const application: MenuItemConstructorOptions =
    process.platform === 'darwin'
      ? {
          role: 'appMenu',
          submenu: [
            { role: 'about', label: menu.about },
            separator,
            { role: 'hide', label: menu.hide },
            { role: 'hideOthers', label: menu.hideOthers },
            { role: 'unhide', label: menu.showAll },
            separator,
            quit,
          ],
        }
      : { label: menu.file, submenu: [quit] };
  const edit: MenuItemConstructorOptions = {
    label: menu.edit,
    submenu: [
      { role: 'undo', label: menu.undo },
      { role: 'redo', label: menu.redo },
      separator,
      { role: 'cut', label: menu.cut },
      { role: 'copy', label: menu.copy },
      { role: 'paste', label: menu.paste },
      { role: 'selectAll', label: menu.selectAll },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: menu.view,
    submenu: [
      { role: 'zoomIn', label: menu.zoomIn },
      { role: 'zoomOut', label: menu.zoomOut },
      { role: 'resetZoom', label: menu.resetZoom },
      separator,
      { role: 'togglefullscreen', label: menu.fullScreen },
    ],
  };
  Menu.setApplicationMenu(Menu.buildFromTemplate([application, edit, view]));
};
