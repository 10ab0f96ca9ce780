/** Every view in every theme and both languages through axe, against WCAG 2.2 AA. */
import { type Browser, expect, type Page, test } from '@playwright/test';
import { violationsOn } from '../support/accessible.ts';
import { enter, openBrowser } from '../support/browser.ts';
import { fillLibrary, fillStudio, newDataDir, prepare, removeDataDir } from '../support/data.ts';
import { startHost } from '../support/host.ts';
import { testLimitMs } from '../support/limits.ts';
import { sample } from '../support/sample.ts';
import { onboardingSteps, type View, views, wideViews } from '../support/views.ts';

const locales = { de: 'de-DE', en: 'en-US' } as const;

let browser: Browser;
test.beforeAll(async () => {
  browser = await openBrowser();
});
test.afterAll(() => browser.close());

const paint = (page: Page, theme: string) =>
  page.evaluate(
    (name) =>
      new Promise((resolve) => {
        document.documentElement.dataset.theme = name;
        requestAnimationFrame(() => requestAnimationFrame(resolve));
      }),
    theme,
  );

/** Themes differ in colour alone and languages in words alone, so each view meets every theme and every language once. */
const looks = {
  de: [
    { theme: 'light', rules: 'all' },
    { theme: 'contrast', rules: 'colours' },
  ],
  en: [{ theme: 'dark', rules: 'all' }],
} as const;

const violations = async (page: Page, language: keyof typeof looks, name: string): Promise<string[]> => {
  const found: string[] = [];
  for (const { theme, rules } of looks[language]) {
    await paint(page, theme);
    for (const violation of await violationsOn(page, rules))
      found.push(`${language} ${name}, ${theme}: ${violation}`);
  }
  return found;
};

for (const language of ['de', 'en'] as const) {
  test(`every view is accessible in ${language}`, async () => {
    test.setTimeout(4 * testLimitMs);
    const dataDir = newDataDir();
    const [conversationId = ''] = prepare(dataDir, {
      conversations: [sample],
      gateway: true,
      settings: { appearance: { language }, onboarding: { completedAt: null } },
    });
    fillLibrary(dataDir);
    fillStudio(dataDir);
    const host = await startHost(dataDir);
    const { page, callsInBusiestMinute, close } = await enter(browser, host, {
      locale: locales[language],
      viewport: { width: 1280, height: 832 },
      reducedMotion: 'reduce',
    });
    const found: string[] = [];
    const look = async (name: string) => {
      found.push(...(await violations(page, language, name)));
    };

    for (const step of onboardingSteps) {
      await page.getByRole('heading', { level: 1 }).waitFor();
      await look(`onboarding ${step}`);
      if (step !== 'ready') await page.getByRole('main').getByRole('button').last().click();
    }
    await page.getByRole('banner').getByRole('button').click();

    const visit = async (view: View) => {
      await view.open(page, conversationId);
      await view.ready(page).waitFor();
      await look(view.name);
      await view.leave?.(page);
    };
    for (const view of [...views, ...wideViews]) await visit(view);
    await page.setViewportSize({ width: 480, height: 800 });
    await look('narrow');

    expect(found).toEqual([]);
    expect(callsInBusiestMinute()).toBeLessThan(100);
    await close();
    await host.stop();
    removeDataDir(dataDir);
  });
}
