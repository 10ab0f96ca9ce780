/** From one address to a read website: pages as they arrive, the reason for what was left out, the page as it was, what changed. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { prepare } from '../support/data.ts';
import { workLimitMs } from '../support/limits.ts';
import { onHost } from '../support/on-host.ts';
import { goTo } from '../support/view.ts';

const text = (about: string): string =>
  `<p>${about} beantragen Sie im Bürgerbüro. Bitte bringen Sie einen Ausweis und die Unterlagen der letzten drei Monate mit; die Bearbeitung dauert etwa zwei Wochen.</p>`;
const paths = ['/', '/wohngeld', '/kita', '/intern/plan'];
let fee = '12 Euro';
const pageAt = (path: string): string =>
  `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>${path === '/' ? 'Stadt Musterau' : `Seite ${path.slice(1)}`}</title></head>
<body><nav>${paths.map((to) => `<a href="${to}">${to}</a> `).join('')}</nav><main><h1>Seite ${path}</h1>${text('Diese Leistung')}<p>Die Gebühr beträgt ${fee} und ist bei der Abgabe des Antrags zu bezahlen.</p>${text(`Alles zu ${path}`)}</main></body></html>`;

let site: Server;
let address = '';
const { page } = onHost({ fill: prepare });

test.beforeAll(async () => {
  site = createServer(({ url = '/' }, response) => {
    if (url === '/robots.txt') response.end('User-agent: *\nDisallow: /intern/\n');
    else if (paths.includes(url)) response.setHeader('content-type', 'text/html').end(pageAt(url));
    else response.writeHead(404).end('nicht da');
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
});
test.afterAll(() => site.close());

const tab = (name: string) => page().getByRole('navigation', { name: 'Views' }).getByRole('link', { name });

test('an address that is none is refused in words, before anything is fetched', async () => {
  await goTo(page(), '/websites');
  await page().getByRole('textbox', { name: 'Address of the website' }).fill('not an address');
  await page().getByRole('button', { name: 'Explore website' }).click();
  await expect(page().getByText(/complete address/)).toBeVisible();
  await expectAccessible(page());
});

test('a website is read, what its owner excludes is left out and says so', async () => {
  await page().getByRole('textbox', { name: 'Address of the website' }).fill(address);
  await page().getByText('What to read').click();
  await page().getByText('Website in your own network').click();
  await page().getByRole('button', { name: 'Explore website' }).click();
  await expect(page().getByText('Finished', { exact: true })).toBeVisible({ timeout: workLimitMs });
  const list = page().getByRole('list', { name: /^Pages of this run/ });
  await expect(list.getByRole('link', { name: /wohngeld/ })).toBeVisible();
  await expect(list.getByRole('link', { name: /intern/ })).toContainText('excludes this page in robots.txt');
  await expectAccessible(page());
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
  await expectAccessible(page());
});

test('structure and evidence are shown', async () => {
  await tab('Structure').click();
  await expect(page().getByText('Topics by section of the website')).toBeVisible();
  await expectAccessible(page());
  await tab('Evidence').click();
  await expect(page().getByText('Disallow: /intern/')).toBeVisible();
  await expectAccessible(page());
});

test('a second run shows what has changed, line by line', async () => {
  fee = '15 Euro';
  const before = page().url();
  await page().getByRole('button', { name: 'Read again' }).click();
  await expect.poll(() => page().url()).not.toBe(before);
  await tab('Differences').click();
  const changed = page().locator('details').filter({ hasText: 'Seite wohngeld' });
  await expect(changed).toBeVisible({ timeout: workLimitMs });
  await changed.locator('summary').click();
  await expect(changed.getByText(/15 Euro/)).toBeVisible();
  await expect(page().getByText('Finished', { exact: true })).toBeVisible({ timeout: workLimitMs });
  await expectAccessible(page());
});
