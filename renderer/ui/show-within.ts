/**
 * Brings an element into view within the nearest box that scrolls, and moves nothing around that box: where the page stands is
 * the reader's choice.
 */
export const showWithin = (element: Element): void => {
  const box = scrollerOf(element);
  if (!box) return;
  const inner = element.getBoundingClientRect();
  const outer = box.getBoundingClientRect();
  if (inner.top < outer.top) box.scrollTop -= outer.top - inner.top;
  else if (inner.bottom > outer.bottom) box.scrollTop += inner.bottom - outer.bottom;
};

const scrollerOf = (element: Element): Element | null => {
  for (let box = element.parentElement; box; box = box.parentElement)
    if (['auto', 'scroll'].includes(getComputedStyle(box).overflowY)) return box;
  return null;
};
