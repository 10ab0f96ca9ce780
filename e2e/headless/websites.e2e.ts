/** From one address to a read website: pages as they arrive, the reason for what was left out, the page as it was, what changed. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { enter, type HostPage, openBrowser } from '../support/browser.ts';
import { newDataDir, prepare, removeDataDir } from '../support/data.ts';
import { type Host, startHost } from '../support/host.ts';

test.describe.configure({ mode: 'serial' });

const text = (about: string): string =>
  `<p>${about} beantragen Sie im Bürgerbüro. Bitte bringen Sie einen Ausweis und die Unterlagen der letzten drei Monate mit; die Bearbeitung dauert etwa zwei Wochen.</p>`;
const paths = ['/', '/wohngeld', '/kita', '/intern/plan'];
let fee = '12 Euro';
const pageAt = (path: string): string =>
  `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>${path === '/' ? 'Stadt Musterau' : `Seite ${path.slice(1)}`}</title></head>
<body><nav>${paths.map((to) => `<a href="${to}">${to}</a> `).join('')}</nav><main><h1>Seite ${path}</h1>${text('Diese Leistung')}<p>Die Gebühr beträgt ${fee} und ist bei der Abgabe des Antrags zu bezahlen.</p>${text(`Alles zu ${path}`)}</main></body></html>`;

let site: Server;
let address = '';
let dataDir: string;
let host: Host;
let browser: Browser;
let opened: HostPage;
const page = (): Page => opened.page;

test.beforeAll(async () => {
  site = createServer(({ url = '/' }, response) => {
    if (url === '/robots.txt') response.end('User-agent: *\nDisallow: /intern/\n');
    else if (paths.includes(url)) response.setHeader('content-type', 'text/html').end(pageAt(url));
    else response.writeHead(404).end('nicht da');
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
  dataDir = newDataDir();
  prepare(dataDir, { settings: { appearance: { language: 'en' } } });
  host = await startHost(dataDir);
  browser = await openBrowser();
  opened = await enter(browser, host, { reducedMotion: 'reduce' });
});
test.afterAll(async () => {
  await opened.close();
  await browser.close();
  await host.stop();
  site.close();
  removeDataDir(dataDir);
});

const goTo = (path: string) =>
  page().evaluate((hash) => {
    location.hash = hash;
  }, path);
const clean = async (name: string) => {
  // React Aria announces a pending button by its id; by then the button has gone, and the announcement goes a moment later.
  const { violations } = await new AxeBuilder({ page: page() }).exclude('[data-live-announcer]').analyze();
  expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([]);
};
const tab = (name: string) => page().getByRole('navigation', { name: 'Views' }).getByRole('link', { name });

test('an address that is none is refused in words, before anything is fetched', async () => {
  await goTo('/websites');
  await page().getByRole('textbox', { name: 'Address of the website' }).fill('not an address');
  await page().getByRole('button', { name: 'Explore website' }).click();
  await expect(page().getByText(/complete address/)).toBeVisible();
  await clean('start');
});

test('a website is read, what its owner excludes is left out and says so', async () => {
  await page().getByRole('textbox', { name: 'Address of the website' }).fill(address);
  await page().getByText('What to read').click();
  await page().getByText('Website in your own network').click();
  await page().getByRole('button', { name: 'Explore website' }).click();
  await expect(page().getByText('Finished', { exact: true })).toBeVisible({ timeout: 60_000 });
  const list = page().getByRole('list', { name: /^Pages of this run/ });
  await expect(list.getByRole('link', { name: /wohngeld/ })).toBeVisible();
  await expect(list.getByRole('link', { name: /intern/ })).toContainText('excludes this page in robots.txt');
  await clean('pages');
});

test('a page opens beside the list, as text and as it was', async () => {
  await page()
    .getByRole('link', { name: /wohngeld/ })
    .first()
    .click();
  await expect(page().getByText('Die Gebühr beträgt 12 Euro').first()).toBeVisible();
  await page().getByText('As it was', { exact: true }).click();
  await expect(page().frameLocator('iframe').getByText('Die Gebühr beträgt 12 Euro')).toBeVisible();
  // Nothing can be run inside that frame, not even axe.
  await page().getByText('Facts', { exact: true }).click();
  await expect(page().getByText('Checksum (SHA-256)')).toBeVisible();
  await clean('page');
});

test('structure and evidence are shown', async () => {
  await tab('Structure').click();
  await expect(page().getByText('Topics by section of the website')).toBeVisible();
  await clean('map');
  await tab('Evidence').click();
  await expect(page().getByText('Disallow: /intern/')).toBeVisible();
  await clean('evidence');
});

test('a second run shows what has changed, line by line', async () => {
  fee = '15 Euro';
  const before = page().url();
  await page().getByRole('button', { name: 'Read again' }).click();
  await expect.poll(() => page().url()).not.toBe(before);
  await tab('Differences').click();
  const changed = page().locator('details').filter({ hasText: 'Seite wohngeld' });
  await expect(changed).toBeVisible({ timeout: 60_000 });
  await changed.locator('summary').click();
  await expect(changed.getByText(/15 Euro/)).toBeVisible();
  await expect(page().getByText('Finished', { exact: true })).toBeVisible({ timeout: 60_000 });
  await clean('differences');
});
