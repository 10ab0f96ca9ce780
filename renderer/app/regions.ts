/** F6 moves between the regions of the window in reading order, Shift+F6 back. */
const focusable =
  'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select:not([disabled]), [tabindex="0"]';

/** Inside an open dialog there is only the dialog. */
const regions = (): HTMLElement[] =>
  document.querySelector('[role="dialog"], [role="alertdialog"]')
    ? []
    : [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
        (region) => region.offsetParent !== null,
      );

/** What lies in a region within this one belongs to that one. */
const focusInside = (region: HTMLElement): void => {
  const own = (selector: string) =>
    [...region.querySelectorAll<HTMLElement>(selector)].find(
      (element) => element.closest('[data-region]') === region,
    );
  (own('[data-region-start]') ?? own(focusable) ?? region).focus();
};

/** A region inside another counts as its own: the innermost one holds the focus. */
export const moveRegion = (step: 1 | -1): void => {
  const all = regions();
  if (all.length === 0) return;
  const held = document.activeElement?.closest<HTMLElement>('[data-region]');
  const at = held ? all.indexOf(held) : -1;
  const next = all[at < 0 ? 0 : (at + step + all.length) % all.length];
  if (next) focusInside(next);
};
