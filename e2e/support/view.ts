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

export const goTo = (page: Page, path: string): Promise<void> =>
  page.evaluate((hash) => {
    location.hash = hash;
  }, path);

export const main = (page: Page) => page.getByRole('main');
export const dialog = (page: Page) => page.locator('[role=dialog], [role=alertdialog]').last();
export const heading = (page: Page) => main(page).getByRole('heading', { level: 1 });
export const pressEscape = (page: Page) => page.keyboard.press('Escape');

export const view = (name: string, path: string, ready: View['ready']): View => ({
  name,
  open: (page) => goTo(page, path),
  ready,
});
