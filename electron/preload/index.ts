/** Hands one MessagePort to the page, file dialogs, and the path of a file dropped on it; nothing else. Runs sandboxed, before the page. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { pickFile, pickFiles, port, portRequest, type WattosBridge } from './api.ts';

const bridge: WattosBridge = {
  host: 'desktop',
  platform: process.platform,
  pickFile: (kind) => ipcRenderer.invoke(pickFile, kind),
  pickFiles: () => ipcRenderer.invoke(pickFiles),
  pathOf: (file) => webUtils.getPathForFile(file),
};
contextBridge.exposeInMainWorld('wattos', bridge);

window.addEventListener('message', (event) => {
  if (event.source === window && event.data === portRequest) ipcRenderer.send(portRequest);
});

// To this window only; the page cannot be another one's, as navigation is refused.
ipcRenderer.on(port, (event) => window.postMessage(port, '*', event.ports));
