/** What the page in the window cannot do, whatever ends up in it; and what the disk does not show. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { answers, ask, finished } from '../support/chat-page.ts';
import { filesContaining, keyFileOf, prepare } from '../support/data.ts';
import { startLimitMs } from '../support/limits.ts';
import { onWindow } from '../support/on-window.ts';
import { electronPath, root, rootFlags } from '../support/programs.ts';

const { window: opened, page, dataDir } = onWindow({ fill: prepare });
/** A server of somebody else; nothing of ours may ever reach it. */
let foreign: Server;
let foreignUrl: string;
const visits: string[] = [];

test.beforeAll(async () => {
  foreign = createServer((request, response) => {
    visits.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*').end('window.reached = true');
  });
  foreign.listen(0, '127.0.0.1');
  await once(foreign, 'listening');
  foreignUrl = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;
  await expect(page().getByRole('heading', { name: 'How can I help?' })).toBeVisible();
});
test.afterAll(() => {
  foreign.close();
});

test('the page is sandboxed and knows nothing of Node', async () => {
  const preferences = await opened().app.evaluate(({ BrowserWindow }) => {
    // not in Electron's own declarations
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
  });
  const seen = await page().evaluate(() => ({
    names: ['require', 'process', 'module', 'Buffer', 'global', '__dirname'].filter((name) => name in window),
    bridge: Object.keys((window as unknown as { wattos: object }).wattos).sort(),
    address: location.href,
  }));
  expect(seen.names).toEqual([]);
  expect(seen.bridge).toEqual(['host', 'pathOf', 'pickFile', 'pickFiles', 'platform']);
  expect(seen.address).toMatch(/^app:\/\/wattos\//);
});

test('the policy of the page blocks eval, inline script and every foreign source', async () => {
  const outcome = await page().evaluate(async (url) => {
    const settled = (element: HTMLElement) =>
      new Promise<string>((resolve) => {
        element.addEventListener('load', () => resolve('loaded'), { once: true });
        element.addEventListener('error', () => resolve('refused'), { once: true });
        document.body.append(element);
      });
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      violations.push(`${effectiveDirective} ${blockedURI.replace(/^\w+:\/\/[^/]+/, '')}`),
    );
    Object.assign(window, { violations });
    // in a task of its own: the debugger's own call is allowed to evaluate
    const evaluated = await new Promise<string>((resolve) =>
      setTimeout(() => {
        try {
          resolve(String(new Function('return 1')()));
        } catch (error) {
          resolve(error instanceof Error ? error.name : '');
        }
      }),
    );
    const inline = document.createElement('script');
    inline.textContent = 'window.reached = true';
    document.body.append(inline);
    const handler = document.createElement('button');
    handler.setAttribute('onclick', 'window.reached = true');
    handler.click();
    const script = Object.assign(document.createElement('script'), { src: `${url}/script` });
    const image = Object.assign(document.createElement('img'), { src: `${url}/image` });
    const style = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${url}/style` });
    const frame = Object.assign(document.createElement('iframe'), { src: `${url}/frame` });
    const elements = await Promise.all([script, image, style].map(settled));
    document.body.append(frame);
    const fetched = await fetch(`${url}/fetch`).then(
      () => 'reached',
      () => 'refused',
    );
    const socket = await new Promise<string>((resolve) => {
      try {
        const opened = new WebSocket(`${url.replace('http', 'ws')}/socket`);
        opened.addEventListener('open', () => resolve('reached'));
        opened.addEventListener('error', () => resolve('refused'));
      } catch {
        resolve('refused');
      }
    });
    navigator.sendBeacon(`${url}/beacon`);
    return { evaluated, elements, fetched, socket };
  }, foreignUrl);
  expect(outcome).toEqual({
    evaluated: 'EvalError',
    elements: ['refused', 'refused', 'refused'],
    fetched: 'refused',
    socket: 'refused',
  });
  // What is refused is also reported, a moment later; after that nothing more can come of it.
  await expect
    .poll(() => page().evaluate(() => (window as unknown as { violations: string[] }).violations))
    .toEqual(
      expect.arrayContaining([
        'script-src-elem inline',
        'script-src-attr inline',
        'script-src-elem /script',
        'img-src /image',
        'style-src-elem /style',
        expect.stringMatching(/^frame-src/),
        'connect-src /fetch',
        'connect-src /socket',
        'connect-src /beacon',
      ]),
    );
  expect(await page().evaluate(() => 'reached' in window)).toBe(false);
  expect(visits).toEqual([]);
});

test('every permission is refused', async () => {
  const answersOfBrowser = await page().evaluate(async () => {
    const refused = (asked: Promise<unknown>) =>
      asked.then(
        () => 'granted',
        () => 'refused',
      );
    return {
      notification: await Notification.requestPermission(),
      camera: await refused(navigator.mediaDevices.getUserMedia({ video: true })),
      microphone: await refused(navigator.mediaDevices.getUserMedia({ audio: true })),
      place: await refused(
        new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
      ),
      reading: await refused(navigator.clipboard.readText()),
    };
  });
  expect(answersOfBrowser).toEqual({
    notification: 'denied',
    camera: 'refused',
    microphone: 'refused',
    place: 'refused',
    reading: 'refused',
  });
});

test('a second start ends and brings the first window to the front', async () => {
  const isVisible = () =>
    opened().app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  await opened().app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await expect.poll(isVisible).toBe(false);
  const second = spawn(electronPath(), [...rootFlags, root, '--data', dataDir()], {
    env: { ...process.env, WATTOS_KEY_FILE: keyFileOf(dataDir()) },
    stdio: 'ignore',
  });
  const [code] = await once(second, 'exit', { signal: AbortSignal.timeout(startLimitMs) });
  expect(code).toBe(0);
  await expect.poll(isVisible).toBe(true);
  expect(opened().app.windows()).toHaveLength(1);
});

test('the database on the disk holds nothing of a stored message', async () => {
  const word = 'Zwetschgendatschi';
  await ask(page(), `Say hello to ${word}.`);
  await finished(page());
  await expect(answers(page())).toHaveCount(1);
  expect(readFileSync(join(dataDir(), 'wattos.db')).subarray(0, 15).toString()).not.toBe('SQLite format 3');
  expect(filesContaining(dataDir(), word)).toEqual([]);
  expect(opened().output()).not.toContain(word);
});

test('our own address ends at our own files', async () => {
  const paths = [
    '/../package.json',
    '/%2e%2e/%2e%2e/package.json',
    '/..%2f..%2fpackage.json',
    '//etc/passwd',
  ];
  const statuses = await page().evaluate(
    (asked) =>
      Promise.all(
        asked.map((path) =>
          fetch(`app://wattos${path}`).then(
            ({ status }) => status,
            () => 404,
          ),
        ),
      ),
    paths,
  );
  expect(statuses).toEqual([404, 404, 404, 404]);
});

