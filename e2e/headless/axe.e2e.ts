/** Every view in every theme and both languages through axe, against WCAG 2.2 AA. */
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { enter, openBrowser } from '../support/browser.ts';
import { fillLibrary, fillStudio, newDataDir, prepare, removeDataDir } from '../support/data.ts';
import { startHost } from '../support/host.ts';
import { sample } from '../support/sample.ts';
import { onboardingSteps, type View, views, wideViews } from '../support/views.ts';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
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
    // What passes need not be described: that takes most of the time on a page of many elements.
    const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
    const chosen = rules === 'all' ? axe.withTags(standards) : axe.withRules(['color-contrast']);
    const { violations: hits } = await chosen.analyze();
    for (const { id, nodes } of hits)
      for (const { target, failureSummary } of nodes)
        found.push(`${language} ${name}, ${theme}: ${id} at ${target.join(' ')}: ${failureSummary}`);
  }
  return found;
};

for (const language of ['de', 'en'] as const) {
  test(`every view is accessible in ${language}`, async () => {
    test.setTimeout(600_000);
    const dataDir = newDataDir();
    const [conversationId = ''] = prepare(dataDir, {
      conversations: [sample],
      gateway: true,
      settings: { appearance: { language }, onboarding: { completedAt: null } },
    });
    fillLibrary(dataDir);
    fillStudio(dataDir);
    const host = await startHost(dataDir);
    const { page, calls, close } = await enter(browser, host, {
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
    expect(calls().length).toBeLessThan(200);
    await close();
    await host.stop();
    removeDataDir(dataDir);
  });
}
