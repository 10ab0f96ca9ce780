/** The views of the studio and of the agents, for the shared checks. The data must have been prepared with one analysis. */
import type { Page } from '@playwright/test';
import { dialog, goTo, heading, main, pressEscape, type View, view } from './view.ts';

/** In the only analysis of the prepared data: the board, and the first card of a kind on it. */
const openBoard = async (page: Page) => {
  await goTo(page, '/studio');
  await main(page).locator('li a[href*="/studio/"]').first().click();
  await main(page).getByRole('region').first().waitFor();
};
const openSubject = async (page: Page, kind: 'group' | 'persona') => {
  await openBoard(page);
  await main(page).locator(`a[href*="/${kind}/"]`).first().click();
  await main(page).getByRole('heading', { level: 2 }).first().waitFor();
};
const openAgent = async (page: Page) => {
  await goTo(page, '/agents');
  await main(page).getByRole('article').first().getByRole('link').click();
  await main(page).getByRole('heading', { level: 2 }).last().waitFor();
};
const buttonWith = (page: Page, icon: string) => main(page).locator(`button:has(.lucide-${icon})`).first();
/** What is done seldom is in a menu in the head of the page. */
const choose = async (page: Page, icon: string) => {
  await buttonWith(page, 'ellipsis').click();
  await page.locator(`[role=menuitem]:has(.lucide-${icon})`).click();
};

const inStudio = (
  name: string,
  open: (page: Page) => Promise<void>,
  ready: View['ready'],
  leave: View['leave'] = async () => {},
): View => ({ name, open, ready, leave });

/** What consultants show: target groups, personas, agents, and the dialogs in which they are made by hand. */
export const studioViews: readonly View[] = [
  view('studio', '/studio', (page) => main(page).getByRole('listitem').first()),
  view('studio-start', '/studio/new', (page) => main(page).getByRole('switch').first()),
  inStudio('studio-board', openBoard, (page) => main(page).getByRole('region').last()),
  inStudio(
    'studio-add-group',
    async (page) => {
      await openBoard(page);
      await choose(page, 'plus');
    },
    (page) => dialog(page).getByRole('checkbox').first(),
    pressEscape,
  ),
  inStudio(
    'studio-merge',
    async (page) => {
      await openBoard(page);
      await choose(page, 'combine');
    },
    dialog,
    pressEscape,
  ),
  inStudio('studio-group', (page) => openSubject(page, 'group'), heading),
  inStudio(
    'studio-split',
    async (page) => {
      await openSubject(page, 'group');
      await choose(page, 'split');
    },
    (page) => dialog(page).getByRole('checkbox').first(),
    pressEscape,
  ),
  inStudio(
    'studio-add-persona',
    async (page) => {
      await openSubject(page, 'group');
      await buttonWith(page, 'user-plus').click();
    },
    (page) => dialog(page).getByRole('textbox').first(),
    pressEscape,
  ),
  inStudio('studio-persona', (page) => openSubject(page, 'persona'), heading),
  inStudio(
    'studio-evidence',
    async (page) => {
      await openSubject(page, 'persona');
      await main(page).locator('li button[aria-expanded=false]').first().click();
    },
    (page) => page.locator('mark[data-mark=evidence]').first(),
    pressEscape,
  ),
  inStudio(
    'studio-talk',
    async (page) => {
      await openSubject(page, 'persona');
      await buttonWith(page, 'messages-square').click();
      await main(page).getByRole('log').getByRole('listitem').first().waitFor();
      await main(page).locator('ul').last().getByRole('button').nth(1).click();
    },
    (page) => main(page).getByRole('log').getByRole('button').last(),
  ),
  view('agents', '/agents', (page) => main(page).getByRole('article').first()),
  inStudio('agent', openAgent, heading),
  inStudio(
    'agent-edit',
    async (page) => {
      await openAgent(page);
      await buttonWith(page, 'pencil').click();
    },
    (page) => dialog(page).getByRole('switch').first(),
    pressEscape,
  ),
  view('agents-rehearsal', '/agents/rehearsal', (page) => main(page).getByRole('textbox')),
];