// Last, because Playwright waits for ever for a navigation that was refused.
test('no window opens, no navigation leaves and no form is sent', async () => {
  await opened().app.evaluate(({ BrowserWindow }) => {
    const asked: string[] = [];
    BrowserWindow.getAllWindows()[0]?.webContents.on('will-navigate', ({ url }) => asked.push(url));
    Object.assign(globalThis, { asked });
  });
  const isRefused = await page().evaluate((url) => globalThis.open(`${url}/window`) === null, foreignUrl);
  expect(isRefused).toBe(true);
  await page().evaluate((url) => {
    const link = Object.assign(document.createElement('a'), { href: `${url}/blank`, target: '_blank' });
    const form = Object.assign(document.createElement('form'), { action: `${url}/form`, method: 'post' });
    document.body.append(link, form);
    link.click();
    form.submit();
    location.assign(`${url}/location`);
  }, foreignUrl);
  await expect
    .poll(() => opened().app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked))
    .toContain(`${foreignUrl}/location`);
  const left = await opened().app.evaluate(async ({ BrowserWindow }) => {
    const windows = BrowserWindow.getAllWindows();
    const contents = windows[0]?.webContents;
    const heading: unknown = await contents?.executeJavaScript(
      'document.querySelector("main h2").textContent',
    );
    return { windows: windows.length, url: contents?.getURL(), heading };
  });
  expect(left).toMatchObject({ windows: 1, url: expect.stringMatching(/^app:\/\/wattos\//) });
  expect(left.heading).toBeTruthy();
  expect(visits).toEqual([]);
});
