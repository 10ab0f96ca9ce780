/**
 * Every view and every layer above a view, opened in a way that does not depend on the language: by address, by keyboard,
 * by place. The page must have been prepared with the sample conversation.
 */
import type { Page } from '@playwright/test';
import { studioViews } from './studio-views.ts';
import { dialog, goTo, heading, main, pressEscape, type View, view } from './view.ts';

export type { View } from './view.ts';

const articles = (page: Page) => page.getByRole('article');
const conversationLink = (page: Page, id: string) => page.locator(`nav a[href$="${id}"]`);

const openConversation = async (page: Page, id: string) => {
  await goTo(page, `/chat/${id}`);
  await articles(page).last().waitFor();
};

/** Opened from the conversation list; in a narrow window that is a sheet of its own. */
const inConversation = (name: string, act: (page: Page, id: string) => Promise<void>): View => ({
  name,
  open: async (page, id) => {
    await openConversation(page, id);
    await act(page, id);
  },
  ready: dialog,
  leave: pressEscape,
});

const grid = (page: Page) => main(page).getByRole('grid');
const readerText = (page: Page) => page.locator('[data-block]');

const openLibrary = async (page: Page) => {
  await goTo(page, '/knowledge');
  await grid(page).getByRole('row').nth(1).waitFor();
};

/** In the only space of the prepared data; its parts are links below its name. */
const inSpace = (name: string, act: (page: Page) => Promise<void>, ready: View['ready'] = heading): View => ({
  name,
  open: async (page) => {
    await openLibrary(page);
    const isListHidden = (await page.locator('[data-region=spaces]').count()) === 0;
    if (isListHidden) await main(page).locator('header button').first().click();
    await page.locator('[data-region=spaces] a[href*="/space/"]').first().click();
    await main(page).locator('header nav a').nth(3).waitFor();
    await act(page);
  },
  ready,
  leave: pressEscape,
});

export const onboardingSteps = ['welcome', 'hardware', 'model', 'ready'] as const;

export const views: readonly View[] = [
  {
    name: 'chat',
    open: openConversation,
    ready: (page) => articles(page).last(),
  },
  view('chat-empty', '/chat', (page) => main(page).getByRole('list').last()),
  view('chat-gone', '/chat/00000000-0000-7000-8000-000000000000', (page) =>
    main(page).getByRole('heading', { level: 2 }).last(),
  ),
  view('knowledge', '/knowledge', (page) => main(page).getByRole('rowheader').first()),
  inSpace('knowledge-files', async (page) => {
    await main(page).locator('header nav a').nth(1).click();
  }),
  inSpace(
    'space-summary',
    (page) => main(page).locator('header nav a').nth(2).click(),
    (page) => main(page).locator('[data-citation]').first(),
  ),
  inSpace('knowledge-settings', async (page) => {
    await main(page).locator('header nav a').nth(3).click();
    await main(page).getByRole('switch').waitFor();
  }),
  inSpace(
    'knowledge-preview',
    async (page) => {
      await grid(page).focus();
      await grid(page).press('Space');
    },
    (page) => readerText(page).first(),
  ),
  {
    name: 'knowledge-document',
    open: async (page) => {
      await openLibrary(page);
      await grid(page).focus();
      await grid(page).press('Enter');
      await readerText(page).first().waitFor();
      await page.keyboard.press('f');
    },
    ready: (page) => main(page).getByRole('search'),
  },
  view('knowledge-search', '/knowledge/search/hundesteuer', (page) =>
    main(page).getByRole('article').first(),
  ),
  {
    name: 'knowledge-passage',
    open: async (page) => {
      await goTo(page, '/knowledge/search/hundesteuer');
      await main(page).getByRole('article').getByRole('heading').getByRole('button').first().click();
    },
    ready: (page) => page.locator('mark[data-mark=evidence]').first(),
    leave: pressEscape,
  },
  ...studioViews,
  view('privacy', '/privacy', (page) => main(page).getByRole('link').first()),
  {
    name: 'privacy-review',
    open: async (page) => {
      await goTo(page, '/privacy');
      await main(page).getByRole('link').first().click();
    },
    ready: (page) => main(page).getByRole('heading', { level: 3 }).last(),
  },
  view('models', '/models', (page) => main(page).getByRole('listitem').first()),
  view('network', '/network', heading),
  view('providers', '/providers', (page) => main(page).getByRole('listitem').last()),
  view('usage', '/providers/usage', (page) => main(page).getByRole('table').last()),
  view('program-access', '/providers/keys', (page) => main(page).getByRole('heading', { level: 2 }).last()),
  view('compare', '/compare', heading),
  ...['appearance', 'chat', 'models', 'network', 'shortcuts', 'about'].map((tab) =>
    view(`settings-${tab}`, `/settings/${tab}`, heading),
  ),
  view('not-found', '/nowhere', heading),
  {
    name: 'palette',
    open: async (page) => {
      await goTo(page, '/chat');
      await page.keyboard.press('Control+k');
    },
    ready: (page) => page.getByRole('option').first(),
    leave: pressEscape,
  },
  {
    name: 'shortcuts',
    open: (page) => page.keyboard.press('Control+/'),
    ready: dialog,
    leave: pressEscape,
  },
  {
    name: 'tasks',
    open: (page) => page.getByRole('banner').locator('button[aria-expanded]').first().click(),
    ready: dialog,
    leave: pressEscape,
  },
  {
    name: 'import',
    open: async (page) => {
      await goTo(page, '/models');
      await main(page).locator('header').getByRole('button').last().click();
    },
    ready: dialog,
    leave: pressEscape,
  },
  {
    name: 'consent',
    open: async (page) => {
      await goTo(page, '/models');
      await main(page).locator('[data-action=pull]:not([disabled])').first().click();
    },
    ready: dialog,
    leave: pressEscape,
  },
  inConversation('export', (page) => main(page).locator('header [aria-haspopup]').first().click()),
  inConversation('instruction', (page) =>
    page.locator('[data-region=composer] button:not([aria-haspopup]):not([aria-expanded])').first().click(),
  ),
];

/** Layers that need the conversation list beside the messages, so a window that is not narrow. */
export const wideViews: readonly View[] = [
  {
    name: 'sources',
    open: async (page) => {
      await goTo(page, '/chat');
      await page.locator('[data-region=composer] button[aria-expanded]:not([aria-haspopup])').click();
    },
    ready: dialog,
    leave: pressEscape,
  },
  {
    name: 'proof',
    open: async (page) => {
      await goTo(page, '/knowledge/search/hundesteuer');
      await main(page).getByRole('article').first().waitFor();
      await main(page).locator('ol').locator('xpath=preceding-sibling::*[1]').getByRole('button').click();
      await page.locator('[data-region=composer] textarea').press('Enter');
      await page.locator('[data-citation]').first().click();
    },
    ready: (page) => page.locator('[data-region=pane] mark[data-mark=evidence]').first(),
    leave: pressEscape,
  },
  inConversation('remove', async (page, id) => {
    await conversationLink(page, id).focus();
    await page.keyboard.press('Delete');
  }),
  {
    name: 'rename',
    open: async (page, id) => {
      await openConversation(page, id);
      await conversationLink(page, id).focus();
      await page.keyboard.press('F2');
    },
    ready: (page) => page.locator('nav input:not([type=search])').first(),
    leave: pressEscape,
  },
  {
    name: 'search',
    open: async (page) => {
      await goTo(page, '/chat');
      await page.getByRole('searchbox').fill('function');
    },
    ready: (page) => page.locator('nav mark').first(),
    leave: (page) => page.getByRole('searchbox').fill(''),
  },
];
