/**
 * Runs inside Electron's main process (`electron -r window-probe.cjs …`), beside the product, and tells the measuring
 * process over IPC: `visible` and `usable` with the time, and the results of what it is asked. Changes nothing.
 */
const { app } = require('electron');

let contents;
const tell = (message) => process.send?.(message);

/** The composer takes text and the first view is complete: its examples appear when settings and models are known. */
const usable = `new Promise((resolve) => {
  const look = () =>
    document.querySelector('[data-region=composer] textarea:enabled') && document.querySelector('main li button, [role=feed]');
  if (look()) return resolve();
  const watch = new MutationObserver(() => look() && (watch.disconnect(), resolve()));
  watch.observe(document, { childList: true, subtree: true, attributes: true });
})`;

app.on('browser-window-created', (_event, window) => {
  contents = window.webContents;
  window.once('show', () => tell({ name: 'visible', value: Date.now() }));
  contents.once('dom-ready', async () => {
    await contents.executeJavaScript(usable);
    tell({ name: 'usable', value: Date.now() });
  });
});

/** What the measuring process may ask for. */
const actions = {
  page: (script) => contents.executeJavaScript(script),
  metrics: async () =>
    app
      .getAppMetrics()
      .map(({ type, name, serviceName, memory }) => ({ type, name: name ?? serviceName ?? '', memory })),
  quit: async () => app.quit(),
};

process.on('message', async ({ id, action, input }) => {
  try {
    tell({ name: 'result', id, value: (await actions[action](input)) ?? null });
  } catch (error) {
    tell({ name: 'failed', id, value: String(error) });
  }
});
