/** WCAG 2.2 AA on the page as it stands, by axe. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What violates a rule, where and why; `colours` looks at contrast alone. */
export const violationsOn = async (page: Page, rules: 'all' | 'colours' = 'all'): Promise<string[]> => {
  // What passes need not be described: that takes most of the time on a page of many elements.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  const chosen = rules === 'all' ? axe.withTags(standards) : axe.withRules(['color-contrast']);
  const { violations } = await chosen.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  );
};

export const expectAccessible = async (page: Page): Promise<void> =>
  expect(await violationsOn(page)).toEqual([]);
