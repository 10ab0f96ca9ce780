/** For eyes that need it larger, windows that are narrow, and heads that dislike motion. */
import { type Browser, expect, type Page, test } from '@playwright/test';
import { enter, openBrowser } from '../support/browser.ts';
import { fillLibrary, fillStudio, newDataDir, prepare, removeDataDir, wattos } from '../support/data.ts';
import { type Host, startHost } from '../support/host.ts';
import { sample } from '../support/sample.ts';
import { type View, views } from '../support/views.ts';

test.describe.configure({ mode: 'serial' });

let dataDir: string;
let conversationId: string;
let host: Host;
let browser: Browser;

test.beforeAll(async () => {
  dataDir = newDataDir();
  [conversationId = ''] = prepare(dataDir, {
    conversations: [sample],
    gateway: true,
    settings: { appearance: { language: 'de' } },
  });
  fillLibrary(dataDir);
  fillStudio(dataDir);
  browser = await openBrowser();
});
test.afterAll(async () => {
  await browser.close();
  removeDataDir(dataDir);
});
// A host of its own for each test: each is one minute of one person.
test.beforeEach(async () => {
  host = await startHost(dataDir);
});
test.afterEach(() => host.stop());

const show = async (page: Page, view: View) => {
  await view.open(page, conversationId);
  await view.ready(page).waitFor();
};

/** What sticks out to the right of the window, or scrolls sideways without being a table or code. */
const sideways = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0 || element.closest('.sr-only, [aria-hidden=true]')) continue;
      const scroller = element.closest('pre, table, [role=group], [role=region], section[tabindex]');
      if (box.right > window.innerWidth + 1 && scroller === null)
        found.push(`${element.tagName}.${element.className} ends at ${Math.round(box.right)}`);
      const style = getComputedStyle(element);
      const scrolls = style.overflowX === 'auto' || style.overflowX === 'scroll';
      if (scrolls && element.scrollWidth > element.clientWidth + 1 && scroller === null)
        found.push(`${element.tagName}.${element.className} scrolls sideways`);
    }
    return found.slice(0, 3);
  });

const checkAll = async (page: Page) => {
  const failures: string[] = [];
  page.on('pageerror', ({ message }) => failures.push(message));
  page.on('console', (message) => message.type() === 'error' && failures.push(message.text()));
  await page.getByRole('main').waitFor();
  for (const view of views) {
    await show(page, view);
    await expect.poll(() => sideways(page), { message: view.name }).toEqual([]);
    expect(failures, view.name).toEqual([]);
    await view.leave?.(page);
  }
};

test('at 480 pixels nothing is cut off and nothing scrolls sideways', async () => {
  const { page, close } = await enter(browser, host, {
    viewport: { width: 480, height: 800 },
    reducedMotion: 'reduce',
  });
  await checkAll(page);
  await close();
});

test('at 200 % text size nothing is cut off and nothing scrolls sideways', async () => {
  wattos(dataDir, 'settings', 'set', 'appearance.fontScale', '2');
  const { page, close } = await enter(browser, host, {
    viewport: { width: 1280, height: 832 },
    reducedMotion: 'reduce',
  });
  await expect(page.locator('html')).toHaveCSS('font-size', '30px');
  await checkAll(page);
  await close();
  wattos(dataDir, 'settings', 'set', 'appearance.fontScale', '1');
});

test('who asks for less motion gets none', async () => {
  const { page, close } = await enter(browser, host, { reducedMotion: 'reduce' });
  await expect(page.locator('html')).toHaveAttribute('data-motion', 'reduced');
  // The frame listens to the keyboard before it names the window.
  await expect(page).toHaveTitle(/ – /);
  // Pressed while the view is still loading: what is typed now is meant for the palette.
  await page.keyboard.press('Control+K');
  await expect(page.getByRole('combobox')).toBeFocused();
  await expect(page.locator('[data-region=composer] textarea')).toBeVisible();
  await expect(page.getByRole('combobox')).toBeFocused();
  const moving = await page.evaluate(() => {
    const long: string[] = [];
    for (const element of document.querySelectorAll('*')) {
      const { animationDuration, transitionDuration } = getComputedStyle(element);
      const seconds = [...animationDuration.split(','), ...transitionDuration.split(',')].map(
        Number.parseFloat,
      );
      if (seconds.some((duration) => duration > 0.001)) long.push(element.className.toString());
    }
    return long;
  });
  expect(moving).toEqual([]);
  await close();
});
