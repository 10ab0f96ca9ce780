/** A view as the shared checks open it, and what opening one takes. Nothing here depends on the language. */
import type { Locator, Page } from '@playwright/test';

export type View = {
  name: string;
  open(page: Page, conversationId: string): Promise<void>;
  /** There when the view is complete. */
  ready(page: Page): Locator;
  /** Puts away what would stay in the way. */
  leave?(page: Page): Promise<void>;
};

/** Ends when the view before has gone: the page hears of its new address a task later. */
export const goTo = (page: Page, path: string): Promise<void> =>
  page.evaluate(
    (hash) =>
      new Promise<void>((resolve) => {
        const before = location.href;
        addEventListener('hashchange', () => resolve(), { once: true });
        location.hash = hash;
        if (location.href === before) resolve();
      }),
    path,
  );

export const main = (page: Page) => page.getByRole('main');
export const dialog = (page: Page) => page.locator('[role=dialog], [role=alertdialog]').last();
export const heading = (page: Page) => main(page).getByRole('heading', { level: 1 });
export const pressEscape = (page: Page) => page.keyboard.press('Escape');

export const view = (name: string, path: string, ready: View['ready']): View => ({
  name,
  open: (page) => goTo(page, path),
  ready,
});
