/** The library by mouse and keyboard in turn, and what it says where something is refused. */
import { type Browser, expect, type Page, test } from '@playwright/test';
import { enter, type HostPage, openBrowser } from '../support/browser.ts';
import { fillLibrary, newDataDir, prepare, removeDataDir } from '../support/data.ts';
import { type Host, startHost } from '../support/host.ts';

test.describe.configure({ mode: 'serial' });

let dataDir: string;
let host: Host;
let browser: Browser;
let entered: HostPage;
const page = (): Page => entered.page;
const main = () => page().getByRole('main');
const pane = () => page().locator('[data-region="pane"]');

test.beforeAll(async () => {
  dataDir = newDataDir();
  prepare(dataDir);
  fillLibrary(dataDir);
  host = await startHost(dataDir);
  browser = await openBrowser();
  entered = await enter(browser, host, { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
});
test.afterAll(async () => {
  await browser.close();
  await host.stop();
  removeDataDir(dataDir);
});

test('a row that was clicked listens to the keys', async () => {
  await page().getByRole('link', { name: 'Knowledge' }).click();
  const grid = main().getByRole('grid', { name: 'Documents' });
  await grid.getByRole('row').nth(2).click();
  await page().keyboard.press('Space');
  await expect(pane()).toBeVisible();
  await page().keyboard.press('Space');
  await expect(pane()).toBeHidden();
  await page().keyboard.press('Space');
  await expect(pane()).toBeVisible();
});

test('Escape takes away the tooltip of a button first, then the preview the button stands in', async () => {
  const close = pane().getByRole('button', { name: 'Close' });
  await close.focus();
  await page().keyboard.press('Tab');
  await page().keyboard.press('Shift+Tab');
  await expect(close).toBeFocused();
  await expect(page().getByRole('tooltip', { name: 'Close' })).toBeVisible();
  await page().keyboard.press('Escape');
  await expect(page().getByRole('tooltip')).toBeHidden();
  await expect(pane()).toBeVisible();
  await page().keyboard.press('Escape');
  await expect(pane()).toBeHidden();
});

test('a folder that is not there is refused at its field, until something else is typed', async () => {
  await main()
    .getByRole('link', { name: /^Ortsrecht/ })
    .click();
  await main().getByRole('link', { name: 'Settings' }).click();
  const path = main().getByRole('textbox', { name: 'Folder on the computer WattOS runs on' });
  await path.fill('/there/is/no/such/folder');
  await main().getByRole('button', { name: 'Watch a folder' }).click();
  await expect(path).toHaveAccessibleDescription(/There is no such folder there/);
  await expect(main().getByText(/There is no such folder there/)).toBeInViewport();
  await path.fill('/there');
  await expect(path).not.toHaveAccessibleDescription(/There is no such folder there/);
});
